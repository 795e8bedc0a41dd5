"""The structure tree of the PDF, as an expert would write it by hand; read with pikepdf.

`golden/` has the trees of the test programme in both profiles, and that of the real one. When a change to one is
meant, write them anew: `python -m pytest tests/emitters/test_pdf_structure.py --golden`, and read the difference.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfs import NAMES, PROFILES, Made, make
from structure_tree import elements, kids, of_kind, tree

from progpipe.emitters.pdf import pdf
from progpipe.markup.pdf_profile import OLD_TYPES, PDF_1_7, PDF_2_0
from progpipe.publication import Commitment, Definition, Note, Section, walk

GOLDEN = Path(__file__).parent / "golden"
TREES = [("alingsas", "1.7"), *((name, profile) for name in NAMES if "provkommun" in name for profile in PROFILES)]
SHOWN = ("Lang", "Alt", "E", "ID")
ATTRIBUTES = ("ListNumbering", "Scope", "NoteType")
HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
LINE = 16  # points: a line of body text with its share of space
FOOT = 62  # points: the lower margin of the theme


def line(depth: int, element: pikepdf.Object) -> str:
    attributes = [f"{name}={element['/' + name]}" for name in SHOWN if "/" + name in element]
    layout = element.get("/A", {})
    attributes += [f"{name}={layout['/' + name]}" for name in ATTRIBUTES if "/" + name in layout]
    return "  " * depth + " ".join([str(element.S)[1:], *attributes])


@pytest.mark.parametrize(("name", "profile"), TREES, ids=" ".join)
def test_the_tree_is_the_one_in_the_golden_file(name: str, profile: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{name}-{profile}.txt"
    with pikepdf.open(io.BytesIO(make(name, profile).content)) as file:
        written = "".join(line(depth, element) + "\n" for depth, element in tree(file))
    if request.config.getoption("--golden"):
        golden.write_text(written, encoding="utf-8")
    assert written.splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_one_element_for_one_thing(file: pikepdf.Pdf, made: Made) -> None:
    kinds = [str(element.S)[1:] for _, element in tree(file)]
    nodes = list(walk(made.publication))
    # Title and contents have a heading each; so has every section. In PDF 2.0 the title is a `Title`.
    headings = [kind for kind in kinds if kind in {*HEADINGS, "Title"}]
    assert len(headings) == 2 + sum(isinstance(node, Section) for node in nodes)
    assert headings[0] == ("H1" if made.profile == "1.7" else "Title")
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


def test_a_note_and_its_references_know_each_other(file: pikepdf.Pdf, made: Made) -> None:
    notes = of_kind(file, "Note", "FENote")
    wanted = [node for node in walk(made.publication) if isinstance(node, Note)]
    assert [str(note.ID) for note in notes] == [node.id for node in wanted]
    assert [str(name) for name in file.Root.StructTreeRoot.get("/IDTree", {}).get("/Names", [])][::2] == sorted(
        node.id for node in wanted
    )
    if made.profile == "2.0":
        for note, node in zip(notes, wanted, strict=True):
            assert len(note.Ref) == len(node.references)
            assert all(reference.Ref[0].objgen == note.objgen for reference in note.Ref)


def test_entries_of_the_contents_lead_to_their_sections(file: pikepdf.Pdf, made: Made) -> None:
    entries = of_kind(file, "TOCI")
    links = [kids(kids(kids(entry)[0])[0]) for entry in entries]
    assert all(str(part[-1].get("/Type")) in {"/OBJR", "/MCR"} for part in links)
    if made.profile == "2.0":
        assert {str(kids(entry)[0].Ref[0].S) for entry in entries} == {"/Sect"}


def test_every_type_has_its_namespace_where_there_are_namespaces(file: pikepdf.Pdf, made: Made) -> None:
    found = {(str(element.S)[1:], str(element.NS.NS) if "/NS" in element else "") for _, element in tree(file)}
    assert len(found) == len({kind for kind, _ in found})
    if made.profile == "1.7":
        assert {name for _, name in found} == {""}
        return
    assert {kind for kind, name in found if name == PDF_1_7} <= OLD_TYPES
    assert {name for _, name in found} == {PDF_1_7, PDF_2_0}
    listed = {namespace.objgen for namespace in file.Root.StructTreeRoot.Namespaces}
    assert listed == {element.NS.objgen for _, element in tree(file)}


def test_links_and_bookmarks_of_pdf_2_lead_to_structure(file: pikepdf.Pdf, made: Made) -> None:
    links = [note for page in file.pages for note in page.get("/Annots", []) if "/URI" not in note.get("/A", {})]
    with file.open_outline() as outline:
        bookmarks = [item.obj for item in flat(outline.root)]
    for leading in (*links, *bookmarks):
        if made.profile == "1.7":
            assert "/Dest" in leading
        else:
            assert str(leading.A.SD[0].Type) == "/StructElem"
            assert "/D" in leading.A
    targets = {str(item.A.SD[0].S)[1:] for item in bookmarks if "/A" in item}
    assert targets <= {"Title", *HEADINGS}


def flat(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from flat(item.children)


def test_tables_have_all_their_cells_and_know_their_heads(file: pikepdf.Pdf) -> None:
    for table in of_kind(file, "Table"):
        rows = [element for _, element in elements(table) if element.S == "/TR"]
        assert len({len(kids(row)) for row in rows}) == 1
        heads = [element for _, element in elements(table) if element.S == "/TH"]
        assert all(head.A.Scope in {"/Row", "/Column"} for head in heads)


def test_artifacts_say_what_they_are(file: pikepdf.Pdf, made: Made) -> None:
    number = "/Footer" if made.profile == "1.7" else "/PageNum"
    for place, page in enumerate(file.pages):
        kinds = {(str(kind.Type), str(kind.get("/Subtype", ""))) for kind in artifacts(page)}
        assert kinds <= {("/Layout", ""), ("/Pagination", ""), ("/Pagination", "/Header"), ("/Pagination", number)}
        assert (("/Pagination", number) in kinds) == (place > 0)


def artifacts(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in {"BMC", "BDC"} and operands[0] == "/Artifact":
            assert str(operator) == "BDC", "an artifact of no type"
            yield operands[1]


def test_abbreviations_have_their_expansions(file: pikepdf.Pdf, made: Made) -> None:
    expanded = {node.expansion for node in walk(made.publication) if isinstance(node, Definition) and node.expansion}
    found = [str(element.E) for element in of_kind(file, "Span") if "/E" in element]
    assert set(found) == expanded
    assert len(found) >= len(expanded)


@pytest.mark.parametrize("profile", PROFILES)
def test_lists_are_counted_as_they_are_drawn(profile: str) -> None:
    made = make("provkommun", profile)
    styles = "\nol.commitments { list-style-type: none }\nul { list-style-type: dash }"
    theme = made.context.theme
    theme = replace(theme, styles={**theme.styles, "print": theme.styles["print"] + styles})
    (artefact,) = pdf(made.publication, replace(made.context, theme=theme))
    with pikepdf.open(io.BytesIO(artefact.content)) as changed:
        numberings = {counted(listing) for listing in of_kind(changed, "L")}
    symbols, terms = ("None", "None") if profile == "1.7" else ("Unordered", "Description")
    assert numberings == {("None", False), ("Decimal", True), (symbols, True), (terms, True)}


def counted(listing: pikepdf.Object) -> tuple[str, bool]:
    """How a list says that it is counted, and whether its items have labels."""
    first = kids(listing)[0]
    return str(listing.A.ListNumbering)[1:], "/Lbl" in {str(part.S) for part in kids(first)}


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


def test_no_heading_stands_alone_at_the_foot_of_a_page(made: Made) -> None:
    with pypdfium2.PdfDocument(made.content) as document:
        for entry in document.get_toc():
            _, (_, height, *_) = entry.get_dest().get_view()
            assert height > FOOT + 3 * LINE, entry.get_title()
