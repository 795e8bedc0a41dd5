"""The Swedish words of the document about what has changed."""

from __future__ import annotations

from typing import Final

from progpipe.diff.model import Action, Kind

TITLE: Final = "Ändringar i {title}"
ABOUT: Final = "Här står vad som har ändrats från {old} till {new}."
ABOUT_ONE: Final = "Här står vad som har ändrats i texten. Både den tidigare och den nya texten är {version}."
HOW: Final = (
    "Under Före är de ord överstrukna som har tagits bort. Under Efter är de ord understrukna som är nya. "
    "En skärmläsare läser upp var de börjar och slutar."
)
VERSION: Final = "version {version}"
VERSION_DATE: Final = "version {version} ({date})"
SUMMARY: Final = "I korthet"
NOTHING: Final = "Inget har ändrats."
NOTHING_SEEN: Final = "Inget har ändrats som en läsare ser."
COUNTS: Final = {
    Action.ADDED: "Tillägg",
    Action.REMOVED: "Strykningar",
    Action.MOVED: "Flyttade texter",
    Action.REWORDED: "Nya lydelser",
    Action.RENAMED: "Nya id i källan",
}
STALE_COUNT: Final = "Omskrivna texter som måste ses över"
STALE: Final = "Att se över"
STALE_ABOUT: Final = (
    "De här texterna är skrivna efter en text som nu har ändrats. Läs dem bredvid den nya texten innan de publiceras."
)
STALE_ITEM: Final = "{name} ({variety})"
PROGRAMME: Final = "Om programmet"
GLOSSARY: Final = "Ordlista"
RENDITIONS: Final = "Texter på {variety}"

ACTIONS: Final = {
    Action.ADDED: "tillägg",
    Action.REMOVED: "strykning",
    Action.MOVED: "flytt",
    Action.REWORDED: "ny lydelse",
    Action.RENAMED: "nytt id i källan",
}
AND: Final = " och "
KINDS: Final = {
    Kind.SECTION: "Rubrik",
    Kind.PARAGRAPH: "Stycke",
    Kind.LIST: "Lista",
    Kind.QUOTE: "Citat",
    Kind.TABLE: "Tabell",
    Kind.FIGURE: "Bild",
    Kind.COMMITMENT: "Åtagande {number}",
    Kind.NOTE: "Not",
    Kind.TERM: "Ord",
}
SECTION: Final = "Avsnitt"
FIELDS: Final = {
    "language": "Språk",
    "title": "Titel",
    "period": "Tid som programmet gäller",
    "publisher": "Utgivare",
    "release": "Version",
    "editions": "Utgåvor",
    "contact": "Kontakt",
    "responsible": "Ansvarig",
    "licence": "Licens",
    "transparency": "Avsändare",
}
HEADING: Final = "{name}: {action}"
MOTION: Final = "Motion"
MOTION_OF: Final = "{number}, {mover}"
BEFORE: Final = "Före"
AFTER: Final = "Efter"
TEXT: Final = "Text"
FROM: Final = "Flyttas från"
OLD_NUMBER: Final = "Nummer före"
OWN_WORDS: Final = "Orden är desamma. Det är uppmärkningen som har ändrats, till exempel adressen i en länk."
