"""Blocks of the source as blocks of the publication: parsed, and each with an id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import singledispatch

from progpipe import model
from progpipe import publication as p
from progpipe.inline import parse_inline


def blocks(source: Iterable[model.Block], owner: str, images: Mapping[str, str]) -> p.Blocks:
    """The blocks, those without an id named `<owner>-<n>`. `images` maps the name of an image to its resource."""
    return tuple(block(node, node.id or f"{owner}-{number}", images) for number, node in enumerate(source, start=1))


@singledispatch
def block(node: model.Block, name: str, images: Mapping[str, str]) -> p.Block:  # noqa: ARG001
    """A block with the id `name`. Raises `TypeError` for a kind that is not known."""
    raise TypeError(f"no way to compose {type(node).__name__}")


@block.register
def _(node: model.Paragraph, name: str, images: Mapping[str, str]) -> p.Block:  # noqa: ARG001
    return p.Paragraph(id=name, pointer=node.pointer, children=parse_inline(node.text))


@block.register
def _(node: model.List, name: str, images: Mapping[str, str]) -> p.Block:
    items = tuple(
        p.ListItem(id=f"{name}-{number}", pointer=node.pointer, blocks=blocks(item, f"{name}-{number}", images))
        for number, item in enumerate(node.items, start=1)
    )
    return p.List(id=name, pointer=node.pointer, ordered=node.ordered, items=items)


@block.register
def _(node: model.Quote, name: str, images: Mapping[str, str]) -> p.Block:
    inside = blocks(node.blocks, name, images)
    return p.Quote(id=name, pointer=node.pointer, blocks=inside, attribution=parse_inline(node.attribution or ""))


@block.register
def _(node: model.Table, name: str, images: Mapping[str, str]) -> p.Block:  # noqa: ARG001
    return p.Table(
        id=name,
        pointer=node.pointer,
        caption=parse_inline(node.caption),
        header=p.Row(cells=tuple(p.Cell(children=parse_inline(text), scope="col") for text in node.header)),
        rows=tuple(_row(row, node.row_headers) for row in node.rows),
    )


def _row(texts: tuple[str, ...], headed: bool) -> p.Row:
    return p.Row(
        cells=tuple(
            p.Cell(children=parse_inline(text), scope="row" if headed and column == 0 else None)
            for column, text in enumerate(texts)
        )
    )


@block.register
def _(node: model.Figure, name: str, images: Mapping[str, str]) -> p.Block:
    return p.Figure(
        id=name,
        pointer=node.pointer,
        resource=images[node.image],
        alternative=node.alternative or "",
        decorative=node.decorative,
        caption=parse_inline(node.caption or ""),
    )
