"""P125: a header cell of a table has words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document


def header_cells(document: Document) -> Iterator[Problem]:
    """A screen reader says the header before each cell (WCAG 2.2, 1.3.1); where it is empty it says nothing.

    Nor may the corner be empty. With `rowHeaders` it says what the first column holds, and without, it is an
    ordinary header: in both a reader who moves down that column hears it.
    """
    for path, value in document.blocks("table"):
        for place, cell in _header_cells(value):
            if isinstance(cell, str) and not cell.strip():
                hint = "Say what the row or the column holds, also in the corner: a word or two, such as År or Skola."
                message = "this header cell is empty"
                yield Problem(code="P125", pointer=pointer(*path, *place), message=message, hint=hint)


def _header_cells(table: dict[str, Any]) -> Iterator[tuple[Path, Any]]:
    header, rows = table.get("header"), table.get("rows")
    yield from ((("header", place), cell) for place, cell in enumerate(header if isinstance(header, list) else ()))
    if table.get("rowHeaders") is True:
        for place, row in enumerate(rows if isinstance(rows, list) else ()):
            yield from ((("rows", place, 0), cell) for cell in (row[:1] if isinstance(row, list) else ()))
