"""P108: a rendition whose source text has changed. A warning: it counts as a draft until people look at it."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.canonical import basis_of
from progpipe.load.places import Path
from progpipe.load.rules.bases import DIGEST
from progpipe.load.tree import Document


def stale(document: Document) -> Iterator[Problem]:
    """The basis is the digest of what the source says now."""
    for path, value in document.renditions():
        basis = value.get("basis")
        owner = path[:-2]
        if isinstance(basis, str) and DIGEST.fullmatch(basis) and basis != basis_of(document.get(owner), kind(owner)):
            hint = "Read the two texts side by side, correct the rendition, and give it the new basis."
            message = f"the source text has changed since this rendition in {path[-1]} was made"
            yield Problem(
                code="P108", severity=Severity.WARNING, pointer=pointer(*path, "basis"), message=message, hint=hint
            )


def kind(owner: Path) -> str:
    """What kind of node a path leads to, by the name of its list."""
    kinds = {"sections": "section", "commitments": "commitment", "glossary": "glossary"}
    return kinds[str(owner[-2])] if owner else "programme"
