"""P109: a period begins before it ends."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem
from progpipe.load.tree import Document


def periods(document: Document) -> Iterator[Problem]:
    """`from` is not after `to`."""
    period = document.value.get("period") if isinstance(document.value, dict) else None
    if not isinstance(period, dict):
        return
    start, end = period.get("from"), period.get("to")
    if isinstance(start, int | float) and isinstance(end, int | float) and start > end:
        message = f"the period ends ({end}) before it begins ({start})"
        yield Problem(code="P109", pointer="/period", message=message, hint="Exchange `from` and `to`.")
