"""P104: a related commitment exists, and is another one."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document


def related(document: Document) -> Iterator[Problem]:
    """`related` names other commitments, each once."""
    commitments = list(document.named("commitments"))
    known = {value["id"] for _, value in commitments if isinstance(value.get("id"), str)}
    for path, value in commitments:
        names = value.get("related")
        if not isinstance(names, list):
            continue
        for place, name in enumerate(names):
            if not isinstance(name, str) or (name in known and name != value.get("id") and name not in names[:place]):
                continue
            close = get_close_matches(name, known - {name}, n=1)
            suggestion = f"Did you mean {close[0]!r}? " if close and name not in known else ""
            hint = f"{suggestion}Name the id of another commitment, once."
            message = f"{name!r} is no other commitment"
            yield Problem(code="P104", pointer=pointer(*path, "related", place), message=message, hint=hint)
