"""P103: a link inside the programme leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from progpipe.errors import Problem, pointer
from progpipe.load.rules.ids import made_ids, written_ids
from progpipe.load.tree import Document
from progpipe.publication import Reference


def links(document: Document) -> Iterator[Problem]:
    """The target of each link to `#id` exists."""
    known = {name for _, name in [*written_ids(document), *made_ids(document)]}
    for path, node in document.inlines:
        if isinstance(node, Reference) and node.target not in known:
            close = get_close_matches(node.target, known, n=1)
            suggestion = f"Did you mean #{close[0]}? " if close else ""
            hint = f"{suggestion}Link to the id of a section, a commitment, a glossary entry or a block."
            message = f"the link to #{node.target} leads nowhere"
            yield Problem(code="P103", pointer=pointer(*path), message=message, hint=hint)
