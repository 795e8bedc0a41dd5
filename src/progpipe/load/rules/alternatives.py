"""P106: an image has a text alternative, or says that it needs none."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document


def alternatives(document: Document) -> Iterator[Problem]:
    """WCAG 2.2, 1.1.1: what an image says is said in words; a decorative one says nothing."""
    for path, value in document.blocks("figure"):
        said, decorative = bool(value.get("alternative")), value.get("decorative") is True
        if said == decorative:
            message = (
                "the figure is decorative and has an alternative text" if said else "the figure has no alternative text"
            )
            hint = 'Say in `alternative` what the image says, or write "decorative": true where it says nothing.'
            yield Problem(code="P106", pointer=pointer(*path), message=message, hint=hint)
