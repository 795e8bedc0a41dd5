"""P118: a text says something when its markup is taken away, and so does each link in it."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document
from progpipe.publication import Inlines, Link, NoteReference, Reference, Text, plain_text, walk


def empty_texts(document: Document) -> Iterator[Problem]:
    """The schema refuses blank texts; `**` around nothing and links without words are blank too (WCAG 2.2, 2.4.4)."""
    for path, nodes in document.texts:
        if not _is_blank(nodes) and not _says_something(nodes):
            hint = "Write what it should say, or remove it."
            message = "the text has markup or invisible characters but no words"
            yield Problem(code="P118", pointer=pointer(*path), message=message, hint=hint)
    for path, node in document.inlines:
        if isinstance(node, Link) and not _is_visible(plain_text(node)):
            hint = f"Write its words between the brackets: [words]({node.href[:80]})."
            yield Problem(code="P118", pointer=pointer(*path), message="the link has no words", hint=hint)


def _is_blank(nodes: Inlines) -> bool:
    """Nothing but spaces: a cell may be empty, and of other texts the schema says it."""
    return all(isinstance(node, Text) and not node.value.strip() for node in nodes)


def _says_something(nodes: Inlines) -> bool:
    """Words, or something that gets words (a reference) or is spoken of by itself (a link)."""
    found = (node for top in nodes for node in walk(top))
    return _is_visible(plain_text(nodes)) or any(isinstance(node, Reference | NoteReference | Link) for node in found)


def _is_visible(text: str) -> bool:
    return any(char.isprintable() and not char.isspace() for char in text)
