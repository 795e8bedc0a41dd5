"""Lists: lines with a mark of their own, and lists that other programs have cut into pieces."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from progpipe import labels
from progpipe.intake.model import Block, Document, Items, Paragraph, words_of
from progpipe.intake.steps.manual_numbers import without_start

BULLET: Final = re.compile(r"([-–—•*·▪◦●§]|\uf0b7|o(?=\t))\s+(?=\S)")
NUMBER: Final = re.compile(r"\(?([0-9]{1,3})[.)]\s+(?=\S)")
FEWEST: Final = 2


def lists(document: Document) -> Document:
    """Make lists of lines with bullets or numbers, and join lists that go on."""
    blocks, gone = _of_lines(document.blocks)
    return document.with_blocks(_joined(blocks)).without("mark of a list item", *gone)


def _of_lines(blocks: tuple[Block, ...]) -> tuple[list[Block], list[str]]:
    found: list[Block] = []
    gone: list[str] = []
    run: list[tuple[Paragraph, re.Match[str]]] = []

    def end() -> None:
        if len(run) >= FEWEST:
            ordered = run[0][1].re is NUMBER
            items = tuple((replace(block, line=without_start(block.line, match.end())),) for block, match in run)
            start = int(run[0][1][1]) if ordered else 1
            found.append(Items(place=run[0][0].place, items=items, ordered=ordered, start=start))
            gone.extend(match[0] for _, match in run)
        else:
            found.extend(block for block, _ in run)
        run.clear()

    for block in blocks:
        match = _marked(block)
        if match and isinstance(block, Paragraph):
            if run and not _goes_on(run, match):
                end()
            run.append((block, match))
        else:
            end()
            found.append(block)
    end()
    return found, gone


def _marked(block: Block) -> re.Match[str] | None:
    if not isinstance(block, Paragraph):
        return None
    text = words_of(block.line)
    return BULLET.match(text) or NUMBER.match(text)


def _goes_on(run: list[tuple[Paragraph, re.Match[str]]], match: re.Match[str]) -> bool:
    if run[-1][1].re is not match.re:
        return False
    return match.re is BULLET or int(match[1]) == int(run[-1][1][1]) + 1


def _joined(blocks: list[Block]) -> list[Block]:
    """A list that begins with the next number goes on; what is said of its last item belongs to that item."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(last, Items) and last.ordered:
            if (
                isinstance(block, Items)
                and block.ordered
                and block.start == last.start + len(last.items)
                and block.start > 1
            ):
                found[-1] = replace(last, items=(*last.items, *block.items))
                continue
            if (below := _of_last(block)) is not None:
                found[-1] = replace(last, items=(*last.items[:-1], (*last.items[-1], *below)))
                continue
        found.append(block)
    return found


def _of_last(block: Block) -> tuple[Block, ...] | None:
    """A paragraph that goes on with a list item, or says what it belongs together with."""
    inside = block.items[0] if isinstance(block, Items) and len(block.items) == 1 else (block,)
    first = inside[0]
    if isinstance(first, Paragraph) and words_of(first.line).startswith(labels.RELATED):
        return inside
    return None
