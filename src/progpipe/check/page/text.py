"""What validators and file names say, as it can stand in a page."""

from __future__ import annotations

import unicodedata
from typing import Final

from progpipe import publication as p
from progpipe.blocks import line

ENGLISH: Final = "en"
# What no page may have (XML 1.0, 2.2), or what shows text in another order than it stands.
UNSAFE: Final = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
JOINERS: Final = "\u200c\u200d"


def legible(text: str) -> str:
    """All the words in one line; a character that cannot be shown stands there as its escape."""
    return "".join(_escaped(char) for char in " ".join(text.split()))


def english(text: str) -> p.Language:
    """What a validator says, which is English (WCAG 2.2, 3.1.2)."""
    return p.Language(tag=ENGLISH, children=line(legible(text)))


def _escaped(char: str) -> str:
    if char in JOINERS or unicodedata.category(char) not in UNSAFE:
        return char
    return char.encode("unicode_escape").decode("ascii")
