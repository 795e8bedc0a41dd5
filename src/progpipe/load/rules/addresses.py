"""P112: a link out of the programme is one that readers can follow safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document
from progpipe.publication import Link

SAFE: Final = re.compile(r"(https?://[^\s/?#]+([/?#]\S*)?|mailto:[^\s@]+@[^\s@]+|tel:\+?[0-9-]+)", re.IGNORECASE)


def addresses(document: Document) -> Iterator[Problem]:
    """Only `https:`, `http:`, `mailto:` and `tel:`; no script, no file, nothing relative."""
    for path, address in _addresses(document):
        if not SAFE.fullmatch(address):
            hint = "Begin it with https://, mailto: or tel:. A link inside the programme is #id."
            message = f"{address[:80]!r} is no address that a programme may link to"
            yield Problem(code="P112", pointer=pointer(*path), message=message, hint=hint)


def _addresses(document: Document) -> Iterator[tuple[Path, str]]:
    yield from ((path, value) for path, value in document.leaves if path[-1:] == ("url",) and isinstance(value, str))
    yield from ((path, node.href) for path, node in document.inlines if isinstance(node, Link))
