"""Pairs of words, both inflected in the same way: "beaktas" beside "tas hänsyn till", "åtgärderna" beside "sakerna"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest
from typing import Final

from progpipe.lint.lists import entries
from progpipe.lint.verbs import participles_of, s_forms

FIRST: Final = ("a", "ar", "ade", "at")
OPEN: Final = "…"  # the object comes before what follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """What to write for a form of a word: `name` for a message, `form` to be put in its place, if that can be done.

    `neuter` and `other` are the genders where both are nouns ("ett" is neuter): an article before may have to change.
    """

    name: str
    form: str | None
    safe: bool = False
    neuter: bool | None = None
    other: bool | None = None


@cache
def plain_words(name: str) -> Mapping[tuple[str, ...], Plain]:
    """A list of pairs, with every form of the left side, as the words that it consists of."""
    found: dict[tuple[str, ...], Plain] = {}
    section = ""
    for entry in entries(name):
        if entry.startswith("["):
            section = entry.strip("[]")
            continue
        left, sign, right = (part.strip() for part in entry.partition("==" if "==" in entry else "="))
        for form, plain in _pairs(section, left, right, safe=sign == "=="):
            found.setdefault(tuple(form.split()), plain)
    return found


def _pairs(section: str, left: str, right: str, *, safe: bool) -> Iterator[tuple[str, Plain]]:
    match section:
        case "verbs":
            yield from _verbs(left, right)
        case "nouns":
            yield from _nouns(left, right)
        case "adjectives":
            plains = _adjective(right)
            for form, plain in zip(_adjective(left), plains, strict=True):
                yield form, Plain(name=plains[0], form=plain)
        case _:
            yield left, Plain(name=right, form=right, safe=safe)


def _verbs(left: str, right: str) -> Iterator[tuple[str, Plain]]:
    verb, _, rest = (part.strip() for part in right.partition("+"))
    ours, theirs = _principal_parts(verb), _principal_parts(left)
    name = f"{ours[0]} {rest}".strip()
    for form, plain in zip(theirs, ours, strict=True):
        yield form, Plain(name=name, form=None if rest.startswith(OPEN) else f"{plain} {rest}".strip())
    yield from ((form, Plain(name=name, form=plain)) for form, plain in _passives(theirs, ours, fits=not rest))
    yield from ((form, Plain(name=name, form=None)) for form in participles_of(*theirs[1:4]))


def _passives(theirs: list[str], ours: list[str], *, fits: bool) -> Iterator[tuple[str, str | None]]:
    """The s-forms. None where words follow the verb ("ses till"), or where one form has two that fit it.

    "Nyttjas" may be "användas" and "används".
    """
    pairs: dict[str, str | None] = {}
    for form, plain in zip(s_forms(*theirs[:4]), s_forms(*ours[:4]), strict=False):
        pairs[form] = plain if fits and not ours[1].endswith("s") and pairs.get(form, plain) == plain else None
    yield from pairs.items()


def _principal_parts(verb: str) -> list[str]:
    forms = verb.split()
    return forms if len(forms) > 1 else [forms[0][:-1] + ending for ending in FIRST]


def _nouns(left: str, right: str) -> Iterator[tuple[str, Plain]]:
    theirs, ours = _declension(left), _declension(right)
    for form, plain in zip(theirs, ours, strict=True):
        made = Plain(name=ours[0], form=plain, neuter=ours[1].endswith("t"), other=theirs[1].endswith("t"))
        yield form, made
        yield f"{form}s", Plain(name=ours[0], form=plain if plain.endswith("s") else f"{plain}s")


def _declension(noun: str) -> list[str]:
    """From "sak -en -er -erna": sak, saken, saker, sakerna."""
    word, *forms = noun.split()
    return [word, *(word + form[1:] if form.startswith("-") else form for form in forms)]


def _adjective(word: str) -> list[str]:
    """From "viktig": viktig, viktigt, viktiga; "bra bra bra" is all three. Of several words the first two stay."""
    forms = word.split()
    if len(forms) > 3:  # noqa: PLR2004 - "lika bra lika bra lika bra"
        size = len(forms) // 3
        return [" ".join(forms[place : place + size]) for place in range(0, len(forms), size)]
    endings = zip_longest(forms, ("", "t", "a"))
    return [form or forms[0] + (ending or "") for form, ending in endings]


def like(original: str, plain: str) -> str:
    """A plain word with a capital where the original has one."""
    return plain[0].upper() + plain[1:] if original[0].isupper() else plain
