"""Numbers that somebody wrote before headings by hand: "2.1 Skolan" is a heading of the second level."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from progpipe.intake.model import Block, Document, Heading, words_of
from progpipe.intake.written import MARKED
from progpipe.publication import Inlines, Text

NUMBER: Final = re.compile(
    r"\s*((?:kapitel|del|avsnitt)\s+)?((?:[0-9]{1,2}\.)*[0-9]{1,2}|[IVX]{1,5}|[A-Z])([.):]?)\s+(?=\S)", re.IGNORECASE
)
LEAST: Final = 2  # headings with a number: one alone may be "2030 års mål" or "3 nya skolor"


def manual_numbers(document: Document) -> Document:
    """Take the numbers away where most headings have one; they give the level of a heading that was guessed."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    numbered = {id(block): found for block in headings if (found := _number(block))}
    counting = [found[2] for found in numbered.values() if re.fullmatch(r"[0-9.]+", found[2])]
    if (
        len(numbered) < LEAST
        or not counting
        or counting[0].split(".")[0] not in {"0", "1"}
        or 2 * len(numbered) < len(headings)
    ):
        return document
    blocks: list[Block] = []
    gone = []
    for block in document.blocks:
        found = numbered.get(id(block))
        if found and isinstance(block, Heading):
            gone.append(found[0])
            depth = found[2].count(".") + 1
            level = depth if block.guessed else block.level
            blocks.append(replace(block, line=without_start(block.line, found.end()), level=level))
        else:
            blocks.append(block)
    return document.with_blocks(blocks).without("number of a heading", *gone)


def _number(block: Heading) -> re.Match[str] | None:
    found = NUMBER.match(words_of(block.line))
    if not found or not (found[3] or "." in found[2] or found[2].isdigit()):
        return None
    return found if len(words_of(block.line)) > found.end() else None


def without_start(line: Inlines, length: int) -> Inlines:
    """The line without its first characters, as `words_of` counts them."""
    found = list(line)
    while found and length > 0:
        node = found[0]
        if isinstance(node, Text):
            value = " ".join(node.value.split()) + (" " if node.value[-1:].isspace() else "")
            if len(value) > length:
                found[0] = Text(value=value[length:])
                break
            length -= len(value)
            del found[0]
        elif isinstance(node, MARKED):
            inside = without_start(node.children, length)
            length -= len(words_of(node.children)) - len(words_of(inside))
            if inside:
                found[0] = replace(node, children=inside)
                break
            del found[0]
        else:
            break
    return tuple(found)
