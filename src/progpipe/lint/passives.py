"""Passives: "lagen ändras", "hon blev vald". Not what only looks like one: "det finns", "vi ses", "en tids vila".

"Är" with a participle ("dörren är stängd") says how something is, and is no passive here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from progpipe.lint.lists import entries, words
from progpipe.lint.model import Sentence, Word
from progpipe.lint.verbs import is_participle, is_s_form

BECOME: Final = frozenset({"bli", "blir", "blev", "blivit"})
MODALS: Final = frozenset({"ska", "skall", "skulle", "måste", "bör", "borde"})
CHAIN: Final = frozenset({"och", "eller"})
REACH: Final = 3  # words after a verb in which its "av" is looked for
FAR: Final = 5  # words after "blev" in which its participle is looked for
PARTICLE_ALIKE: Final = "åt"  # "hjälpas åt", "följas åt": together


def passives(sentence: Sentence) -> Iterator[Word]:
    """The passive verbs of a sentence; of "blev vald" the participle."""
    for place, word in enumerate(sentence.words):
        if word.foreign or word.is_name or word.is_number:
            continue
        if word.key in BECOME:
            yield from _participles(sentence, place)
        elif word.key.endswith("s") and _is_passive(sentence.words, place):
            yield word


def _is_passive(sentence: Sequence[Word], place: int) -> bool:
    key = sentence[place].key
    before = sentence[place - 1].key if place else ""
    after = [word.key for word in sentence[place + 1 : place + 1 + REACH]]
    if before in words("before_nouns") or after[:1] == [PARTICLE_ALIKE]:
        return False
    conditions = _not_passive().get(key)
    if conditions is not None:
        return any(_holds(condition, sentence, place, after) for condition in conditions)
    return is_s_form(key)


def _holds(condition: str, sentence: Sequence[Word], place: int, after: list[str]) -> bool:
    """Whether something stands beside a verb that makes a passive of it: see `wordlists/not_passive.txt`."""
    if condition == "modal":
        return any(word.key in MODALS for word in sentence[max(0, place - REACH) : place])
    if condition.endswith("*"):
        return any(word.key.startswith(condition[:-1]) for word in sentence)
    return condition in after


def _participles(sentence: Sentence, place: int) -> Iterator[Word]:
    """The participles that belong to a form of "bli"."""
    found = False
    for word in sentence.words[place + 1 : place + 1 + FAR]:
        if found and word.key in CHAIN:
            continue
        if word.key not in words("not_participles") and is_participle(word.key) and not word.is_name:
            found = True
            yield word
        elif found or not (word.key in words("between") or word.is_name):
            return


@cache
def _not_passive() -> dict[str, tuple[str, ...]]:
    """Verbs in -s that are not passive, with what makes a passive of them."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(words("not_verbs"), ())
    for entry in entries("not_passive"):
        forms, _, conditions = entry.partition("=")
        infinitive, *others = forms.split()
        stem = infinitive.removesuffix("s")
        for form in (infinitive, *(others or (f"{stem}des", f"{stem}ts"))):
            found[form] = tuple(conditions.split())
    return found
