"""The text of the PDF, as the structure tree tells it: the publication's, and nothing that nobody declared.

Two readers that know nothing of the tree agree with it once running heads are taken away: PDFium here, Poppler in
tests/conformance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pikepdf
import pypdfium2
from pdf_reading import on_edges, squeezed, told, without
from pdfs import Made
from publication_text import Generated, Reader
from structure_tree import marked_pieces, marks_in, of_kind


def printed_on(file: pikepdf.Pdf) -> dict[str, int]:
    """The page on which each id is printed, from 1."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
    names = list(file.Root.Names.Dests.Names)
    return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def test_the_tree_tells_the_text_of_the_publication_and_what_is_declared(
    made: Made, file: pikepdf.Pdf, pages: pypdfium2.PdfDocument
) -> None:
    expected = "".join(Reader(Generated(printed_on(file))).read(made.publication))
    assert squeezed(told(file, pages)) == squeezed(expected)


def test_pdfium_reads_the_same(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> None:
    read = [without(on_edges(page), squeezed(page.get_textpage().get_text_range())) for page in pages]
    assert "".join(read) == squeezed(told(file, pages))


def test_outside_the_tree_are_one_running_head_and_the_page_number(
    file: pikepdf.Pdf, pages: pypdfium2.PdfDocument
) -> None:
    assert set(marked_pieces(pages)) <= set(marks_in(file, file.Root.StructTreeRoot))
    for number, page in enumerate(pages, start=1):
        edges = on_edges(page)
        assert edges[-1:] == ([str(number)] if number > 1 else [])
        assert len(edges) <= 2


def test_no_paragraph_leaves_a_line_alone_on_a_page(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> None:
    """What goes on over the end of a page has two lines at least on either (CSS Fragmentation 3, 3.3)."""
    placed = marked_pieces(pages)
    for paragraph in of_kind(file, "P"):
        lines = lines_by_page(file, paragraph, placed)
        assert len(lines) < 2 or min(lines) >= 2, "".join(words(file, paragraph, placed))


Placed = dict[tuple[int, int], list[tuple[str, float]]]


def lines_by_page(file: pikepdf.Pdf, element: pikepdf.Object, placed: Placed) -> list[int]:
    """How many lines an element has on each page that it stands on."""
    marks = [key for key in marks_in(file, element) if key in placed]
    pages = groupby(marks, key=lambda key: key[0])
    return [len({height for key in found for _, height in placed[key]}) for _, found in pages]


def words(file: pikepdf.Pdf, element: pikepdf.Object, placed: Placed) -> Iterator[str]:
    for key in marks_in(file, element):
        yield from (text for text, _ in placed.get(key, ()))
