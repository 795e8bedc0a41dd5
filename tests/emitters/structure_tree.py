"""Reading the structure tree of a PDF: pikepdf for the tree, PDFium for the marked content that it points to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

Marks = Mapping[tuple[int, int], str]


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def elements(element: pikepdf.Object, depth: int = 0) -> Iterator[tuple[int, pikepdf.Object]]:
    """The structure elements below one, each with its depth; marked content and annotations are left out."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield depth, kid
            yield from elements(kid, depth + 1)


def tree(file: pikepdf.Pdf) -> list[tuple[int, pikepdf.Object]]:
    return list(elements(file.Root.StructTreeRoot))


def of_kind(file: pikepdf.Pdf, *kinds: str) -> list[pikepdf.Object]:
    return [element for _, element in tree(file) if str(element.S)[1:] in kinds]


def marks_in(file: pikepdf.Pdf, element: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """The marked content below an element, in the order of the tree: page (from 0) and number."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages)}

    def walk(element: pikepdf.Object) -> Iterator[tuple[int, int]]:
        for kid in kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                yield numbers[element.Pg.objgen], int(kid)
            elif "/MCID" in kid:
                yield numbers[kid.Pg.objgen], int(kid.MCID)
            elif "/S" in kid:
                yield from walk(kid)

    return walk(element)


def marked_text(document: pypdfium2.PdfDocument) -> Marks:
    """What stands in each piece of marked content."""
    return {key: "".join(text for text, _ in pieces) for key, pieces in marked_pieces(document).items()}


def marked_pieces(document: pypdfium2.PdfDocument) -> dict[tuple[int, int], list[tuple[str, float]]]:
    """The pieces of text of each marked content, each with the height of its baseline."""
    found: dict[tuple[int, int], list[tuple[str, float]]] = {}
    for number, page in enumerate(document):
        for text, mark, height in pieces(page):
            if mark >= 0:
                found.setdefault((number, mark), []).append((text, height))
    return found


def pieces(page: pypdfium2.PdfPage) -> Iterator[tuple[str, int, float]]:
    """Each piece of text that a page draws: its words, the number of its marked content (-1: none), its baseline."""
    text_page = page.get_textpage()
    for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, place)
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_TEXT:
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(drawn, matrix)
            yield _text(drawn, text_page), pdfium.FPDFPageObj_GetMarkedContentID(drawn), round(matrix.f, 1)


def _text(drawn: object, text_page: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(drawn, text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")
