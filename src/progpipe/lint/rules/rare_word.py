"""L302: a rare word."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.lint.model import Level, Remark, Text, remark_on, rule
from progpipe.lint.terms import explained
from progpipe.lint.words import is_rare


@rule(
    "L302",
    Level.TIPS,
    about="A word that is met less than once in a million words and is not in the glossary.",
    source="Measured: in published easy-read 1 to 3 % of the words are so rare, in ordinary political text 9 %.",
)
def rare_word(text: Text, /) -> Iterator[Remark]:
    """A word that many readers have never met; it is said once for each word."""
    known = set(explained(text))
    for sentence in text.sentences():
        for word in sentence.words:
            if word.key not in known and word.text[0].isalpha() and is_rare(word):
                known.add(word.key)
                message = (
                    f"«{word.text}» är ett ovanligt ord. Finns det ett vanligare? Annars kan det behöva förklaras."
                )
                yield remark_on(sentence, message, word)
