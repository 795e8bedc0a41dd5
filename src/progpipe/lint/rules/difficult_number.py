"""L309: a span of years, a percentage, a large number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Sentence, Text, rule
from progpipe.lint.places import remark_at

SPAN: Final = re.compile(r"(?<![\d-])(1[5-9]\d\d|2[01]\d\d)\s?[-–/]\s?((?:1[5-9]|2[01])?\d\d)(?![\d-])")
PERCENT: Final = re.compile(r"(?P<amount>\d+(?:,\d+)?)[ \u00a0]?(?P<mark>%|procent\b(?!enhet))")
LARGE: Final = re.compile(r"(?<![\d,.+-])\d{1,3}(?:[ \u00a0.]\d{3})+(?![\d-]| \d)|(?<![\d,.+-])\d{5,}(?![\d-])")
SMALLEST: Final = 10_000
# How a share is said in words.
SHARES: Final = {
    "10": "en av tio",
    "20": "en av fem",
    "25": "en av fyra",
    "33": "en av tre",
    "40": "två av fem",
    "50": "hälften",
    "60": "tre av fem",
    "66": "två av tre",
    "67": "två av tre",
    "75": "tre av fyra",
    "80": "fyra av fem",
    "90": "nio av tio",
    "100": "alla",
}


@rule(
    "L309",
    Level.VARNING,
    about="A span of years with a dash, a percentage, or a number of 10 000 or more.",
    source="MTM and Inclusion Europe: avoid percentages and large numbers. The limit is our own judgement.",
)
def difficult_number(text: Text, /) -> Iterator[Remark]:
    """A number that has to be worked out."""
    for sentence in text.sentences():
        if any(character.isdigit() for character in sentence.text):
            yield from _years(sentence)
            yield from _percentages(sentence)
            yield from _large(sentence)


def _years(sentence: Sentence) -> Iterator[Remark]:
    for match in SPAN.finditer(sentence.text):
        # "2010-12" may be a month, so only whole years are safe.
        last = match[2] if len(match[2]) == len(match[1]) else match[1][:2] + match[2]
        if last > match[1]:
            message = "Skriv ut åren med ord emellan: «från … till …»."
            yield remark_at(
                sentence, *match.span(), message, suggestion=f"{match[1]} till {last}", safe=last == match[2]
            )


def _percentages(sentence: Sentence) -> Iterator[Remark]:
    for match in PERCENT.finditer(sentence.text):
        share = SHARES.get(match["amount"])
        message = "Procent är svårt. " + (f"Skriv kanske «{share}»." if share else "Skriv till exempel «en av tio».")
        sign = match["mark"] == "%"
        yield remark_at(
            sentence, *match.span(), message, suggestion=f"{match['amount']} procent" if sign else None, safe=sign
        )


def _large(sentence: Sentence) -> Iterator[Remark]:
    for match in LARGE.finditer(sentence.text):
        if int(re.sub(r"\D", "", match[0])) >= SMALLEST:
            message = "Stora tal är svåra. Skriv ungefär hur många, och jämför med något som läsaren känner till."
            yield remark_at(sentence, *match.span(), message, suggestion=_in_words(match[0]))


def _in_words(number: str) -> str | None:
    """Round millions and thousands in words; None for what is not round."""
    value = int(re.sub(r"\D", "", number))
    for size, one, many in ((1_000_000, "miljon", "miljoner"), (1_000, "tusen", "tusen")):
        if value >= size and not value % size:
            return f"{value // size} {one if value == size else many}"
    return None
