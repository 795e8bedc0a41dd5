"""L205: a clause inserted in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.places import remark_at

# Something that begins after a comma, is closed by a comma, and interrupts: "Kommunen, som äger marken, ska …".
CLAUSE: Final = re.compile(
    r"(?<=[^\W\d_]),\s(?:som|vilket|vilka|vilken|där|då|när|om|inklusive|förutom|liksom|bland annat|till exempel|"
    r"det vill säga|dvs|framför allt|enligt|trots|oavsett|i synnerhet|särskilt)\b[^,;.!?]{4,}?,"
    r"(?=\s(?!(?:och|eller|samt|men|så)\b))",
    re.IGNORECASE,
)


@rule(
    "L205",
    Level.VARNING,
    about="A clause between commas that interrupts the sentence.",
    source="Språkrådet's plain-language advice and MTM: no inserted clauses.",
)
def inserted_clause(text: Text, /) -> Iterator[Remark]:
    """A clause that keeps the reader waiting for the rest of the sentence."""
    for sentence in text.sentences():
        for match in CLAUSE.finditer(sentence.text):
            message = "Den här bisatsen avbryter meningen. Flytta den till slutet, eller gör en egen mening av den."
            yield remark_at(sentence, match.start() + 1, match.end() - 1, message)
