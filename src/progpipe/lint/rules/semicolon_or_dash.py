"""L207: a semicolon or a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.places import remark_at

MARK: Final = re.compile(r";|(?<=\S)[ \u00a0]+[–—-]\s+(?=\S)|(?<=\w)—(?=\w)")
SEMICOLON: Final = re.compile(r";\s+(\w)")
AMOUNT: Final = re.compile(r"\d\s*$")  # "10 – 12 år" is an amount


@rule(
    "L207",
    Level.VARNING,
    about="A semicolon, or a dash within a sentence; not in an amount such as «10–12 år».",
    source="Språkrådet's plain-language advice and Inclusion Europe: simple punctuation.",
)
def semicolon_or_dash(text: Text, /) -> Iterator[Remark]:
    """Two sentences in one, or an afterthought."""
    for sentence in text.sentences():
        for match in MARK.finditer(sentence.text):
            if AMOUNT.search(sentence.text, 0, match.start()) and sentence.text[match.end() :][:1].isdigit():
                continue
            full = SEMICOLON.match(sentence.text, match.start())
            if full:
                message = "Skriv punkt och börja en ny mening i stället för semikolon."
                yield remark_at(sentence, *full.span(), message, suggestion=f". {full[1].upper()}")
            else:
                message = "Skriv utan tankstreck. Gör två meningar, eller använd ett ord som «därför» eller «men»."
                yield remark_at(sentence, *match.span(), message)
