"""The text of the PDF, as the structure tree tells it: the publication's, and nothing that nobody declared.

Two readers that know nothing of the tree agree with it once running heads are taken away: PDFium here, Poppler in
the conformance session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import pikepdf
import pypdfium2
from pdfs import Made
from publication_text import Generated, Reader
from structure_tree import marked_pieces, marked_text, marks_in, of_kind, pieces


def squeezed(text: str) -> str:
    """Without white space and hyphens: where lines end is the printer's business."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", text)


def told(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> str:
    """The text in the order of the structure tree."""
    marks = marked_text(pages)
    return "".join(marks.get(key, "") for key in marks_in(file, file.Root.StructTreeRoot))


def printed_on(file: pikepdf.Pdf) -> dict[str, int]:
    """The page on which each id is printed, from 1."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
    names = list(file.Root.Names.Dests.Names)
    return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def test_the_tree_tells_the_text_of_the_publication_and_what_is_declared(
    made: Made, file: pikepdf.Pdf, pages: pypdfium2.PdfDocument
) -> None:
    generated = Generated(pages=printed_on(file), easy_read=made.publication.metadata.easy_read)
    expected = list(Reader(generated).read(made.publication))
    assert squeezed(told(file, pages)) == squeezed("".join(expected))


def test_a_reader_without_the_tree_reads_the_same(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> None:
    drawn = "".join(text for page in pages for text, mark, _ in pieces(page) if mark >= 0)
    assert squeezed(drawn) == squeezed(told(file, pages))


def test_all_text_but_running_heads_and_page_numbers_is_in_the_tree(
    made: Made, file: pikepdf.Pdf, pages: pypdfium2.PdfDocument
) -> None:
    reached = set(marks_in(file, file.Root.StructTreeRoot))
    assert set(marked_pieces(pages)) <= reached
    for number, page in enumerate(pages, start=1):
        outside = [text.strip() for text, mark, _ in pieces(page) if mark < 0]
        assert outside[-1:] == ([str(number)] if number > 1 else [])
        assert len(outside) <= 2, "a page has one running head and one number"


def test_no_paragraph_leaves_one_line_alone_on_a_page(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> None:
    """A paragraph that goes on over the end of a page has two lines at least on either side (CSS: orphans, widows)."""
    placed = marked_pieces(pages)
    for element in of_kind(file, "P"):
        for fragment in fragments(file, element, placed):
            assert min(fragment) >= 2, "".join(text for key in marks_in(file, element) for text, _ in placed[key])


def fragments(
    file: pikepdf.Pdf, element: pikepdf.Object, placed: dict[tuple[int, int], list[tuple[str, float]]]
) -> Iterator[list[int]]:
    """The number of lines on each page, of an element that stands on several."""
    marks = [key for key in marks_in(file, element) if key in placed]
    lines = [
        len({height for key in found for _, height in placed[key]}) for _, found in groupby(marks, lambda key: key[0])
    ]
    if len(lines) > 1:
        yield lines
