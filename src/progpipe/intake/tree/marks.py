"""Marks that go through Pandoc with the text, so that a paragraph and a note are known again behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

# Before the text of each paragraph stands its number, between two characters for private use: a reader of
# Word or OpenDocument puts them there, so that a paragraph is known again behind Pandoc.
MARK: Final = re.compile("\ue0f0([0-9]{1,7})\ue0f1")
# Where the mark of a note stands that a format keeps apart, and the block that holds its words.
NOTE_MARK: Final = re.compile("\ue0f2([0-9]{1,7})\ue0f3")
NOTE_BLOCK: Final = re.compile("progpipe-note-([0-9]{1,7})")


def mark(number: int) -> str:
    """What stands before the text of a paragraph."""
    return f"\ue0f0{number}\ue0f1"


def note_mark(number: int) -> str:
    """What stands for the mark of a note; its words are in a block with the id `progpipe-note-<number>`."""
    return f"\ue0f2{number}\ue0f3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a file says of a paragraph beside its words: its style, and the level of its outline."""

    number: int
    style: str = ""
    outline: int = 0
    anchors: tuple[str, ...] = ()
    decorative: bool = False
