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
KINDS: Final = {
    Kind.COMMITMENT: "åtagande {number}",
    Kind.TITLE: "rubrik",
    Kind.PARAGRAPH: "stycke",
    Kind.ITEM: "punkt i en lista",
}
NEW_KINDS: Final = {
    Kind.COMMITMENT: "ett nytt åtagande",
    Kind.PARAGRAPH: "ett nytt stycke",
    Kind.ITEM: "en ny punkt i en lista",
}
SUBJECT: Final = "{what} i {section}: {action}"
PLACE: Final = "Plats"
AFTER_NUMBER: Final = "Efter åtagande {number}: ”{text}”"
AFTER_TEXT: Final = "Efter ”{text}”"
FIRST: Final = "Först i {section}"
