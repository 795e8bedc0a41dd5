"""L306: a noun in the place of a verb ("genomförande av", "göra en bedömning")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Level, Remark, Text, Word, remark_on, rule
from progpipe.lint.verbs import verb_of

# Verbs that say nothing: what is done stands in the noun after them.
EMPTY: Final = frozenset(
    {"göra", "gör", "gjorde", "gjort", "göras", "görs", "genomföra", "genomför", "genomförs", "genomföras", "ske"}
    | {"sker", "skett", "utföra", "utför", "utförs", "företa", "företas", "vidta"}
)
ARTICLES: Final = frozenset({"en", "ett"})


@rule(
    "L306",
    Level.VARNING,
    about="A noun made of a verb, before «av» or after an empty verb: «genomförande av», «göra en bedömning».",
    source="Språkrådet's plain-language advice: verbs rather than nouns made of verbs.",
)
def nominalisation(text: Text, /) -> Iterator[Remark]:
    """A noun that hides what somebody does."""
    for sentence in text.sentences():
        for place, word in enumerate(sentence.words):
            if word.foreign or word.is_name or word.key in words("everyday_nouns"):
                continue
            verb = verb_of(word.key)
            if verb and _hides(sentence.words, place):
                message = f"Skriv med ett verb: använd «{verb}» i stället för «{word.text}», och säg vem som gör det."
                yield remark_on(sentence, message, word)


def _hides(sentence: tuple[Word, ...], place: int) -> bool:
    after = sentence[place + 1].key if place + 1 < len(sentence) else ""
    before = [word.key for word in sentence[max(0, place - 2) : place]]
    if before[-1:] and before[-1] in ARTICLES:
        before.pop()
    return after == "av" or bool(before and before[-1] in EMPTY)
