"""What a text explains: in its glossary, or beside the word."""

from __future__ import annotations

import re
from typing import Final

from progpipe.lint.model import Sentence, Text, Word

EXPLAINING: Final = re.compile(r"^(?:är|betyder|innebär|kallas|heter|menas|står|handlar|visar|säger|bestämmer)$")
NAMING: Final = frozenset({"kallas", "kallade", "kallar", "kallat", "heter"})
ENDINGS: Final = (
    "s",
    "en",
    "ens",
    "n",
    "ns",
    "et",
    "ets",
    "t",
    "ts",
    "ar",
    "arna",
    "arnas",
    "er",
    "erna",
    "ernas",
    "or",
    "orna",
    "na",
    "nas",
)
NEAR: Final = 3


def explained(text: Text) -> frozenset[str]:
    """Every spelling that the glossary of a text explains, in small letters, with the -s of the genitive."""
    found: set[str] = set()
    for term in text.terms:
        for spelling in (term.term, *term.forms):
            key = spelling.lower()
            found |= {key, f"{key}s", *key.split()}
    return frozenset(found)


def base_of(key: str, terms: frozenset[str]) -> str | None:
    """The term of a list that a word is a form of."""
    if key in terms:
        return key
    return next((key[: -len(end)] for end in ENDINGS if key.endswith(end) and key[: -len(end)] in terms), None)


def explains_beside(sentence: Sentence, word: Word, following: Sentence | None = None) -> bool:
    """Whether the sentence says what a word is: "LOV är en lag", "det kallas tillsyn", "…partnerskap (IOP)".

    Or whether the next one does, which takes the word up: "Det är en grupp politiker."
    """
    place = sentence.words.index(word)
    before = [one.key for one in sentence.words[max(0, place - NEAR) : place]]
    after = [one.key for one in sentence.words[place + 1 : place + 1 + NEAR]]
    if NAMING & set(before) or (after and EXPLAINING.match(after[0])):
        return True
    local = word.start - sentence.start
    if sentence.text[local - 1 : local] == "(" or sentence.text[local + len(word.text) :].lstrip().startswith("("):
        return True
    opening = [one.key for one in following.words[:3]] if following else []
    return (opening[:1] in (["det"], ["den"], ["de"]) and any(EXPLAINING.match(key) for key in opening[1:])) or (
        bool(opening) and opening[0] == word.key and any(EXPLAINING.match(key) for key in opening[1:])
    )
