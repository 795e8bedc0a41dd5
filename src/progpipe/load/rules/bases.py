"""P107: the basis of a rendition is a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.canonical import basis_of
from progpipe.load.places import Path
from progpipe.load.tree import Document

DIGEST: Final = re.compile(r"[0-9a-f]{64}")
KINDS: Final = {"sections": "section", "commitments": "commitment", "glossary": "glossary"}


def bases(document: Document) -> Iterator[Problem]:
    """A basis is a SHA-256: 64 hexadecimal digits in small letters."""
    for path, value in document.renditions():
        basis = value.get("basis")
        if isinstance(basis, str) and not DIGEST.fullmatch(basis):
            now = current_basis(document, path[:-2])
            hint = "It is the digest of the text that was retold, counted by a program, never written by hand."
            hint = f"{hint} That of the text as it is now is {now}" if now else hint
            message = f"{basis[:70]!r} is no digest"
            yield Problem(code="P107", pointer=pointer(*path, "basis"), message=message, hint=hint)


def current_basis(document: Document, owner: Path) -> str | None:
    """The basis of a rendition made now; None where there can be none, as other problems say."""
    kind = KINDS.get(str(owner[-2])) if len(owner) > 1 else None if owner else "programme"
    try:
        return basis_of(document.get(owner), kind) if kind else None
    except ValueError:  # characters that are no text (P009)
        return None
