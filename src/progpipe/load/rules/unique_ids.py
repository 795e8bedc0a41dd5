"""P101: an id names one thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.rules.ids import EVERY, ids
from progpipe.load.tree import Document


def unique_ids(document: Document) -> Iterator[Problem]:
    """Every id is the anchor of its node, in every format: two of them would be one address for two places.

    A rendition may name its blocks as the source or another rendition does: they never stand in the same edition.
    """
    first: defaultdict[str, dict[str, Path]] = defaultdict(dict)
    for path, name, variety in ids(document):
        known = first[name]
        other = next(iter(known.values()), None) if variety == EVERY else known.get(variety, known.get(EVERY))
        if other is None:
            known[variety] = path
            continue
        made = "" if path[-1] == "id" else ", which this place gets since it has none of its own,"
        message = f"the id {name!r}{made} is used already, at {pointer(*other)}"
        hint = "Give one of the two another id. Keep the one that is published already: it is a permalink."
        yield Problem(code="P101", pointer=pointer(*path), message=message, hint=hint)
