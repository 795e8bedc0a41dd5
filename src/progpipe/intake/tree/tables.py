"""A table of Pandoc's tree: one with a header, or what it is otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.grid import Grid
from progpipe.intake.lines import lines_of, run_together
from progpipe.intake.model import Blocks, Paragraph, Place, Table, words_of

MERGED: Final = "cells of the table are merged; each is written once, with empty ones beside it"


def table(content: Any, read: Callable[[Any], Blocks]) -> tuple[Blocks, list[Problem]]:
    """The table, with the images that stood in its cells behind it; `read` makes blocks of the content of a cell."""
    (identifier, _, _), (_, caption), _, head, bodies, foot = content
    lines = run_together(lines_of(read(caption)))
    grid = _grid(head, bodies, foot, read)
    rows = grid.full()
    if not rows or not any(words_of(cell) for row in rows for cell in row):
        return tuple(grid.blocks), []
    if len(rows) == 1 or len(rows[0]) == 1:  # a box around text, or a layout
        cells = [Paragraph(place=grid.place, line=cell) for row in rows for cell in row if cell]
        before = [Paragraph(place=Place(words=words_of(lines)), line=lines)] if words_of(lines) else []
        remarks = ["a table of one row or one column is read as paragraphs"]
        return (*before, *cells, *grid.blocks), _said(grid, remarks)
    made = Table(
        place=grid.place,
        caption=lines,
        header=rows[0],
        rows=rows[1:],
        row_headers=bool(bodies) and all(body[1] for body in bodies),
        anchors=(identifier,) if identifier else (),
    )
    return (made, *grid.blocks), _said(grid, _remarks(len(head[1])))


def _grid(head: Any, bodies: Any, foot: Any, read: Callable[[Any], Blocks]) -> Grid:
    grid = Grid()
    for row in (*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]):
        grid.add(row, read)
    return grid


def _remarks(headed: int) -> list[str]:
    if not headed:
        return ["the table has no header row; its first row is taken as one"]
    return ["the table has several header rows; the first is its header"] if headed > 1 else []


def _said(grid: Grid, remarks: list[str]) -> list[Problem]:
    merged = [MERGED] if grid.reshaped else []
    return [said.reshaped(grid.place, remark) for remark in (*merged, *remarks)]
