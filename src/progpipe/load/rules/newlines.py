"""P113: a newline stands only in a rendition, where it is a phrase break."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document, in_rendition


def newlines(document: Document) -> Iterator[Problem]:
    """Lines of the source's own text are the theme's business."""
    for path, text in document.leaves:
        if isinstance(text, str) and "\n" in text and not in_rendition(path):
            hint = "Put a space there, or begin a new paragraph."
            yield Problem(code="P113", pointer=pointer(*path), message="the text has a line break in it", hint=hint)
