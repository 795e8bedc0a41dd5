"""What a text explains: in its glossary, or beside the word."""

from __future__ import annotations

from typing import Final

from progpipe.lint.model import Sentence, Text, Word

EXPLAINING: Final = frozenset({"betyder", "innebär", "kallas", "heter", "menas"})
# "En nämnd är en grupp" explains, "nämnden är bra" does not.
IS: Final = "är"
WHAT: Final = frozenset(
    {"en", "ett", "den", "det", "de", "när", "att", "som", "olika", "flera", "alla", "någon", "något"}
)
NAMING: Final = frozenset({"kallas", "kallade", "kallar", "kallat", "heter"})
# The endings of nouns, of which the genitive adds an -s.
NOUN_ENDINGS: Final = ("", "en", "n", "et", "t", "ar", "arna", "er", "erna", "or", "orna", "na", "a")
ENDINGS: Final = tuple(ending + genitive for ending in NOUN_ENDINGS for genitive in ("", "s"))
PRONOUNS: Final = ("det", "den", "de")
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
    stems = (key.removesuffix(ending) for ending in ENDINGS if key.endswith(ending))
    return next((stem for stem in stems if stem in terms), None)


def explains_beside(sentence: Sentence, word: Word, following: Sentence | None = None) -> bool:
    """Whether the sentence says what a word is: "LOV är en lag", "det kallas tillsyn", "…partnerskap (IOP)".

    Or whether the next one does, which takes the word up: "Det är en grupp politiker."
    """
    place = sentence.words.index(word)
    before = [one.key for one in sentence.words[max(0, place - NEAR) : place]]
    after = [one.key for one in sentence.words[place + 1 : place + 1 + NEAR]]
    if NAMING & set(before) or _says_what(after):
        return True
    local = word.start - sentence.start
    if sentence.text[local - 1 : local] == "(" or sentence.text[local + len(word.text) :].lstrip().startswith("("):
        return True
    opening = [one.key for one in following.words[: 1 + NEAR]] if following else []
    return bool(opening) and opening[0] in {*PRONOUNS, word.key} and _says_what(opening[1:])


def _says_what(keys: list[str]) -> bool:
    """Whether these words begin an explanation: "betyder", "är en"."""
    if not keys:
        return False
    return keys[0] in EXPLAINING or (keys[0] == IS and len(keys) > 1 and keys[1] in WHAT)
