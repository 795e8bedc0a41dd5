"""A block as lines of text: what a reader gets of it, and what the source has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from progpipe import model
from progpipe.inline import parse_inline
from progpipe.publication import plain_text


def read(text: str) -> str:
    """A text without its markup."""
    return plain_text(parse_inline(text))


def read_all(texts: Iterable[str]) -> str:
    """Lines without their markup."""
    return "\n".join(read(text) for text in texts)


@singledispatch
def lines(block: model.Block) -> Iterator[str]:
    """The lines of a block as the source writes them: an item, a row or a caption is a line."""
    raise TypeError(f"no lines of {type(block).__name__}")


@lines.register
def _(block: model.Paragraph) -> Iterator[str]:
    yield block.text


@lines.register
def _(block: model.List) -> Iterator[str]:
    for number, item in enumerate(block.items, start=1):
        mark = f"{number}. " if block.ordered else "– "
        for place, line in enumerate(line for inside in item for line in lines(inside)):
            yield (" " * len(mark) if place else mark) + line


@lines.register
def _(block: model.Quote) -> Iterator[str]:
    for inside in block.blocks:
        yield from lines(inside)
    if block.attribution:
        yield f"– {block.attribution}"


@lines.register
def _(block: model.Table) -> Iterator[str]:
    yield block.caption
    for row in (block.header, *block.rows):
        yield " | ".join(row)


@lines.register
def _(block: model.Figure) -> Iterator[str]:
    yield block.image
    if block.alternative:
        yield block.alternative
    if block.caption:
        yield block.caption
