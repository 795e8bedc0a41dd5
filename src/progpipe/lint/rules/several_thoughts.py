"""L203: several thoughts in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.clauses import COORDINATORS, REASONS, joints
from progpipe.lint.model import Level, Remark, Sentence, Text, Word, remark_on, rule

FEWEST: Final = 2
SHORT: Final = 12


@rule(
    "L203",
    Level.VARNING,
    about="A sentence of more than 12 words that two conjunctions or commas divide, those of lists left out.",
    source="Inclusion Europe: one idea in a sentence. The number of words is our own judgement.",
)
def several_thoughts(text: Text, /) -> Iterator[Remark]:
    """A sentence that says more than one thing."""
    for sentence in text.sentences():
        if len(sentence.words) <= SHORT:
            continue
        found = list(joints(sentence))
        if len(found) >= FEWEST:
            yield remark_on(sentence, _message(sentence, found))


def _message(sentence: Sentence, found: list[Word]) -> str:
    middle = min(found, key=lambda word: abs(word.start - (sentence.start + sentence.end) / 2))
    message = "Meningen säger flera saker på en gång. Skriv en tanke i varje mening."
    if middle.key in COORDINATORS | REASONS:
        return f"{message} Det går kanske att sätta punkt före «{middle.text}»."
    return message
