"""Puts our structure tree in the place of WeasyPrint's while a document is written.

It replaces names inside WeasyPrint, so the version is pinned, and a test tells loudly when the names have moved.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from progpipe.markup.pdf_profile import PdfProfile
from progpipe.markup.tags.artifacts import ORNAMENT, artifacts
from progpipe.markup.tags.destinations import lead_to_structure, refer
from progpipe.markup.tags.layout import bookmarked, grow, keep_outer_links, marks_in_order
from progpipe.markup.tags.objects import write_tree
from progpipe.markup.tags.tree import Growth


@contextmanager
def own_tags(document: Any, profile: PdfProfile, counter_styles: Mapping[str, Any]) -> Iterator[None]:
    """While the block runs, `document.write_pdf` writes our tree. One thread at a time: see `render_pdf`.

    `counter_styles` are those that the document was laid out with.
    """
    import weasyprint.pdf as engine  # noqa: PLC0415
    from weasyprint.document import Page  # noqa: PLC0415
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415

    keep_outer_links(document)
    outside = artifacts(document, profile)
    elements = bookmarked(document)
    growth = Growth(document._html.etree_element)
    numbers = itertools.count()
    stock = engine.add_tags, Page.paint, Stream.marked, Stream.artifact

    def add_tags(pdf: Any, document: Any, _: str, streams: list[Any]) -> None:
        language = document.metadata.lang
        objects = write_tree(
            pdf, growth.document, pages=len(streams), language=language, profile=profile, counter_styles=counter_styles
        )
        if profile.linked:
            lead_to_structure(pdf, growth, objects, document, elements)
            refer(growth, objects)

    def paint(page: Any, stream: Any, scale: float) -> None:
        with marks_in_order(page):
            stock[1](page, stream, scale)
        grow(growth, page, next(numbers), stream, outside)

    def marked(stream: Any, box: Any, tag: str) -> Any:
        return _artifact(stream, outside[id(box)]) if id(box) in outside else stock[2](stream, box, tag)

    def artifact(stream: Any) -> Any:
        return _artifact(stream, ORNAMENT)

    engine.add_tags, Page.paint, Stream.marked, Stream.artifact = add_tags, paint, marked, artifact
    try:
        yield
    finally:
        engine.add_tags, Page.paint, Stream.marked, Stream.artifact = stock


@contextmanager
def _artifact(stream: Any, properties: Mapping[str, Any]) -> Iterator[None]:
    import pydyf  # noqa: PLC0415

    stream.begin_marked_content("Artifact", pydyf.Dictionary(properties))
    try:
        yield
    finally:
        stream.end_marked_content()
