"""WeasyPrint's boxes, read in order: which structure element each piece of content belongs to."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.tags.boxes import walk
from progpipe.markup.tags.tree import Annotation, Growth, Mark

# CSS pixels to PDF points
POINTS: Final = 0.75
# CSS pixels that the same edge may differ by after two ways of adding up
ROUNDING: Final = 0.01


def keep_outer_links(document: Any) -> None:
    """Take away each link area that lies in another of the same link: the engine makes one for every box in it."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if not any(_lies_in(link, other) for other in page.links)]


@contextmanager
def marks_in_order(page: Any) -> Iterator[None]:
    """While the block runs, draw the mark of each list item before its text, where the engine draws all marks last.

    It places them like boxes that are taken out of the flow. Programs that know nothing of the structure tree read
    a page in the order in which it is drawn.
    """
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    blocks = (box for box in walk(page._page_box) if isinstance(box, boxes.BlockBox))
    before = [(mark, mark.style["position"]) for box in blocks for mark in box.children if mark.is_outside_marker]
    for mark, _ in before:
        mark.style["position"] = "static"
    try:
        yield
    finally:
        for mark, position in before:
            mark.style["position"] = position


def _lies_in(link: Any, other: Any) -> bool:
    kind, target, (left, top, right, bottom), box = link
    other_kind, other_target, (other_left, other_top, other_right, other_bottom), other_box = other
    return (
        box is not other_box
        and (kind, target) == (other_kind, other_target)
        and min(left - other_left, other_right - right, top - other_top, other_bottom - bottom) > -ROUNDING
        and any(inside is box for inside in walk(other_box))
    )


def grow(growth: Growth, page: Any, number: int, stream: Any, outside: Container[int]) -> None:
    """Let the structure tree grow by a page that was drawn; `stream` knows the number of each marked content."""
    for box in walk(page._page_box):
        if id(box) not in outside:
            _place(growth, box, number, page.height, stream)


def _place(growth: Growth, box: Any, page: int, height: float, stream: Any) -> None:
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    if box.link_annotation:
        growth.link(box.element, Annotation(page, box.link_annotation))
    if isinstance(box, boxes.TableCellBox):
        growth.cell(box.element)
    elif isinstance(box, boxes.ReplacedBox):
        growth.image(box.element, Mark(page, stream._tags.pop(box)["mcid"]), _bounds(box, height))
    elif isinstance(box, boxes.TextBox):
        mark = Mark(page, stream._tags.pop(box)["mcid"])
        if str(box.element_tag).endswith("::marker"):
            growth.list_mark(box.element, _counter_style(box), mark)
        else:
            growth.text(box.element, mark)


def _counter_style(box: Any) -> str:
    """The name of the counter style of a list item; empty for a mark that has none (a string, a symbol)."""
    style = box.style["list_style_type"]
    return style if isinstance(style, str) else ""


def bookmarked(document: Any) -> list[Any]:
    """The elements that the bookmarks lead to, in the order of the outline."""
    return [
        box.element
        for page in document.pages
        for box in walk(page._page_box)
        if box.bookmark_label and box.style["bookmark_level"] != "none"
    ]


def _bounds(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, height - top - box.height, left + box.width, height - top)
    a, b, c, d = (round(value * POINTS, 3) for value in corners)
    return a, b, c, d
