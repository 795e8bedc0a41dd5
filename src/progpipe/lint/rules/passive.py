"""L208: a passive verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, remark_on, rule
from progpipe.lint.passives import passives

# "Det kallas tillsyn" introduces a word, as published easy-read does; nobody has to be named there.
NAMING: Final = frozenset({"kallas", "kallades", "kallats"})


@rule(
    "L208",
    Level.VARNING,
    about="A passive verb («beslutas», «blev vald»). Not «kallas», which introduces a word.",
    source="MTM and Inclusion Europe: active verbs. In published easy-read under 6 % of the verbs are passive.",
)
def passive(text: Text, /) -> Iterator[Remark]:
    """A verb that hides who does it."""
    for sentence in text.sentences():
        for word in passives(sentence):
            if word.key not in NAMING:
                message = f"«{word.text}» säger inte vem som gör något. Skriv vem, till exempel «kommunen» eller «vi»."
                yield remark_on(sentence, message, word)
