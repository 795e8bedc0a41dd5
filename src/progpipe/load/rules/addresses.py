"""P112: a link out of the programme is one that readers can follow safely."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document
from progpipe.publication import Link

LONGEST: Final = 2_000
# No name before the host (https://bank.example@evil.example), and no character that RFC 3987 keeps out.
HOST: Final = r"[\w-]+(?:\.[\w-]+)*\.?(?::[0-9]{1,5})?"
CHARACTER: Final = r"(?:[^\s<>\"{}|\\^`%]|%[0-9A-F]{2})"
SAFE: Final = re.compile(
    rf"https?://{HOST}(?:[/?#]{CHARACTER}*)?|mailto:[^\s@<>\"]+@{HOST}(?:\?{CHARACTER}*)?|tel:\+?[0-9-]+", re.IGNORECASE
)
WEB: Final = re.compile("https?://")


def addresses(document: Document) -> Iterator[Problem]:
    """Only `https:`, `http:`, `mailto:` and `tel:`; no script, no file, nothing relative, nothing misleading."""
    for path, address in _addresses(document):
        if len(address) > LONGEST or not SAFE.fullmatch(address):
            hint = "Write it whole, beginning with https://, mailto: or tel:. A link inside the programme is #id."
            message = f"{address[:80]!r} is no address that a programme may link to"
            yield Problem(code="P112", pointer=pointer(*path), message=message, hint=hint)


def _addresses(document: Document) -> Iterator[tuple[Path, str]]:
    for path, value in document.leaves:
        # Another scheme is the schema's to refuse here.
        if path[-1:] in {("url",), ("report",)} and isinstance(value, str) and WEB.match(value):
            yield path, value
    yield from ((path, node.href) for path, node in document.inlines if isinstance(node, Link))
