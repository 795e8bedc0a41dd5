"""Commitments: the list that closes a section, or the run of short lines that closes its prose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from progpipe import labels
from progpipe.errors import Problem
from progpipe.intake import said, words
from progpipe.intake.kinds import Kind, kinds
from progpipe.intake.lines import lines_of
from progpipe.intake.model import (
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Promise,
    Promises,
    words_of,
)
from progpipe.model import SectionType
from progpipe.publication import Reference, Text, walk

NEVER: Final = frozenset({SectionType.INTRODUCTION, SectionType.PRINCIPLES, SectionType.PRINCIPLE})
SHORT, MEDIUM, LONG = 20, 32, 45  # words of a line
FEWEST: Final = 2
LIST_CONTINUES: Final = "list continue"


def commitments(document: Document) -> Document:
    """Find them section by section; numbers that run through the document say which lists are commitments."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    parts = _parts(document.blocks)
    running = _running(parts)
    found: list[Block] = list(parts[0])
    problems: list[Problem] = []
    gone: list[str] = []
    for heading, kind, part in zip(headings, kinds(headings), parts[1:], strict=True):
        prose, promises, remarks = _divide(part[1:], heading, kind, running)
        found += [heading, *prose, *([promises] if promises else [])]
        problems += remarks
        gone += _related_words(part[1:]) if promises else []
    return document.with_blocks(found).saying(*problems).without("commitments that belong together", *gone)


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """What stands before the first heading, then each heading with what follows it."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading):
            parts.append([])
        parts[-1].append(block)
    return parts


def _running(parts: Sequence[Sequence[Block]]) -> set[int]:
    """The lists whose numbers go on from section to section, by their identity.

    A number may be missing or come twice: Word numbers the items of a list anew where one was taken out or put in,
    and not the lists after it.
    """
    found: set[int] = set()
    before = 0
    for part in parts:
        last = _last(part)
        if isinstance(last, Items) and last.ordered and (last.start > before if found else last.start == 1):
            found.add(id(last))
            before = last.start
    return found if len(found) >= FEWEST else set()


def _last(part: Sequence[Block]) -> Block | None:
    return part[-1] if part else None


def _divide(
    blocks: Sequence[Block], heading: Heading, kind: Kind, running: set[int]
) -> tuple[list[Block], Promises | None, list[Problem]]:
    prose = list(blocks)
    last = prose[-1] if prose else None
    title = words_of(heading.line)
    if isinstance(last, Items):
        is_one = id(last) in running if running else kind.type not in NEVER and _is_flat(last)
        if not is_one:
            return prose, None, []
        promises = _of_items(last)
        surely = bool(running) or kind.sure
        remarks = (
            [] if surely else [said.guessed_promises(last.place, title, len(promises.items), "the list at its end")]
        )
        return prose[:-1], promises, remarks
    if running or kind.type in NEVER:
        return prose, None, []
    start = _start(prose)
    if len(prose) - start < FEWEST:
        return prose, None, []
    lines = prose[start:]
    items = tuple(
        Promise(place=block.place, line=block.line, anchors=block.anchors)
        for block in lines
        if isinstance(block, Paragraph)
    )
    problems = []
    if not kind.sure or _is_unsure(prose, start):
        problems.append(said.guessed_promises(lines[0].place, title, len(items), "the short lines at its end"))
    return prose[:start], Promises(place=lines[0].place, items=items), problems


# --- lists ------------------------------------------------------------------------------------


def _is_flat(block: Items) -> bool:
    """Whether each item is one line, but for what it belongs together with."""
    return all(
        isinstance(item[0], Paragraph) and all(_is_related(inside) for inside in item[1:]) for item in block.items
    )


def _of_items(block: Items) -> Promises:
    """Each item as a commitment; further paragraphs of an item are words of the commitment."""
    items = []
    for item in block.items:
        lines = lines_of(inside for inside in item if not _is_related(inside))
        line = tuple(
            node for number, each in enumerate(lines) for node in ((*([Text(value=" ")] if number else []), *each))
        )
        related = tuple(
            node.target
            for inside in item
            if _is_related(inside) and isinstance(inside, Paragraph)
            for top in inside.line
            for node in walk(top)
            if isinstance(node, Reference)
        )
        items.append(Promise(place=item[0].place, line=line, related=related, anchors=item[0].anchors))
    return Promises(place=block.place, items=tuple(items))


def _is_related(block: Block) -> bool:
    return isinstance(block, Paragraph) and words_of(block.line).startswith(labels.RELATED)


def _related_words(blocks: Sequence[Block]) -> list[str]:
    items = [item for block in blocks if isinstance(block, Items) for item in block.items]
    return [words_of(line) for item in items for block in item if _is_related(block) for line in lines_of([block])]


# --- short lines ------------------------------------------------------------------------------


def _start(blocks: Sequence[Block]) -> int:
    """Where the run of short lines at the end begins."""
    start = len(blocks)
    while start and _score(blocks[start - 1]) > 0:
        start -= 1
    return start


def _score(block: Block) -> int:
    """How much a paragraph is like a commitment: short, one sentence, and not about "vi"."""
    if not isinstance(block, Paragraph):
        return -9
    text = words_of(block.line)
    length, parts = len(text.split()), words.sentences(text)
    score = 2 if length <= SHORT else 1 if length <= MEDIUM else -1 if length <= LONG else -3
    score += {1: 1, 2: 0}.get(parts, -3)
    score -= 2 * ("vi" in text.lower().split())
    return score - 3 * text.endswith(":")


def _is_unsure(blocks: Sequence[Block], start: int) -> bool:
    """Whether the line before the run, or its first one, could as well belong to the other side."""
    before = blocks[start - 1] if start else None
    if not isinstance(before, Paragraph):
        return False
    return _score(before) in {0, -1} and len(words_of(before.line).split()) <= MEDIUM
