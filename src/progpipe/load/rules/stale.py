"""P108: a rendition whose source text has changed. A warning: it counts as a draft until people look at it."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.rules.bases import DIGEST, current_basis
from progpipe.load.tree import Document


def stale(document: Document) -> Iterator[Problem]:
    """The basis is the digest of what the source says now."""
    for path, value in document.renditions():
        basis = value.get("basis")
        if not isinstance(basis, str) or not DIGEST.fullmatch(basis):
            continue
        now = current_basis(document, path[:-2])
        if now and basis != now:
            hint = f"Read the two texts side by side, correct the rendition, and give it the new basis: {now}"
            message = f"the source text has changed since this rendition in {path[-1]} was made"
            yield Problem(
                code="P108", severity=Severity.WARNING, pointer=pointer(*path, "basis"), message=message, hint=hint
            )
