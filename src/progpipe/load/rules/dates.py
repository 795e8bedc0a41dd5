"""P110: a date exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

FORM: Final = re.compile(r"\d{4}-\d\d-\d\d")


def dates(document: Document) -> Iterator[Problem]:
    """The calendar has the day (ISO 8601)."""
    for path, value in document.leaves:
        if path[-1:] == ("date",) and isinstance(value, str) and FORM.fullmatch(value) and not _exists(value):
            hint = "Write a day that the calendar has, as year-month-day: 2026-11-20."
            yield Problem(code="P110", pointer=pointer(*path), message=f"there is no day {value}", hint=hint)


def _exists(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
