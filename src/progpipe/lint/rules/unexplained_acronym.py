"""L304: an acronym that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Level, Remark, Text, remark_on, rule
from progpipe.lint.terms import explained, explains_beside

ACRONYM: Final = re.compile(r"([A-ZÅÄÖ]{2,6})\d{0,3}(?=$|[:-])")
CAPITALS: Final = 0.5  # of a sentence that is set in capitals nothing is an acronym


@rule(
    "L304",
    Level.VARNING,
    about="An acronym that is not in the glossary, not explained where it first stands, and not known to everybody.",
    source="MTM and Inclusion Europe: explain acronyms, or do without.",
)
def unexplained_acronym(text: Text, /) -> Iterator[Remark]:
    """An acronym, said once for each."""
    seen = {key.casefold() for key in (*explained(text), *words("known_acronyms"))}
    sentences = list(text.sentences())
    for sentence, following in zip_longest(sentences, sentences[1:]):
        if sum(word.text.isupper() for word in sentence.words) > CAPITALS * len(sentence.words) > 1:
            continue
        for word in sentence.words:
            match = ACRONYM.match(word.text)
            known = match and ({match[0].casefold(), match[1].casefold()} & seen)
            if not match or word.foreign or known:
                continue
            seen.add(match[0].casefold())
            if not explains_beside(sentence, word, following):
                message = f"Alla vet inte vad {match[0]} är. Skriv ut det, eller förklara det i ordlistan."
                yield remark_on(sentence, message, word)
