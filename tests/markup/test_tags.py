"""What the tag tree needs of WeasyPrint that is no public interface."""

from __future__ import annotations

import inspect
from importlib.metadata import version

import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

KNOWN = "70.0"
MOVED = (
    "progpipe.markup.tags writes its own structure tree in the place of WeasyPrint's. It replaces the two names and "
    "reads the attributes below, none of them public. When the version moves: compare weasyprint/pdf/tags.py, "
    "stream.py and anchors.py with the known version, run the golden tests of the structure tree and a validator "
    "for PDF/UA, and only then change KNOWN here and the pin in pyproject.toml."
)


def test_the_version_is_the_one_that_we_know() -> None:
    assert version("weasyprint") == KNOWN, MOVED


def test_the_names_that_are_replaced_are_there() -> None:
    assert list(inspect.signature(weasyprint.pdf.add_tags).parameters)[:2] == ["pdf", "document"], MOVED
    assert list(inspect.signature(Stream.marked).parameters) == ["self", "box", "tag"], MOVED
    assert list(inspect.signature(Stream.artifact).parameters) == ["self"], MOVED


def test_what_is_read_of_a_layout_is_there() -> None:
    document = weasyprint.HTML(string="<title>t</title><p id=a><a href='#a'>text</a></p>").render()
    (page,) = document.pages
    (link,) = page.links
    kind, target, area, box = link
    assert (kind, target, len(area)) == ("internal", "a", 4), MOVED
    assert isinstance(box, boxes.InlineBox), MOVED
    assert box.link_annotation is None, MOVED
    assert page._page_box.element_tag is None or isinstance(page._page_box.element_tag, str), MOVED
