"""P117: each row of a table has as many cells as its header."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document


def tables(document: Document) -> Iterator[Problem]:
    """A cell without a header cannot be understood when it is read aloud (WCAG 2.2, 1.3.1)."""
    for path, value in document.blocks("table"):
        header, rows = value.get("header"), value.get("rows")
        if not isinstance(header, list) or not isinstance(rows, list):
            continue
        for place, row in enumerate(rows):
            if isinstance(row, list) and len(row) != len(header):
                message = f"this row has {len(row)} cells, the header {len(header)}"
                hint = 'Give each row one cell for each header; an empty cell is "".'
                yield Problem(code="P117", pointer=pointer(*path, "rows", place), message=message, hint=hint)
