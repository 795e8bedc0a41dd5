"""P116: an edition is named once."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document


def editions(document: Document) -> Iterator[Problem]:
    """Two editions with one name would be one file."""
    names = document.value.get("editions") if isinstance(document.value, dict) else None
    if not isinstance(names, list):
        return
    for place, name in enumerate(names):
        if name in names[:place]:
            message = f"the edition {name!r} is named twice"
            yield Problem(code="P116", pointer=pointer("editions", place), message=message, hint="Remove one of them.")
