"""L201: a sentence of more than 20 words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, remark_on, rule

LONGEST: Final = 20


@rule(
    "L201",
    Level.FEL,
    about="A sentence of more than 20 words.",
    source="Published easy-read texts: the longest sentence has 20 to 24 words.",
)
def long_sentence(text: Text, /) -> Iterator[Remark]:
    """A sentence that is too long to be kept in mind."""
    for sentence in text.sentences():
        if len(sentence.words) > LONGEST:
            message = f"Meningen har {len(sentence.words)} ord. Dela den: högst {LONGEST} ord i en mening."
            yield remark_on(sentence, message)
