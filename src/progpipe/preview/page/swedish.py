"""What the preview says in its own words: Swedish, for whoever writes a programme. Messages are in English."""

from __future__ import annotations

from typing import Final

# What is wrong
TITLE: Final = "Förhandsvisningen väntar"
TITLE_WARNINGS: Final = "Varningar"
ABOUT: Final = "Programmet kan inte visas än. Rätta det som står här och spara. Då kommer sidan tillbaka av sig själv."
ABOUT_WARNINGS: Final = (
    "Programmet kan visas, men det här bör ses över. Listan ändras av sig själv när du har rättat och sparat."
)
ENGLISH: Final = "Beskrivningarna och råden är på engelska."
PROBLEMS: Final = "Att rätta"
WARNINGS: Final = "Att se över"
PLACE: Final = "{file}, rad {line}, tecken {column}"
PLACE_LINE: Final = "{file}, rad {line}"
POINTER: Final = "Plats: "
SOURCE_LINE: Final = "På raden står: "
REMEDY: Final = "Råd: "
CODE: Final = "Kod: "

# What is not there
MISSING: Final = "Filen finns inte"
MISSING_TEXT: Final = (
    "Det finns ingen fil som heter ”{name}”. Om den håller på att göras visas den här när den är klar."
)
MISSING_WARNINGS: Final = "Det finns inga varningar. Om det blir några visas de här."
DOWNLOADS: Final = "Visa alla filer"
