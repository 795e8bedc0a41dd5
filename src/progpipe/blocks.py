"""Blocks of pages of our own, made of strings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from progpipe import publication as p

Line = str | p.Inline
Row = Sequence[Line | p.Inlines]


def line(*parts: Line) -> p.Inlines:
    """A line of text; strings become text."""
    return tuple(p.Text(value=part) if isinstance(part, str) else part for part in parts)


def strong(text: str) -> p.Strong:
    """Text that stands out."""
    return p.Strong(children=line(text))


def paragraph(name: str, *parts: Line) -> p.Paragraph:
    """A paragraph."""
    return p.Paragraph(id=name, pointer="", children=line(*parts))


def listing(name: str, items: Iterable[Sequence[p.Block]], *, ordered: bool = False) -> p.List:
    """A list, each item some blocks."""
    made = tuple(
        p.ListItem(id=f"{name}-{place}", pointer="", blocks=tuple(blocks))
        for place, blocks in enumerate(items, start=1)
    )
    return p.List(id=name, pointer="", items=made, ordered=ordered)


def table(name: str, caption: str, header: Row, rows: Iterable[Row]) -> p.Table:
    """A table; the first cell of a row is its header."""
    return p.Table(
        id=name,
        pointer="",
        caption=line(caption),
        header=p.Row(cells=tuple(p.Cell(children=_cell(cell), scope="col") for cell in header)),
        rows=tuple(
            p.Row(
                cells=tuple(
                    p.Cell(children=_cell(cell), scope=None if place else "row") for place, cell in enumerate(row)
                )
            )
            for row in rows
        ),
    )


def _cell(content: Line | p.Inlines) -> p.Inlines:
    return content if isinstance(content, tuple) else line(content)


def section(name: str, kind: str, title: str, *blocks: p.Block, sections: Iterable[p.Section] = ()) -> p.Section:
    """A section."""
    return p.Section(id=name, pointer="", kind=kind, title=line(title), blocks=blocks, sections=tuple(sections))
