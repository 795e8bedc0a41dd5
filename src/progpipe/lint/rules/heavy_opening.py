"""L204: a sentence that begins with "Genom att" or "För att"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, remark_on, rule

OPENINGS: Final = frozenset(
    {("genom", "att"), ("för", "att"), ("i", "syfte", "att"), ("utöver", "att"), ("förutom", "att"), ("utan", "att")}
)
LONGEST: Final = max(len(opening) for opening in OPENINGS)


@rule(
    "L204",
    Level.VARNING,
    about="A sentence that begins with «Genom att», «För att» or the like: the reader waits for what it is about.",
    source="Språkrådet's plain-language advice: the main thing first.",
)
def heavy_opening(text: Text, /) -> Iterator[Remark]:
    """A sentence that begins with a means or an end."""
    for sentence in text.sentences():
        keys = [word.key for word in sentence.words[:LONGEST]]
        for size in range(2, len(keys) + 1):
            if tuple(keys[:size]) in OPENINGS:
                message = (
                    "Börja med det viktigaste: vem som gör vad. Skriv sedan varför eller hur, gärna i en ny mening."
                )
                yield remark_on(sentence, message, *sentence.words[:size])
