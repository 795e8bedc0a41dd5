"""Which words are s-forms and participles of Swedish verbs, without a tagger.

Verbs of the first conjugation follow one pattern, so a word is one of them when its sisters are in use:
"plogas" is a verb since people write "plogar" and "plogade"; "kompas" is not. The others are listed with
their principal parts in `wordlists/verbs.txt`; what a prefix makes of them ("åter-, be-, för-") is a verb too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from progpipe.lint.lists import entries, words
from progpipe.lint.words import zipf

FIRST: Final = ("as", "ades", "ats")  # the endings of the first conjugation in the passive
# What makes a noun of a verb, and what stands in its place in the verb.
NOUNS: Final = tuple(
    (f"{ending}{article}", verbal)
    for ending, verbal, articles in (
        ("ning", "a", ("", "en", "ar", "arna")),
        ("ande", "a", ("", "t", "n")),
        ("else", "a", ("", "n", "r")),
        ("nad", "a", ("", "en", "er")),
        ("tion", "era", ("", "en", "er")),
    )
    for article in articles
)
PARTICIPLES: Final = ("ade", "ad", "at")
SISTERS: Final = ("ar", "ade", "a", "at", "ad", "ande")
ENOUGH: Final = 3
MARGIN: Final = 0.8
FOREIGN: Final = "er"  # "-era": too many to be all in use
FOREIGN_LENGTH: Final = 5
PARTED: Final = ("upp", "ut", "in", "av", "ihop", "fram", "ner")
FOR: Final = "för"  # nearly always the preposition
SAID: Final = 2.5
VOWELS: Final = frozenset("aeiouyåäö")

Forms = Mapping[str, tuple[str, str]]


def is_s_form(word: str) -> bool:
    """Whether a word is a verb with the -s of the passive, as far as its form tells."""
    return word.endswith("s") and (_listed(word, _forms()) or _is_first(word, FIRST))


def is_participle(word: str) -> bool:
    """Whether a word is the participle of a verb that can be passive."""
    return _listed(word, _participles()) or _is_first(word, PARTICIPLES)


def _is_first(word: str, endings: Sequence[str]) -> bool:
    """Whether a word is a form of a verb of the first conjugation."""
    stems = [word.removesuffix(ending) for ending in endings if word.endswith(ending)]
    return any(_is_stem(stem) and _in_use(stem, zipf(word)) for stem in stems) or any(
        _in_use(rest, 0) for stem in stems for rest in _without_prefix(stem) if _is_stem(rest)
    )


def _is_stem(stem: str) -> bool:
    return len(stem) > 1 and bool(VOWELS & set(stem))


def _in_use(stem: str, frequency: float) -> bool:
    """Whether sisters of a form are in use: the present or the past, and two more; one alone may be a slip.

    A passive that is far more common than both of these is another word ("deras", "andras").
    """
    if stem.endswith(FOREIGN) and len(stem) >= FOREIGN_LENGTH:
        return True
    used = [zipf(stem + ending) for ending in SISTERS]
    return max(used[:2]) > max(0, frequency - MARGIN) and sum(one > 0 for one in used) >= ENOUGH


def _without_prefix(word: str) -> Iterator[str]:
    for end in range(1, len(word) - 2):
        if word[:end] in words("prefixes"):
            yield word[end:]


def _listed(word: str, forms: Forms) -> bool:
    """Whether a word is a listed form, or one behind a prefix, or behind something that makes a verb of it.

    It does if infinitive and past are in use: "Sverige" and "svenskar" look like verbs in "-ge" and of "skära", but
    "sverigav" and "svenskära" are in no text.
    """
    for end in range(max(1, len(word) - 2)):
        verb, prefix = forms.get(word[end:]), word[:end]
        if verb and (not end or prefix in words("prefixes") or all(zipf(prefix + form) > 0 for form in verb)):
            return True
    return False


@cache
def _forms() -> Forms:
    """Every listed s-form, with what its verb is known by."""
    return {form: _known_by(verb) for verb in _verbs() for form in s_forms(*verb[:4])}


@cache
def _participles() -> Forms:
    """Every listed participle, with what its verb is known by."""
    return {form: _known_by(verb) for verb in _verbs() for form in participles_of(*verb[1:])}


def _known_by(verb: list[str]) -> tuple[str, str]:
    """The infinitive and the past."""
    return verb[0], verb[2].partition("/")[0]


def _verbs() -> list[list[str]]:
    return [entry.split() for entry in entries("verbs")]


def s_forms(infinitive: str, present: str, past: str, supine: str) -> Iterator[str]:
    """From "skriva skriver skrev skrivit": skrivas, skrivs, skrevs, skrivits; "läser" makes "läses"."""
    yield f"{infinitive}s"
    stem = present.removesuffix("er") if present.endswith("er") and len(infinitive) > 2 else present.removesuffix("r")  # noqa: PLR2004
    if infinitive.endswith("ra"):
        stem = infinitive.removesuffix("a")
    yield f"{stem}es" if stem.endswith("s") else f"{stem}s"
    for form in (*past.split("/"), *supine.split("/")):
        yield f"{form}s"


def participles_of(_: str, past: str, supine: str, participle: str = "") -> Iterator[str]:
    """From the past and the supine: skriven, skrivet, skrivna; byggd, byggt, byggda; köpt, köpta."""
    for form in supine.split("/"):
        if form.endswith("it"):
            yield from (f"{form[:-2]}en", f"{form[:-2]}et", f"{form[:-2]}na")
        else:
            yield form
    if participle:
        plural = f"{participle[:-2]}na" if participle.endswith("en") else f"{participle}a"
        yield from (participle, f"{participle[:-2]}et", plural) if plural.endswith("na") else (participle, plural)
        return
    for form in past.split("/"):
        if form.endswith(("de", "te")):
            yield from (form[:-1], f"{form[:-1]}a")


def is_infinitive(word: str) -> bool:
    """Whether a word is the infinitive of a verb, and not one that is far more common as something else ("alla")."""
    return _listed(word, _infinitives()) or _is_first(word, ("a",))


def is_verb(word: str) -> bool:
    """Whether a word can be the present or the past of a verb: "är", "bygger", "byggde", "arbetar"."""
    return word != FOR and (
        word in words("finite_verbs")
        or _listed(word, _presents())
        or _listed(word, _pasts())
        or _is_first(word, ("ar", "ade"))
    )


def is_present(word: str) -> bool:
    """Whether a word is hardly anything else than the present of a verb. "Vägar" is not, for there is "vägarna"."""
    return word != FOR and (
        word in words("finite_verbs")
        or _listed(word, _presents())
        or (_is_first(word, ("ar",)) and not zipf(f"{word}na"))
    )


def verb_of(noun: str) -> str | None:
    """The verb that a noun is made of: "genomförande" of "genomföra", "prioriteringen" of "prioritera"."""
    for ending, verbal in NOUNS:
        if noun.endswith(ending):
            verb = noun.removesuffix(ending) + verbal
            if is_infinitive(verb):
                return _parted(verb)
    return None


def _parted(verb: str) -> str:
    """A verb as it is said: "följa upp", where nobody says "uppfölja"."""
    prefix = next((prefix for prefix in PARTED if verb.startswith(prefix)), "")
    rest = verb.removeprefix(prefix)
    return f"{rest} {prefix}" if prefix and zipf(verb) < SAID and is_infinitive(rest) else verb


@cache
def _infinitives() -> Forms:
    return {verb[0]: _known_by(verb) for verb in _verbs()}


@cache
def _presents() -> Forms:
    return {verb[1]: _known_by(verb) for verb in _verbs()}


@cache
def _pasts() -> Forms:
    return {past: _known_by(verb) for verb in _verbs() for past in verb[2].split("/")}
