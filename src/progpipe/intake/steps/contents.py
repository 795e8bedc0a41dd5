"""A table of contents is no text of the programme: each format makes its own."""

from __future__ import annotations

import re
from typing import Final

from progpipe import labels
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Document, words_of

# Word's names (ECMA-376-1, 17.7.4.9, Normative names of built-in styles) and OpenDocument's.
STYLE: Final = re.compile(
    r"toc( ?heading| ?\d)?|tocheading|contents( heading| \d)|innehåll ?\d|innehållsförteckning.*|table of contents"
)
NUMBERS: Final = re.compile(r"^[0-9.\s]*|[\s.…]*[0-9ivxIVX]*$")
TITLES: Final = frozenset({"", labels.CONTENTS.lower(), "innehållsförteckning", "contents", "table of contents"})


def contents(document: Document) -> Document:
    """Take out the paragraphs with a style for contents; a line that the text does not have is told."""
    gone = [block for block in document.blocks if STYLE.fullmatch(block.style)]
    if not gone:
        return document
    kept = [block for block in document.blocks if not STYLE.fullmatch(block.style)]
    known = {words_of(line).casefold() for line in lines_of(kept)}
    texts = [(block.place, words_of(line)) for block in gone for line in lines_of([block])]
    new = [(place, text) for place, text in texts if not _is_known(text.casefold(), known)]
    document = document.with_blocks(kept).without("contents", *(text for _, text in texts))
    return document.saying(*(said.left_out(place, "a line of the contents", text) for place, text in new))


def _is_known(text: str, known: set[str]) -> bool:
    title = NUMBERS.sub("", text)
    return title in TITLES or text in known or any(title in line for line in known)
