"""Other words for a text: of the same length, so that its lines and pages stay as many."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

# A word inside a sentence. Names and what begins a sentence stay.
WORD: Final = re.compile(r"(?<![\w-])[a-zåäö]{4,}(?![\w-])")
VOWEL: Final = re.compile(r"[aeiouyåäö]")
KEPT, TAKEN = 0.5, 0.9  # of ten words five stay, four become another word, and one becomes a word that nobody has seen


@dataclass(frozen=True, slots=True)
class Words:
    """The words that may change places, by length."""

    by_length: dict[int, tuple[str, ...]]


def words_of(programme: dict[str, Any]) -> Words:
    """All words of the sections but those that the glossary explains: each part mentions these as the real one does."""
    explained = {
        word for entry in programme.get("glossary", ()) for form in _forms(entry) for word in form.lower().split()
    }
    found = {word for text in _texts(programme["sections"]) for word in WORD.findall(text)}
    by_length = defaultdict(list)
    for word in sorted(found - explained):
        by_length[len(word)].append(word)
    return Words({length: tuple(words) for length, words in by_length.items()})


def vary(node: dict[str, Any], words: Words, *, seed: str) -> dict[str, Any]:
    """The node with other words in its texts. Titles, ids and the glossary stay; the same seed gives the same words."""
    others = _others(words, random.Random(seed))  # noqa: S311 - not for secrets
    for holder in _holders(node):
        holder["text"] = WORD.sub(lambda match: others.get(match[0], match[0]), holder["text"])
    return node


def _others(words: Words, chance: random.Random) -> dict[str, str]:
    """Which word stands for which."""
    made = {}
    for alike in words.by_length.values():
        for word in alike:
            draw = chance.random()
            if draw > TAKEN:
                made[word] = VOWEL.sub(lambda _: chance.choice("aeiouåäö"), word)
            elif draw > KEPT:
                made[word] = chance.choice(alike)
    return made


def _forms(entry: dict[str, Any]) -> Iterator[str]:
    yield entry["term"]
    yield from entry.get("forms", ())


def _texts(value: Any) -> Iterator[str]:
    return (holder["text"] for holder in _holders(value))


def _holders(value: Any) -> Iterator[dict[str, Any]]:
    """Everything below that has a text, paragraphs and commitments, in the original and in renditions."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _holders(item)
