"""P116: a list of names has each of them once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

LISTS: Final = ("editions", "related", "forms")


def repetitions(document: Document) -> Iterator[Problem]:
    """Two editions with one name would be one file; a commitment is related once, a form is one form."""
    for path, value in document.objects:
        for key in LISTS:
            names, seen = value.get(key), set()
            for place, name in enumerate(names if isinstance(names, list) else ()):
                if isinstance(name, str) and name in seen:
                    message = f"{name!r} stands twice in {key!r}"
                    yield Problem(
                        code="P116", pointer=pointer(*path, key, place), message=message, hint="Remove one of the two."
                    )
                elif isinstance(name, str):
                    seen.add(name)
