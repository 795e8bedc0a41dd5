"""A node's text as it stands in a cell of the sheet: paragraphs and lists, nothing that leads elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from progpipe import labels, model
from progpipe import publication as p
from progpipe.compose import Node
from progpipe.compose.blocks import blocks
from progpipe.inline import parse_inline

Words = Node | model.Rendition


def cell_blocks(source: Words, owner: str, names: Mapping[str, str]) -> p.Blocks:
    """The text of a node or of its rendition. `names` says what a link without words of its own leads to."""
    made = (part for block in _blocks(source, owner) for part in _flat(block))
    return tuple(_plain(block, names) for block in made)


def _blocks(source: Words, owner: str) -> Iterator[p.Block]:
    """Its title or term as a line of its own, then what is below it."""
    head = getattr(source, "title", None) or getattr(source, "term", None)
    if head:
        yield _line(f"{owner}-rubrik", (p.Strong(children=_title(head)),))
    for name in ("expansion", "explanation", "text"):
        text = getattr(source, name, None)
        if text:
            yield _line(f"{owner}-{name}", parse_inline(text))
    content = getattr(source, "blocks", None) or ()
    yield from blocks(content, owner, _AnyName())


class _AnyName(dict[str, str]):
    """Every image by its own name: the sheet describes it and does not show it."""

    def __missing__(self, key: str) -> str:
        return key


def _title(text: str) -> p.Inlines:
    first, *others = text.split("\n")
    return (p.Text(value=first), *(part for line in others for part in (p.LineBreak(), p.Text(value=line))))


def _line(name: str, children: p.Inlines) -> p.Paragraph:
    return p.Paragraph(id=name, pointer="", children=children)


def _flat(block: p.Block) -> Iterator[p.Block]:
    """Without tables and pictures: a screen reader follows one table at a time, and people judge the words."""
    match block:
        case p.List():
            yield replace(block, items=tuple(replace(item, blocks=_all(item.blocks)) for item in block.items))
        case p.Quote():
            yield from _all(block.blocks)
            if block.attribution:
                yield _line(f"{block.id}-kalla", block.attribution)
        case p.Table():
            yield _line(f"{block.id}-tabell", block.caption)
            for number, row in enumerate(block.rows, start=1):
                yield _line(f"{block.id}-rad-{number}", tuple(_row(block.header, row)))
        case p.Figure():
            said = labels.REVIEW_IMAGE.format(alternative=block.alternative)
            yield _line(block.id, _title(said if block.alternative else labels.REVIEW_DECORATION))
            if block.caption:
                yield _line(f"{block.id}-bildtext", block.caption)
        case _:
            yield block


def _all(content: Iterable[p.Block]) -> p.Blocks:
    return tuple(part for block in content for part in _flat(block))


def _row(header: p.Row, row: p.Row) -> Iterator[p.Inline]:
    """A row of a table as one line: "Skola: Lillby; 2024: 13,2"."""
    for number, (head, cell) in enumerate(zip(header.cells, row.cells, strict=True)):
        yield p.Text(value="; " if number else "")
        yield from head.children
        yield p.Text(value=": ")
        yield from cell.children


def _plain(block: p.Block, names: Mapping[str, str]) -> p.Block:
    def change(node: p.Node) -> p.Node | tuple[p.Node, ...]:
        match node:
            case p.NoteReference():
                return ()
            case p.Reference():
                return node.children or p.Text(value=names.get(node.target, node.target))
            case p.Link():
                return node.children or p.Text(value=node.href)
        return node

    return p.rewrite(block, change)
