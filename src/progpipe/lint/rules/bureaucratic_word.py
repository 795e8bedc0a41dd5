"""L305: a word of the office for which there is a plain one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.inflection import Plain, like, plain_words
from progpipe.lint.model import Level, Remark, Sentence, Text, Word, remark_on, rule

LIST: Final = "bureaucratic"
ARTICLES: Final = {"en": "ett", "ett": "en"}


@rule(
    "L305",
    Level.VARNING,
    about="A bureaucratic word that has a plain one; the list is `lint/wordlists/bureaucratic.txt`.",
    source="Språkrådet's plain-language advice: everyday words. Which words, and what for them, is our own judgement.",
)
def bureaucratic_word(text: Text, /) -> Iterator[Remark]:
    """A word that belongs to authorities, not to readers."""
    known = plain_words(LIST)
    longest = max(map(len, known))
    for sentence in text.sentences():
        keys = [word.key for word in sentence.words]
        place = 0
        while place < len(keys):
            for size in range(min(longest, len(keys) - place), 0, -1):
                plain = known.get(tuple(keys[place : place + size]))
                if plain and not any(word.foreign or word.is_name for word in sentence.words[place : place + size]):
                    yield _remark(sentence, place, size, plain)
                    place += size - 1
                    break
            place += 1


def _remark(sentence: Sentence, place: int, size: int, plain: Plain) -> Remark:
    words: tuple[Word, ...] = sentence.words[place : place + size]
    suggestion = like(words[0].text, plain.form) if plain.form else None
    before = sentence.words[place - 1] if place else None
    if suggestion and before and before.key in ARTICLES and plain.neuter != plain.other:
        words = (before, *words)
        suggestion = like(before.text, f"{ARTICLES[before.key]} {plain.form}")
    message = f"Skriv hellre ett vanligare ord, till exempel «{plain.name}»."
    return remark_on(sentence, message, *words, suggestion=suggestion, safe=plain.safe)
