"""L310: something named by its colour or its place alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.places import remark_at

COLOURS: Final = r"(?:röd|blå|grön|gul|svart|vit|grå|orange|lila|rosa|brun|turkos)(?:a|t|tt|e)?"
THINGS: Final = (
    r"(?:text|ruta|rutor|fält|knapp|linje|kurva|stapel|staplar|pil|markering|prick|ring|cirkel|rad|kolumn|bild|"
    r"länk|symbol|ikon|bokstäver|siffror|avsnitt|tabell|diagram|lista|karta)"
)
ENDINGS: Final = r"(?:en|n|et|t|na|er|ar|or|erna|arna|orna)?"
PLACES: Final = r"(?:ovan|nedan|här intill|bredvid|(?:längst )?(?:till|åt) (?:höger|vänster)|längst (?:ner|ned|upp))"
REFERENCE: Final = re.compile(
    rf"\b{COLOURS}\s{THINGS}{ENDINGS}\b"
    rf"|\b{THINGS}{ENDINGS}\s(?:här\s)?{PLACES}(?!\w)"
    rf"|\b(?:se|läs|enligt|som|klicka|tryck|titta)\s(?:här\s|mer\s)?{PLACES}(?!\w)"
    r"|\b(?:ovanstående|nedanstående|ovannämnda|nedannämnda)\b",
    re.IGNORECASE,
)


@rule(
    "L310",
    Level.VARNING,
    about="A reference by colour or place alone: «den röda rutan», «se nedan», «bilden till höger».",
    source="WCAG 2.2, 1.3.3 and 1.4.1: who listens, or sees no colours, cannot follow it.",
)
def colour_or_place(text: Text, /) -> Iterator[Remark]:
    """What cannot be found by somebody who does not see the page as we do."""
    for sentence in text.sentences():
        for match in REFERENCE.finditer(sentence.text):
            message = "Alla ser inte färgen eller platsen. Skriv vad det heter, till exempel rubriken."
            yield remark_at(sentence, *match.span(), message)
