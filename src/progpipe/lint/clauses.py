"""Where one thought of a sentence ends and another begins, as far as words and commas tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Sentence, Word
from progpipe.lint.verbs import is_infinitive, is_verb

COORDINATORS: Final = frozenset({"och", "men", "eller", "samt", "utan"})
REASONS: Final = frozenset({"eftersom", "medan", "vilket", "fastän", "trots", "varför", "såvida", "ifall"})
RELATIVE: Final = "som"  # "och det som är bäst" is an item of a list
NEAR: Final = 3  # words after "och" in which a clause shows itself
COMMA: Final = re.compile(r",\s")


def joints(sentence: Sentence) -> Iterator[Word]:
    """The words at which a new clause begins after a conjunction or a comma. An enumeration has none."""
    for place, word in enumerate(sentence.words):
        if not place:
            continue
        after_comma = COMMA.search(sentence.text, *_between(sentence, place)) is not None
        if word.key in REASONS or ((word.key in COORDINATORS or after_comma) and _is_clause(sentence, place)):
            yield word


def _between(sentence: Sentence, place: int) -> tuple[int, int]:
    return sentence.words[place - 1].end - sentence.start, sentence.words[place].start - sentence.start


def _is_clause(sentence: Sentence, place: int) -> bool:
    """Whether what follows has a subject or a verb of its own, so soon that it is no item of a list."""
    keys = [word.key for word in sentence.words[place : place + 2 + NEAR]]
    if keys[0] in COORDINATORS:
        keys = keys[1:]
    if not keys or is_infinitive(keys[0]) or keys[0] in words("subordinators"):
        return bool(keys)
    # "Gator och torg eftersom …": the clause that comes is another one.
    end = next((place for place, key in enumerate(keys) if key in words("subordinators")), len(keys))
    following = list(zip_longest(keys, keys[1:], fillvalue=""))[: min(end, NEAR)]
    return any(is_verb(key) or (key in words("clause_openings") and after != RELATIVE) for key, after in following)
