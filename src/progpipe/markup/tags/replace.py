"""Puts our structure tree in the place of WeasyPrint's while a document is written.

It replaces two names inside WeasyPrint, so the version is pinned, and a test tells loudly when the
names have moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from progpipe.markup.tags.layout import artifacts, grow, keep_outer_links
from progpipe.markup.tags.objects import write_tree


@contextmanager
def own_tags(document: Any) -> Iterator[None]:
    """While the block runs, `document.write_pdf` writes our tree. One thread at a time: see `render_pdf`."""
    import weasyprint.pdf as engine  # noqa: PLC0415
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415

    keep_outer_links(document)
    outside = artifacts(document)
    stock_tags, stock_marked = engine.add_tags, Stream.marked

    def add_tags(pdf: Any, document: Any, _: str, streams: list[Any]) -> None:
        tree = grow(document, streams, outside)
        write_tree(pdf, tree, len(streams), document.metadata.lang)

    def marked(stream: Any, box: Any, tag: str) -> AbstractContextManager[None]:
        return stream.artifact() if id(box) in outside else stock_marked(stream, box, tag)  # type: ignore[no-any-return]

    engine.add_tags, Stream.marked = add_tags, marked
    try:
        yield
    finally:
        engine.add_tags, Stream.marked = stock_tags, stock_marked
