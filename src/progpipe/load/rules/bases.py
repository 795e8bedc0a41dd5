"""P107: the basis of a rendition is a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def bases(document: Document) -> Iterator[Problem]:
    """A basis is a SHA-256: 64 hexadecimal digits in small letters."""
    for path, value in document.renditions():
        basis = value.get("basis")
        if isinstance(basis, str) and not DIGEST.fullmatch(basis):
            hint = "It is the digest of the text that was retold: 64 digits and letters a to f, never written by hand."
            message = f"{basis[:70]!r} is no digest"
            yield Problem(code="P107", pointer=pointer(*path, "basis"), message=message, hint=hint)
