"""Lines as the text of a source, with the ids and the notes that they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Document, words_of
from progpipe.intake.written import MARKED, tidied, written
from progpipe.publication import Inline, Inlines, NoteReference, Reference, walk


class Texts:
    """Writes lines. `targets` are the ids of what links lead to, by the name that the document has for it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.targets: dict[str, str] = {}
        self._keys: dict[str, str] = {}  # of notes: key in the document to key in the section
        self._noticed: set[str] = set()  # notes that something in the source refers to

    def lead(self, anchors: Iterable[str], name: str) -> None:
        """Links to these places lead to that id; of two places with one name the first has it."""
        for anchor in anchors:
            self.targets.setdefault(anchor, name)

    @cached_property
    def wanted(self) -> set[str]:
        """What links lead to."""
        lines = [*lines_of(self._document.blocks), *self._document.notes.values()]
        return {node.target for line in lines for top in line for node in walk(top) if isinstance(node, Reference)}

    def text(self, line: Inlines) -> str:
        """The line as the source writes it."""
        return written(tuple(node for each in tidied(line) for node in self._resolved(each)))

    def _resolved(self, node: Inline) -> Iterator[Inline]:
        """Links with the ids of this source; one that leads nowhere here is its words."""
        if isinstance(node, NoteReference):
            if not self._document.notes.get(node.target):
                return
            key = self._keys.setdefault(node.target, str(len(self._keys) + 1))
            self._noticed.add(node.target)
            yield replace(node, target=key)
            return
        if not isinstance(node, MARKED):
            yield node
            return
        children = tuple(inner for child in node.children for inner in self._resolved(child))
        if isinstance(node, Reference):
            target = self.targets.get(node.target)
            if target is None:
                yield from children
                return
            yield replace(node, target=target, children=children)
            return
        yield replace(node, children=children)

    def begin_section(self) -> None:
        """The notes of each section have numbers of their own."""
        self._keys = {}

    def noted(self) -> Iterator[tuple[str, str]]:
        """The notes of the section. A note has none itself."""
        for key, mine in self._keys.items():
            yield mine, self.text(without_notes(self._document.notes[key]))

    def unnoticed(self) -> Iterator[Problem]:
        """Notes without a mark in the source: titles, other notes and the glossary have none."""
        for key, line in self._document.notes.items():
            if key not in self._noticed and words_of(line):
                yield said.left_out(None, "a note to a title or to a note", words_of(line))


def without_notes(line: Inlines) -> Inlines:
    """The line without the marks of notes."""
    return tuple(
        replace(node, children=without_notes(node.children)) if isinstance(node, MARKED) else node
        for node in line
        if not isinstance(node, NoteReference)
    )
