"""P103: a link inside the programme leads somewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.rules.ids import EVERY, SOURCE, ids
from progpipe.load.suggestions import Suggestions
from progpipe.load.tree import Document
from progpipe.publication import Reference


def links(document: Document) -> Iterator[Problem]:
    """The target of each link to `#id` exists, in the same edition: a rendition has its own blocks."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for _, name, variety in ids(document):
        known[variety].add(name)
    suggestions = Suggestions([*known[EVERY], *known[SOURCE]])
    for path, node in document.inlines:
        if not isinstance(node, Reference) or any(node.target in known[name] for name in (EVERY, _variety(path))):
            continue
        near = suggestions.nearest(node.target)
        hint = "Link to the id of a section, a commitment, a glossary entry or a block."
        message = f"the link to #{node.target} leads nowhere"
        hint = f"Did you mean #{near}? {hint}" if near else hint
        yield Problem(code="P103", pointer=pointer(*path), message=message, hint=hint)


def _variety(path: Path) -> str:
    """The tag of the rendition that a path leads into."""
    return str(path[path.index("renditions") + 1]) if "renditions" in path[:-1] else SOURCE
