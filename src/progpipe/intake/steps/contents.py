"""A table of contents is no text of the programme: each format makes its own."""

from __future__ import annotations

import re
from typing import Final

from progpipe.intake.lines import lines_of
from progpipe.intake.model import Block, Document, words_of

# Word's names (ECMA-376-1, 17.7.4.9, Normative names of built-in styles) and OpenDocument's.
STYLE: Final = re.compile(r"toc( ?heading| ?\d)|tocheading|contents( heading| \d)|innehåll.*|table of contents")


def contents(document: Document) -> Document:
    """Take out the paragraphs with a style for contents."""
    gone = [block for block in document.blocks if STYLE.fullmatch(block.style)]
    kept = [block for block in document.blocks if block not in gone]
    return document.with_blocks(kept).without("contents", *_texts(gone)) if gone else document


def _texts(blocks: list[Block]) -> list[str]:
    return [words_of(line) for line in lines_of(blocks)]
