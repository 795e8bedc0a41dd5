"""P114: a note that is marked is there. P120: a note that is there is marked (a warning)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document, section_of
from progpipe.publication import NoteReference


def notes(document: Document) -> Iterator[Problem]:
    """Every `[^key]` is a key of the `notes` of its section."""
    used: defaultdict[Path, set[str]] = defaultdict(set)
    for path, node in document.inlines:
        if not isinstance(node, NoteReference):
            continue
        section = section_of(path)
        found = document.notes(section)
        used[section].add(node.target)
        if "notes" in path or node.target not in found:
            hint = f"Add {node.target!r} to the `notes` of this section, or remove the mark. A note has no notes."
            message = f"there is no note {node.target!r} here"
            yield Problem(code="P114", pointer=pointer(*path), message=message, hint=hint)
    for path, _ in document.named("sections"):
        for key in document.notes(path):
            if key not in used[path]:
                message = f"nothing leads to the note {key!r}"
                hint = f"Put [^{key}] where the note belongs, or remove the note: it is not published."
                yield Problem(
                    code="P120",
                    severity=Severity.WARNING,
                    pointer=pointer(*path, "notes", key),
                    message=message,
                    hint=hint,
                )
