"""Pages that give their memory back when they are drawn.

WeasyPrint keeps the boxes of all pages until the last one is drawn, and what is drawn as one object for each operator.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from progpipe.markup.engine.version import fits


@contextmanager
def released_pages() -> Iterator[None]:
    """While the block runs, WeasyPrint writes one document, and never again."""
    if not fits():
        yield
        return
    import pydyf  # noqa: PLC0415
    from weasyprint.document import Page  # noqa: PLC0415

    stock = Page.paint

    def paint(page: Any, stream: Any, scale: float) -> None:
        stock(page, stream, scale)
        stream.stream[:] = [b"\n".join(map(pydyf._to_bytes, stream.stream))]
        stream._tags = {}
        page._page_box, page.links = None, []

    Page.paint = paint
    try:
        yield
    finally:
        Page.paint = stock
