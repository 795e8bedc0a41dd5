"""P105: at most five levels of sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

DEEPEST: Final = 5


def depth(document: Document) -> Iterator[Problem]:
    """HTML has six levels of headings, and the title takes the first (HTML Living Standard, 4.3.6)."""
    for path, _ in document.named("sections"):
        if path.count("sections") == DEEPEST + 1:
            hint = "Move it up a level, or make paragraphs of it."
            message = f"this section is on level {DEEPEST + 1}; there are {DEEPEST}"
            yield Problem(code="P105", pointer=pointer(*path), message=message, hint=hint)
