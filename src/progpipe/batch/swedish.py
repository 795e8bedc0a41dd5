"""What the page that lists all bundles says in its own words: Swedish, for whoever looks for a programme."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Alla program"
LISTED: Final = "Programmen"
LISTED_ABOUT: Final = "Varje program har en egen sida. Där kan du läsa programmet eller hämta det."
NONE: Final = "Här finns inget program än."
CAPTION: Final = "Program, i bokstavsordning efter kommun"
PROGRAMME: Final = "Program"
MUNICIPALITY: Final = "Kommun"
AVAILABLE: Final = "Finns som"
NO_MUNICIPALITY: Final = "–"
LINK: Final = "{title}, {publisher}"
OFFPRINT: Final = "{title}, särtryck ({sections}), {publisher}"
BETWEEN: Final = "; "
EDITION: Final = "{title}: {formats}"

FAILED: Final = "Det här gick inte att publicera"
FAILED_ABOUT: Final = (
    "De här filerna kunde inte bli program vid den senaste körningen. Fanns programmet här sedan tidigare "
    "så ligger det kvar oförändrat. Felen beskrivs på engelska."
)
PLACE: Final = "rad {line}, tecken {column}: "
MORE: Final = "Det finns {number} fel till i filen."
ONE_MORE: Final = "Det finns ett fel till i filen."
