"""L301: a very long word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, remark_on, rule
from progpipe.lint.terms import explained
from progpipe.lint.words import is_judged, zipf

LONGEST: Final = 18
COMMON: Final = 3.5  # three times in a million words: most have met it


@rule(
    "L301",
    Level.VARNING,
    about="A word of more than 18 letters that is not in the glossary and not very common.",
    source="LL-förlaget and MTM: avoid long words. The number of letters is our own judgement.",
)
def very_long_word(text: Text, /) -> Iterator[Remark]:
    """A word that has to be taken apart before it can be read."""
    known = explained(text)
    for sentence in text.sentences():
        for word in sentence.words:
            size = len(word.key)
            if size <= LONGEST or not word.text.isalpha() or not is_judged(word) or word.key in known:
                continue
            if max(zipf(word.key), zipf(word.key.removesuffix("s"))) < COMMON:
                message = f"Ordet har {size} bokstäver. Skriv med flera kortare ord, eller förklara det."
                yield remark_on(sentence, message, word)
