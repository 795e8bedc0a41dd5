"""P108: a rendition whose source text has changed. A warning: it counts as a draft until people look at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.canonical import basis_of
from progpipe.load.places import Path
from progpipe.load.rules.bases import DIGEST
from progpipe.load.tree import Document

KINDS: Final = {"sections": "section", "commitments": "commitment", "glossary": "glossary"}


def stale(document: Document) -> Iterator[Problem]:
    """The basis is the digest of what the source says now."""
    for path, value in document.renditions():
        basis = value.get("basis")
        if isinstance(basis, str) and DIGEST.fullmatch(basis) and basis != _basis(document, path[:-2], basis):
            hint = "Read the two texts side by side, correct the rendition, and give it the new basis."
            message = f"the source text has changed since this rendition in {path[-1]} was made"
            yield Problem(
                code="P108", severity=Severity.WARNING, pointer=pointer(*path, "basis"), message=message, hint=hint
            )


def _basis(document: Document, owner: Path, unknown: str) -> str:
    """The basis that renditions of a node should have; `unknown` where it can have none, as other problems say."""
    kind = KINDS.get(str(owner[-2])) if len(owner) > 1 else None if owner else "programme"
    try:
        return basis_of(document.get(owner), kind) if kind else unknown
    except ValueError:  # characters that are no text (P009)
        return unknown
