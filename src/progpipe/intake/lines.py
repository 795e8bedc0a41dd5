"""Blocks of a document as lines: what it says, without how that is set."""

from __future__ import annotations

from collections.abc import Iterable

from progpipe.intake.model import Block, Definitions, Figure, Heading, Items, Paragraph, Quote, Table
from progpipe.publication import Inline, Inlines, Text


def lines_of(blocks: Iterable[Block]) -> list[Inlines]:
    """Every line of some blocks, in reading order."""
    found: list[Inlines] = []
    for block in blocks:
        match block:
            case Heading(line=line) | Paragraph(line=line):
                found.append(line)
            case Items(items=items):
                found += (line for item in items for line in lines_of(item))
            case Quote(blocks=inside, attribution=line):
                found += [*lines_of(inside), *([line] if line else [])]
            case Table(caption=caption, header=header, rows=rows):
                found += [caption, *header, *(cell for row in rows for cell in row)]
            case Figure(alternative=alternative, caption=caption):
                found += [(Text(value=alternative),), caption]
            case Definitions(entries=entries):
                found += (line for entry in entries for line in entry)
    return [line for line in found if line]


def run_together(lines: Iterable[Inlines]) -> Inlines:
    """The lines as one, with a space between."""
    found: list[Inline] = []
    for line in lines:
        found += [*([Text(value=" ")] if found else []), *line]
    return tuple(found)
