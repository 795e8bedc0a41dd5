"""A short paragraph that is only bold, or set in capitals, before text that is not: a heading without a style."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from progpipe.intake import said, words
from progpipe.intake.model import Block, Document, Heading, Paragraph, words_of
from progpipe.publication import Emphasis, Inline, Inlines, NoteReference, Strong, Text

LONGEST: Final = 12  # words
FRONT: Final = frozenset({"title", "subtitle", "author", "date", "abstract"})


def bold_headings(document: Document) -> Document:
    """Make them headings, one level below the last that has a style."""
    level = 0
    found: list[Block] = []
    problems = []
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            level = block.level
        made = _heading(block, level) if place + 1 < len(blocks) else None
        if isinstance(made, Heading) and not words.is_capitals(words_of(made.line)):
            problems.append(said.guessed_heading(block.place, "it is only bold"))
        found.append(made or block)
    return document.with_blocks(found).saying(*problems)


def _heading(block: Block, level: int) -> Heading | None:
    if not isinstance(block, Paragraph) or block.style in FRONT:
        return None
    text = words_of(block.line)
    if len(text.split()) > LONGEST or words.is_closed(text) or not any(char.isalpha() for char in text):
        return None
    capitals = words.is_capitals(text)
    if not capitals and not _is_bold(block.line):
        return None
    below = level + 1 if level else 1 if capitals else 2
    line = _unbolded(block.line)
    return Heading(place=block.place, style=block.style, anchors=block.anchors, level=below, line=line, guessed=True)


def _is_bold(line: Inlines) -> bool:
    return any(isinstance(node, Strong) for node in line) and all(
        isinstance(node, Strong | NoteReference)
        or (isinstance(node, Text) and not node.value.strip())
        or (isinstance(node, Emphasis) and _is_bold(node.children))
        for node in line
    )


def _unbolded(line: Inlines) -> Inlines:
    found: list[Inline] = []
    for node in line:
        if isinstance(node, Strong):
            found += node.children
        elif isinstance(node, Emphasis):
            found.append(replace(node, children=_unbolded(node.children)))
        else:
            found.append(node)
    return tuple(found)
