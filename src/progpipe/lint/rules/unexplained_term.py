"""L307: a technical term that the glossary lacks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from progpipe.lint.lists import words
from progpipe.lint.model import Level, Remark, Text, remark_on, rule
from progpipe.lint.terms import base_of, explained, explains_beside


@rule(
    "L307",
    Level.TIPS,
    about="A term of politics, administration or law that neither the glossary nor the sentence explains.",
    source="MTM: explain difficult words. Which terms need it is our own judgement (`lint/wordlists/terms.txt`).",
)
def unexplained_term(text: Text, /) -> Iterator[Remark]:
    """A term of the trade, said once for each."""
    seen = set(explained(text))
    sentences = list(text.sentences())
    for sentence, following in zip_longest(sentences, sentences[1:]):
        for word in sentence.words:
            term = base_of(word.key, words("terms"))
            if not term or word.foreign or word.key in seen or term in seen:
                continue
            seen |= {word.key, term}
            if not explains_beside(sentence, word, following):
                message = f"Förklara «{term}» här eller i ordlistan, eller skriv med andra ord."
                yield remark_on(sentence, message, word)
