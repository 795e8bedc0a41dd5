"""P104: a related commitment exists, and is another one."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.suggestions import Suggestions
from progpipe.load.tree import Document


def related(document: Document) -> Iterator[Problem]:
    """`related` names other commitments."""
    commitments = list(document.named("commitments"))
    known = {value["id"] for _, value in commitments if isinstance(value.get("id"), str)}
    suggestions = Suggestions(known)
    for path, value in commitments:
        names, own = value.get("related"), value.get("id")
        for place, name in enumerate(names if isinstance(names, list) else ()):
            if not isinstance(name, str) or (name in known and name != own):
                continue
            message = f"{name!r} is this commitment itself" if name == own else f"there is no commitment {name!r}"
            near = suggestions.nearest(name, but=own) if name != own else None
            hint = f"Did you mean {near!r}? " if near else ""
            yield Problem(
                code="P104",
                pointer=pointer(*path, "related", place),
                message=message,
                hint=f"{hint}Name the id of another commitment.",
            )
