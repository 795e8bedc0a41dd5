"""P118: a text says something when its markup is taken away."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.inline import parse_inline
from progpipe.load.tree import Document
from progpipe.publication import NoteReference, Reference, plain_text, walk


def empty_texts(document: Document) -> Iterator[Problem]:
    """The schema refuses blank texts; `**` around nothing and links without words are blank too."""
    for path, text in document.texts():
        nodes = parse_inline(text)
        spoken = any(isinstance(node, Reference | NoteReference) for top in nodes for node in walk(top))
        if text.strip() and not plain_text(nodes).strip() and not spoken:
            hint = "Write what it should say, or remove it."
            yield Problem(code="P118", pointer=pointer(*path), message="the text has markup but no words", hint=hint)
