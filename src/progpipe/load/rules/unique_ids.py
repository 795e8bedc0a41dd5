"""P101: an id names one thing."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.rules.ids import made_ids, written_ids
from progpipe.load.tree import Document, in_rendition


def unique_ids(document: Document) -> Iterator[Problem]:
    """Every id is the anchor of its node, in every format: two of them would be one address for two places.

    A rendition may name its blocks as the source does: they never stand in the same edition.
    """
    first: dict[tuple[str, bool], str] = {}
    for path, name in [*written_ids(document), *made_ids(document)]:
        key = (name, in_rendition(path))
        if key in first:
            hint = "Give one of the two another id. Keep the one that is published already: it is a permalink."
            message = f"the id {name!r} is used already, at {first[key]}"
            yield Problem(code="P101", pointer=pointer(*path), message=message, hint=hint)
        else:
            first[key] = pointer(*path)
