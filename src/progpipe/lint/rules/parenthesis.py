"""L206: a parenthesis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.places import remark_at

PARENTHESIS: Final = re.compile(r"\(([^()]*)\)")
# "(LOV)" and "(2)" name or number what was just said; "(S)" is a party.
NAME: Final = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ0-9]*|\d+")


@rule(
    "L206",
    Level.VARNING,
    about="A parenthesis, unless it holds only an acronym or a number.",
    source="Språkrådet's plain-language advice and MTM: no parentheses.",
)
def parenthesis(text: Text, /) -> Iterator[Remark]:
    """Something said in brackets."""
    for sentence in text.sentences():
        for match in PARENTHESIS.finditer(sentence.text):
            if not NAME.fullmatch(match[1]):
                message = "Skriv utan parentes. Är det viktigt, så gör en egen mening av det. Annars kan det tas bort."
                yield remark_at(sentence, *match.span(), message)
