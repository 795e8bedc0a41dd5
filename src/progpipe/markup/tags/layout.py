"""WeasyPrint's boxes, read in order: what is content, and what is an artifact."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from progpipe.markup.tags.tree import Annotation, Growth, Mark, Structure

# CSS pixels to PDF points
POINTS: Final = 0.75
# CSS pixels that the same edge may differ by after two ways of adding up
ROUNDING: Final = 0.01


def artifacts(document: Any) -> frozenset[int]:
    """The identities of the boxes that are not part of the text (ISO 32000-1, 14.8.2.2).

    They are the margin boxes with running heads and page numbers, and table heads that are repeated on a new page.
    """
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    first: dict[int, int] = {}
    found: set[int] = set()
    for number, page in enumerate(document.pages):
        for box in walk(page._page_box):
            repeated = box.element_tag == "thead" and first.setdefault(id(box.element), number) != number
            if repeated or isinstance(box, boxes.MarginBox):
                found.update(id(inside) for inside in walk(box))
    return frozenset(found)


def keep_outer_links(document: Any) -> None:
    """Take away each link area that lies in another of the same link: the engine makes one for every box in it."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if not any(_lies_in(link, other) for other in page.links)]


def _lies_in(link: Any, other: Any) -> bool:
    kind, target, (left, top, right, bottom), box = link
    other_kind, other_target, (other_left, other_top, other_right, other_bottom), other_box = other
    return (
        box is not other_box
        and (kind, target) == (other_kind, other_target)
        and min(left - other_left, other_right - right, top - other_top, other_bottom - bottom) > -ROUNDING
        and any(inside is box for inside in walk(other_box))
    )


def grow(document: Any, streams: list[Any], outside: frozenset[int]) -> Structure:
    """The structure tree of a rendered document. `streams` know the number of each piece of marked content."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    growth = Growth(document._html.etree_element)
    for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
        for box in walk(page._page_box):
            if id(box) in outside:
                continue
            if box.link_annotation:
                growth.link(box.element, Annotation(number, box.link_annotation))
            if isinstance(box, boxes.TextBox):
                growth.text(box.element, _pseudo(box), Mark(number, stream._tags.pop(box)["mcid"]))
            elif isinstance(box, boxes.ReplacedBox):
                mark = Mark(number, stream._tags.pop(box)["mcid"])
                growth.image(box.element, mark, _bounds(box, page.height))
    return growth.document


def walk(box: Any) -> Iterator[Any]:
    """A box and those inside it, in reading order."""
    from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from walk(child)


def _pseudo(box: Any) -> str:
    return str(box.element_tag).partition("::")[2]


def _bounds(box: Any, height: float) -> tuple[float, float, float, float]:
    left, top = box.content_box_x(), box.content_box_y()
    corners = (left, height - top - box.height, left + box.width, height - top)
    a, b, c, d = (round(value * POINTS, 3) for value in corners)
    return a, b, c, d
