"""Puts the pages of the printed edition into a publication.

What comes out is the same publication with a `PageBreak` where each page starts, so that "page 7" is one place in
every format. The text stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import lru_cache

from progpipe.errors import BuildError, Problem
from progpipe.interfaces import PageStart
from progpipe.publication import (
    CONTENTS_ID,
    COVER_ID,
    IMAGE,
    Block,
    Emphasis,
    Figure,
    Language,
    Link,
    Node,
    Notes,
    PageBreak,
    Publication,
    Reference,
    Section,
    Strong,
    Table,
    Text,
    counted,
    rewrite,
    walk,
)

Marks = tuple[PageBreak, ...]
Starts = dict[str, dict[int, Marks]]  # of each block, by the character

# Before these a mark stands outside: it is no part of a link, and a table or a list of notes has a name.
WHOLE = Emphasis | Strong | Link | Reference | Language | Figure | Table | Notes


def paginate(publication: Publication, page_starts: Sequence[PageStart]) -> Publication:
    """The publication with a mark where each page starts.

    Pages of the cover and of the contents, which are no part of the tree, stand in fields of their own. Raises
    `BuildError` (P393) for each start that is nowhere in the publication.
    """
    blocks = {node.id: node for node in walk(publication) if isinstance(node, Block)}
    parts: dict[str, tuple[PageBreak, ...]] = {COVER_ID: (), CONTENTS_ID: ()}
    starts: Starts = defaultdict(dict)
    problems: list[Problem] = []
    for start in page_starts:
        block = blocks.get(start.block)
        mark = PageBreak(id=f"sida-{start.page}", pointer=block.pointer if block else "", page=start.page)
        if start.block in parts:
            parts[start.block] += (mark,)
        elif block is None or start.offset not in range(length(block) + 1):
            problems.append(_nowhere(start, block))
        else:
            starts[start.block][start.offset] = (*starts[start.block].get(start.offset, ()), mark)
    if problems:
        raise BuildError(problems)
    marked = rewrite(publication, lambda node: _marked(node, starts))
    return replace(marked, cover_pages=parts[COVER_ID], contents_pages=parts[CONTENTS_ID])


def length(node: Node) -> int:
    """How many characters a node has, as `PageStart` counts them."""
    return sum(map(_characters, walk(node)))


def _characters(node: Node) -> int:
    match node:
        case Text(value=value):
            return _counted_in(value)
        case Figure():
            return len(IMAGE)
    return 0


@lru_cache(maxsize=4096)
def _counted_in(text: str) -> int:
    """How many of the characters count: asked for again and again, since most texts stay when one changes."""
    return sum(map(counted, text))


def _nowhere(start: PageStart, block: Block | None) -> Problem:
    where = "that the publication has not" if block is None else f"that has {length(block)} characters"
    return Problem(
        code="P393",
        pointer=block.pointer if block else "",
        message=f"page {start.page} starts at character {start.offset} of a block {start.block!r} {where}",
        hint="Report it to whoever makes the format that has these pages.",
    )


def _marked(node: Node, starts: Starts) -> Node | tuple[Node, ...]:
    """The block with the marks of the pages that start in it. They may stand beside it."""
    before: tuple[Node, ...] = ()
    after: tuple[Node, ...] = ()
    for offset, marks in starts.get(node.id, {}).items() if isinstance(node, Block) else ():
        made = _placed(node, offset, marks)
        at = next(place for place, part in enumerate(made) if not isinstance(part, PageBreak))
        before, node, after = (*before, *made[:at]), made[at], (*made[at + 1 :], *after)
    return (*before, node, *after) if before or after else node


def _placed(node: Node, offset: int, marks: Marks) -> tuple[Node, ...]:
    """The node with the marks before its character number `offset`, counted from 0; they may stand beside it."""
    size = length(node)
    match node:
        case Text():
            return _split(node, offset, marks)
        case Section() if offset < max(1, sum(map(length, node.title))):
            return (replace(node, page_breaks=(*node.page_breaks, *marks)),)
        case _ if offset == 0 and (isinstance(node, WHOLE) or size == 0):
            return *marks, node
        case _ if offset == size and isinstance(node, WHOLE):
            return node, *marks
    return (_inside(node, offset, marks, last=offset == size),)


def _inside(node: Node, offset: int, marks: Marks, *, last: bool) -> Node:
    """The node with the marks in the child that has the character; `last` says that they stand after all of them."""
    offset -= _characters(node)
    for item in fields(node):
        value = getattr(node, item.name)
        for number, child in enumerate(_nodes(value)):
            size = length(child)
            if offset < size or (last and offset == size > 0):
                made = _placed(child, offset, marks)
                parts = (*value[:number], *made, *value[number + 1 :]) if isinstance(value, tuple) else made[0]
                return replace(node, **{item.name: parts})
            offset -= size
    raise AssertionError("the offset is past the end of the node")


def _nodes(value: object) -> Iterable[Node]:
    if isinstance(value, Node):
        return (value,)
    return value if isinstance(value, tuple) and value and isinstance(value[0], Node) else ()


def _split(node: Text, offset: int, marks: Marks) -> tuple[Node, ...]:
    places = [place for place, character in enumerate(node.value) if counted(character)]
    at = places[offset] if offset < len(places) else len(node.value)
    before, after = node.value[:at], node.value[at:]
    return (
        *([replace(node, value=before)] if before else ()),
        *marks,
        *([replace(node, value=after)] if after else ()),
    )
