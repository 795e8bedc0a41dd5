"""The structure tree of the PDF, as an expert would write it by hand; read with pikepdf.

`golden/` has the tree of the test programme. When a change to it is meant, write it anew:
`python -m pytest tests/emitters/test_pdf_structure.py --golden`, and read the difference.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from progpipe.emitters.pdf import pdf
from progpipe.interfaces import Context
from progpipe.publication import Commitment, Publication, Section, walk

Edition = tuple[Context, Publication]
GOLDEN = Path(__file__).parent / "golden"
SHOWN = ("Lang", "Alt", "E", "ID")
ATTRIBUTES = ("ListNumbering", "Scope", "NoteType")
HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
LINE = 16  # points: a line of body text with its share of space
FOOT = 62  # points: the lower margin of the theme


@pytest.fixture(scope="module")
def contents() -> dict[str, bytes]:
    return {}


@pytest.fixture
def content(edition: Edition, contents: dict[str, bytes]) -> bytes:
    context, publication = edition
    if context.stem not in contents:
        (artefact,) = pdf(publication, context)
        contents[context.stem] = artefact.content
    return contents[context.stem]


@pytest.fixture
def file(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


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


def line(depth: int, element: pikepdf.Object) -> str:
    attributes = [f"{name}={element['/' + name]}" for name in SHOWN if "/" + name in element]
    layout = element.get("/A", {})
    attributes += [f"{name}={layout['/' + name]}" for name in ATTRIBUTES if "/" + name in layout]
    return "  " * depth + " ".join([str(element.S)[1:], *attributes])


def test_the_tree_is_the_one_in_the_golden_file(
    file: pikepdf.Pdf, edition: Edition, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"{edition[0].stem}.txt"
    written = "".join(line(depth, element) + "\n" for depth, element in tree(file))
    if request.config.getoption("--golden"):
        golden.write_text(written, encoding="utf-8")
    assert written.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_one_element_for_one_thing(file: pikepdf.Pdf, edition: Edition) -> None:
    kinds = [str(element.S)[1:] for _, element in tree(file)]
    nodes = list(walk(edition[1]))
    # Title and contents have a heading each; so has every section.
    assert len([kind for kind in kinds if kind in HEADINGS]) == 2 + sum(isinstance(node, Section) for node in nodes)
    marked = sum(isinstance(node, Commitment) for node in nodes)
    numbered = [element for _, element in tree(file) if element.S == "/L" and _numbering(element) == "/Decimal"]
    assert sum(len(kids(element)) for element in numbered) >= marked


def _numbering(element: pikepdf.Object) -> str:
    return str(element.get("/A", {}).get("/ListNumbering", ""))


def test_headings_leave_no_level_out(file: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2:]) for _, element in tree(file) if str(element.S)[1:] in HEADINGS]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_says_where_it_leads(file: pikepdf.Pdf) -> None:
    links = [note for page in file.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert links
    assert all(str(link.Contents).strip() and str(link.Contents) != str(link.get("/Dest")) for link in links)


def test_no_link_lies_in_another(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        areas = [tuple(float(side) for side in note.Rect) for note in page.get("/Annots", [])]
        for number, (left, low, right, high) in enumerate(areas):
            others = areas[:number] + areas[number + 1 :]
            assert not any(o[0] <= left and o[2] >= right and o[1] <= low and o[3] >= high for o in others)


def test_page_numbers_are_artifacts_and_all_other_text_is_in_the_tree(file: pikepdf.Pdf) -> None:
    for number, page in enumerate(file.pages):
        marks = list(marks_of_text(page))
        assert None not in marks
        assert ("/Artifact" in marks) == (number > 0)  # the cover has no number


def marks_of_text(page: pikepdf.Page) -> Iterator[str | None]:
    """For each piece of text that is drawn: the tag that it is marked with."""
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in {"BMC", "BDC"}:
            stack.append(str(operands[0]))
        elif str(operator) == "EMC":
            stack.pop()
        elif str(operator) in {"Tj", "TJ"}:
            yield next(reversed(stack), None)


def test_no_heading_stands_alone_at_the_foot_of_a_page(content: bytes) -> None:
    with pypdfium2.PdfDocument(content) as document:
        for entry in document.get_toc():
            _, (_, height, *_) = entry.get_dest().get_view()
            assert height > FOOT + 3 * LINE, entry.get_title()
