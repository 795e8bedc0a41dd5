"""What is on a page and no part of the text (ISO 32000-2, 14.8.2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from progpipe.markup.pdf_profile import PdfProfile
from progpipe.markup.tags.boxes import walk

# Rules, grounds and ornaments
ORNAMENT: Final = {"Type": "/Layout"}
REPEATED: Final = {"Type": "/Pagination"}
EDGES: Final = {"top": ("Header", "Top"), "bottom": ("Footer", "Bottom")}


def artifacts(document: Any, profile: PdfProfile) -> dict[int, Mapping[str, Any]]:
    """The boxes that are not part of the text, by identity, each with what kind of artifact it is.

    They are the margin boxes with running heads and page numbers, and table heads that are repeated on a new page.
    """
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    first: dict[int, int] = {}
    found: dict[int, Mapping[str, Any]] = {}
    for number, page in enumerate(document.pages):
        for box in walk(page._page_box):
            if isinstance(box, boxes.MarginBox):
                found.update(dict.fromkeys(map(id, walk(box)), _margin(box, profile)))
            elif box.element_tag == "thead" and first.setdefault(id(box.element), number) != number:
                found.update(dict.fromkeys(map(id, walk(box)), REPEATED))
    return found


def _margin(box: Any, profile: PdfProfile) -> Mapping[str, Any]:
    """Running head, running foot or page number, and the edge of the page that it hangs on."""
    import pydyf  # noqa: PLC0415

    place = str(box.at_keyword).lstrip("@").partition("-")[0]
    if place not in EDGES:
        return REPEATED
    kind, edge = EDGES[place]
    kind = profile.page_number if _counts_pages(box) else kind
    return {"Type": "/Pagination", "Subtype": f"/{kind}", "Attached": pydyf.Array([f"/{edge}"])}


def _counts_pages(box: Any) -> bool:
    content = box.style["content"]
    return isinstance(content, tuple) and any(part[0] == "counter()" and part[1][0] == "page" for part in content)
