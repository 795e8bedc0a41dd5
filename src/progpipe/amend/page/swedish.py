"""The Swedish words of the order paper."""

from __future__ import annotations

from typing import Final

from progpipe.amend.model import Action
from progpipe.amend.slots import Kind
from progpipe.diff.model import Action as Happened
from progpipe.diff.page import swedish as words

TITLE: Final = "Ändringsförslag till {title}"
ABOUT: Final = "{meeting}. Här står varje förslag med texten före och efter."
ABOUT_ALONE: Final = "Här står varje förslag med texten före och efter."
HOW: Final = "Så läser du"
HEADING: Final = "{number}. Motion {motion}"
MOVER: Final = "Förslag från"
WHAT: Final = "Gäller"
# What happens is called as in the document about what has changed.
ACTIONS: Final = {
    Action.REPLACE: words.ACTIONS[Happened.REWORDED],
    Action.INSERT: words.ACTIONS[Happened.ADDED],
    Action.REMOVE: words.ACTIONS[Happened.REMOVED],
    Action.MOVE: words.ACTIONS[Happened.MOVED],
}
MOVED_AND_REWORDED: Final = f"{ACTIONS[Action.MOVE]}{words.AND}{ACTIONS[Action.REPLACE]}"
KINDS: Final = {
    Kind.COMMITMENT: "åtagande {number}",
    Kind.TITLE: "rubrik",
    Kind.PARAGRAPH: "stycke",
    Kind.ITEM: "punkt i en lista",
    Kind.CAPTION: "tabellrubrik",
    Kind.LEGEND: "bildtext",
    Kind.ALTERNATIVE: "textbeskrivning av en bild",
    Kind.IMAGE: "bild",
    Kind.ATTRIBUTION: "vem som citeras",
    Kind.CELL: "cell i tabellen ”{around}”",
    Kind.NOTE: "not",
    Kind.TERM: "ord i ordlistan",
    Kind.EXPANSION: "vad ”{around}” står för, i ordlistan",
    Kind.EXPLANATION: "förklaring av ”{around}” i ordlistan",
    Kind.NAME: "programmets titel",
    Kind.PERIOD: "tid som programmet gäller",
    Kind.SECTION: "hela avsnittet",
    Kind.LIST: "hela listan",
    Kind.QUOTE: "hela citatet",
    Kind.TABLE: "hela tabellen",
    Kind.FIGURE: "hela bilden med sina texter",
    Kind.ENTRY: "ord i ordlistan med förklaring",
}
NEW_KINDS: Final = {
    Kind.COMMITMENT: "ett nytt åtagande",
    Kind.PARAGRAPH: "ett nytt stycke",
    Kind.ITEM: "en ny punkt i en lista",
    Kind.SECTION: "ett nytt avsnitt",
    Kind.LIST: "en ny lista",
    Kind.QUOTE: "ett nytt citat",
    Kind.TABLE: "en ny tabell",
    Kind.FIGURE: "en ny bild",
    Kind.ENTRY: "ett nytt ord i ordlistan",
}
SUBJECT: Final = "{what} i {section}: {action}"
SUBJECT_SECTION: Final = "{what} {section}: {action}"
SUBJECT_ALONE: Final = "{what}: {action}"
PLACE: Final = "Plats"
NOTE: Final = "Ny not"
AFTER_NUMBER: Final = "Efter åtagande {number}: ”{text}”"
AFTER_TEXT: Final = "Efter ”{text}”"
AFTER_THING: Final = {
    Kind.SECTION: "Efter avsnittet {text}",
    Kind.LIST: "Efter listan som börjar med ”{text}”",
    Kind.QUOTE: "Efter citatet ”{text}”",
    Kind.TABLE: "Efter tabellen ”{text}”",
    Kind.FIGURE: "Efter bilden ”{text}”",
    Kind.ENTRY: "Efter ordet ”{text}” i ordlistan",
}
FIRST: Final = "Först i {section}"
FIRST_OF_ALL: Final = {Kind.SECTION: "Först i programmet", Kind.ENTRY: "Först i ordlistan"}
