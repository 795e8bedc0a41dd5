"""L209: a compound of which a part is left out ("gång- och cykelväg")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.compounds import completed
from progpipe.lint.model import Level, Remark, Text, remark_on, rule

JOINTS: Final = frozenset({"och", "eller", "samt", "till", "respektive"})
BODIES: Final = ("nämnd", "nämnden", "nämndens", "förvaltning", "förvaltningen", "utskott", "utskottet", "styrelsen")


@rule(
    "L209",
    Level.VARNING,
    about="A compound with a part left out: «gång- och cykelväg». Names of boards and departments are not meant.",
    source="MTM: write out both words.",
)
def elided_compound(text: Text, /) -> Iterator[Remark]:
    """A word whose end the reader has to fetch from the next."""
    for sentence in text.sentences():
        for first, joint, second in zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False):
            if not first.text.endswith("-") or joint.key not in JOINTS:
                continue
            if first.is_name or second.key.endswith(BODIES):
                continue
            whole = completed(first.text, second.text)
            suggestion = f"{whole} {joint.text} {second.text}" if whole else None
            message = "Skriv ut båda orden helt."
            yield remark_on(sentence, message, first, joint, second, suggestion=suggestion)
