"""Levels of headings: from one, without gaps, and at most five deep."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from progpipe.intake import said
from progpipe.intake.model import Block, Document, Heading, words_of

DEEPEST: Final = 5


def levels(document: Document) -> Document:
    """Give each heading the level that its place among the others gives it."""
    found: list[Block] = []
    problems = []
    open_: list[tuple[int, str]] = []  # the levels in the document of the headings around, and their titles
    for block in document.blocks:
        if not isinstance(block, Heading):
            found.append(block)
            continue
        title = words_of(block.line)
        level = block.level
        if block.guessed and open_ and _is_listed(title, open_):
            level = next(there for there, name in reversed(open_) if _lists(name, title)) + 1
        while open_ and open_[-1][0] >= level:
            open_.pop()
        if len(open_) == DEEPEST:
            open_.pop()
            problems.append(
                said.reshaped(block.place, "the heading is more than five levels deep; it is set on the fifth")
            )
        open_.append((level, title))
        found.append(replace(block, level=len(open_)))
    return document.with_blocks(found).saying(*problems)


def _is_listed(title: str, open_: list[tuple[int, str]]) -> bool:
    return any(_lists(name, title) for _, name in open_)


def _lists(name: str, title: str) -> bool:
    """Whether a heading names another one and more: "Alingsåshem & Alingsås Energi" has "Alingsåshem" below it."""
    parts = [part.strip().lower() for part in name.replace("&", ",").replace(" och ", ",").split(",")]
    return len(parts) > 1 and title.lower() in parts
