"""A table of Pandoc's tree as a grid: every cell in its column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from progpipe.intake.lines import lines_of, run_together
from progpipe.intake.model import Block, Blocks, Figure, Place
from progpipe.publication import Inlines


class Grid:
    """The cells of a table in their columns, merged ones filled up with empty ones."""

    def __init__(self) -> None:
        self.rows: list[dict[int, Inlines]] = []
        self.blocks: list[Block] = []
        self.reshaped = False
        self.place = Place()
        self._taken: dict[int, int] = {}  # column to the number of rows that a cell above still fills

    def add(self, row: Any, read: Callable[[Any], Blocks]) -> None:
        """Add a row; `read` makes blocks of the content of a cell."""
        cells: dict[int, Inlines] = {}
        column = 0
        for _, _, height, width, content in row[1]:
            while self._taken.get(column, 0):
                column += 1
            blocks = read(content)
            if blocks and not self.place.number:
                self.place = blocks[0].place
            lines = lines_of(block for block in blocks if not isinstance(block, Figure))
            self.blocks += [block for block in blocks if isinstance(block, Figure)]
            cells[column] = run_together(lines)
            self.reshaped |= height > 1 or width > 1
            for place in range(column, column + min(width, 50)):
                cells.setdefault(place, ())
                self._taken[place] = height
            column += width
        self._taken = {place: height - 1 for place, height in self._taken.items() if height > 1}
        if cells:
            self.rows.append(cells)

    def full(self) -> tuple[tuple[Inlines, ...], ...]:
        """The rows, all of the same length."""
        width = max((max(row) + 1 for row in self.rows), default=0)
        return tuple(tuple(row.get(column, ()) for column in range(width)) for row in self.rows)
