"""L303: an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from progpipe.lint.inflection import like
from progpipe.lint.lists import pairs
from progpipe.lint.model import Level, Remark, Sentence, Text, rule
from progpipe.lint.places import remark_at

UNSAFE: Final = "?"
ONE: Final = re.compile(r"(?<![\d,.])1[ \u00a0]$")
SINGULAR: Final = {"kronor": "krona", "miljoner": "miljon", "miljarder": "miljard", "gånger": "gång", "timmar": "timme"}
BETWEEN: Final = r"(?:\.[ \u00a0]?|[ \u00a0])"


@rule(
    "L303",
    Level.FEL,
    about="An abbreviation («t.ex.», «bl a», «kl.»).",
    source="MTM and Inclusion Europe: no abbreviations.",
)
def abbreviation(text: Text, /) -> Iterator[Remark]:
    """An abbreviation, which is read letter by letter or not at all."""
    for sentence in text.sentences():
        for match in _pattern().finditer(sentence.text):
            if match[0].isupper() and "." not in match[0].rstrip("."):
                continue  # an acronym, or a word in capitals
            yield _remark(sentence, match)


def _remark(sentence: Sentence, match: re.Match[str]) -> Remark:
    expansion = _expansions()[_key(match[0])]
    full = like(match[0], expansion.removesuffix(UNSAFE).strip())
    if ONE.search(sentence.text, 0, match.start()):
        first, space, rest = full.partition(" ")
        full = SINGULAR.get(first, first) + space + rest
    # The full stop of an abbreviation that ends a sentence is the sentence's too.
    ends = match[0].endswith(".") and match.end() == len(sentence.text)
    return remark_at(
        sentence,
        *match.span(),
        f"Skriv ut förkortningen: «{full}».",
        suggestion=full + "." if ends else full,
        safe=not expansion.endswith(UNSAFE),
    )


def _key(short: str) -> str:
    return re.sub(r"[.\s]", "", short.lower())


@cache
def _expansions() -> Mapping[str, str]:
    return {_key(short): full for short, full in pairs("abbreviations")}


@cache
def _pattern() -> re.Pattern[str]:
    """Every abbreviation as it is listed, and with spaces beside its full stops or in their place."""
    shorts = sorted((short.rstrip(".") for short, _ in pairs("abbreviations")), key=len, reverse=True)
    spellings = (BETWEEN.join(map(re.escape, short.split("."))) for short in shorts)
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(spellings)})(?![\w-])(?!\.\w)\.?(?!\w)", re.IGNORECASE)
