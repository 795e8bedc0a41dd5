"""What the PDF needs of WeasyPrint that is no public interface."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import pydyf
import pytest
import weasyprint.pdf
from weasyprint.css import ColorProfile
from weasyprint.css.counters import CounterStyle
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from progpipe.markup.pdf_profile import PROFILES
from progpipe.markup.tags.boxes import walk

KNOWN = "70.0"
MOVED = (
    "progpipe.markup.tags writes its own structure tree in the place of WeasyPrint's, and progpipe.markup.xmp its own "
    "packet. They replace the names and read the attributes below, none of them public. When the version moves: "
    "compare weasyprint/pdf/__init__.py, tags.py, stream.py, metadata.py, pdfa.py, anchors.py and stacking.py with the "
    "known version, run the golden tests of the structure tree and the conformance session, and only then change KNOWN "
    "here and the pin in pyproject.toml."
)


def render(html: str, **options: object) -> tuple[weasyprint.Document, pydyf.PDF]:
    """A document, and the PDF as a finisher finds it."""
    found: list[pydyf.PDF] = []
    document = weasyprint.HTML(string=f"<html lang=sv><title>t</title>{html}").render(**options)
    document.write_pdf(pdf_tags=True, finisher=lambda _, pdf: found.append(pdf))
    return document, found[0]


def test_the_version_is_the_one_that_we_know() -> None:
    assert version("weasyprint") == KNOWN, MOVED


def test_the_names_that_are_replaced_are_there() -> None:
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf",
        "document",
        "pdf_version",
        "page_streams",
    ], MOVED
    assert list(inspect.signature(Stream.marked).parameters) == ["self", "box", "tag"], MOVED
    assert list(inspect.signature(Stream.artifact).parameters) == ["self"], MOVED


def test_what_is_read_of_a_layout_is_there() -> None:
    document, _ = render("<p id=a><a href='#a'>text</a></p>")
    (page,) = document.pages
    (link,) = page.links
    kind, target, area, box = link
    assert (kind, target, len(area)) == ("internal", "a", 4), MOVED
    assert isinstance(box, boxes.InlineBox), MOVED
    assert isinstance(box.link_annotation, pydyf.Dictionary), MOVED
    assert page._page_box.element_tag is None or isinstance(page._page_box.element_tag, str), MOVED


def test_marks_of_lists_are_taken_out_of_the_flow_and_know_their_counter_style() -> None:
    styles = CounterStyle()
    css = "<style>@counter-style own { system: extends decimal; suffix: ' ' } ol { list-style: own }</style>"
    document, _ = render(f"{css}<ol><li><p>text</p></li></ol>", counter_style=styles)
    found = [box for page in document.pages for box in walk(page._page_box)]
    (mark,) = [box for box in found if box.is_outside_marker]
    assert mark.style["position"] == "absolute", MOVED
    assert mark.element_tag == "li::marker", MOVED
    assert mark.style["list_style_type"] == "own", MOVED
    assert styles["own"]["system"] == ("extends", "decimal", None), MOVED


def test_margin_boxes_know_their_place_and_what_they_count() -> None:
    document, _ = render("<style>@page { @bottom-right { content: counter(page) } }</style><p>text</p>")
    (margin,) = [box for box in walk(document.pages[0]._page_box) if isinstance(box, boxes.MarginBox)]
    assert margin.at_keyword == "@bottom-right", MOVED
    assert [part[:1] for part in margin.style["content"]] == [("counter()",)], MOVED
    assert margin.style["content"][0][1][0] == "page", MOVED


def test_bookmarks_stand_in_the_outline_in_the_order_of_the_boxes() -> None:
    document, pdf = render("<h1>ett</h1><h3>två</h3><h2>tre</h2>")
    found = [box.bookmark_label for box in walk(document.pages[0]._page_box) if box.bookmark_label]
    assert found == ["ett", "två", "tre"], MOVED
    root = pdf.objects[int(pdf.catalog["Outlines"].split()[0])]
    first = pdf.objects[int(root["First"].split()[0])]
    assert first["Dest"][1] == "/XYZ", MOVED


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
def test_the_packet_can_be_replaced_before_the_file_is_written(profile: object) -> None:
    assert profile.variant in weasyprint.pdf.VARIANTS, MOVED  # type: ignore[attr-defined]
    _, pdf = render("<p>text</p>")
    assert "Metadata" not in pdf.catalog, MOVED
    metadata = weasyprint.document.DocumentMetadata()
    metadata.include_in_pdf(pdf, "a", 3, "A", compress=True)
    stock = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    assert isinstance(stock, pydyf.Stream), MOVED
    assert stock.compress, MOVED
    assert stock.extra == {"Type": "/Metadata", "Subtype": "/XML"}, MOVED


def test_the_colours_of_a_screen_come_with_the_engine() -> None:
    assert list(inspect.signature(ColorProfile).parameters) == [
        "file_object",
        "src",
        "rendering_intent",
        "components",
    ], MOVED
