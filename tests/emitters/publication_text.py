"""The text of a publication in reading order, told without the markup; and what is generated besides.

What is not in the publication stands here and nowhere else: `Generated` has all words, numbers and marks that the
markup and the default theme's `print.css` add in print.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatchmethod

from progpipe import labels
from progpipe import publication as p

BULLET, DASH = "•", "–"
DEPTH_OF_CONTENTS = 2


@dataclass(frozen=True)
class Generated:
    """What the markup and the theme generate. `pages` are the pages (from 1) on which ids are printed."""

    pages: Mapping[str, int]

    contents = labels.CONTENTS
    notes = labels.NOTES
    related = labels.RELATED
    draft = labels.DRAFT
    offprint = labels.OFFPRINT + ": "

    def page_in_contents(self, section: p.Section) -> str:
        return str(self.pages[section.id])

    def item_mark(self, number: int, *, ordered: bool, depth: int) -> str:
        """`ol` counts 1, 2, 3; `ul` has a bullet, a `ul` in a `ul` a dash."""
        if ordered:
            return f"{number}. "
        return f"{DASH} " if depth else f"{BULLET} "

    def commitment_mark(self, number: int) -> str:
        return f"{number} " if number else f"{BULLET} "

    def note_mark(self, label: str) -> str:
        return f"{label}. "

    def ways_back(self, references: Iterable[str], *, definition: bool) -> Iterator[str]:
        """Where a note or an explained word is used."""
        for place, reference in enumerate(references):
            first = "Ordet finns på sidan " if definition else "Hör till sidan "
            words = first if not (place and definition) else "och "
            yield words + str(self.pages[reference]) + " "


@dataclass(frozen=True)
class Reader:
    """Reads a publication aloud, piece by piece."""

    generated: Generated

    def read(self, publication: p.Publication) -> Iterator[str]:
        yield from self.cover(publication)
        yield self.generated.contents
        yield from self.contents(publication.sections)
        for section in publication.sections:
            yield from self.node(section)

    def cover(self, publication: p.Publication) -> Iterator[str]:
        metadata = publication.metadata
        yield metadata.publisher
        yield metadata.title
        if metadata.offprint:
            yield self.generated.offprint + metadata.offprint
        if metadata.easy_read:
            yield metadata.edition_title
        if p.is_draft(publication):
            yield self.generated.draft
        yield from self.all(publication.notices)

    def contents(self, sections: Iterable[p.Section], depth: int = 1) -> Iterator[str]:
        for section in sections:
            yield from self.all(section.title)
            yield self.generated.page_in_contents(section)
            if depth < DEPTH_OF_CONTENTS:
                yield from self.contents(section.sections, depth + 1)

    def all(self, nodes: Iterable[p.Node]) -> Iterator[str]:
        for node in nodes:
            yield from self.node(node)

    @singledispatchmethod
    def node(self, node: p.Node) -> Iterator[str]:
        """Any other node says what its children say, in their order."""
        yield from self.all(p.children(node))

    @node.register
    def _(self, node: p.Text) -> Iterator[str]:
        yield node.value

    @node.register
    def _(self, _: p.LineBreak) -> Iterator[str]:
        yield " "

    @node.register
    def _(self, node: p.NoteReference) -> Iterator[str]:
        yield node.label

    @node.register
    def _(self, node: p.Section) -> Iterator[str]:
        yield from self.all((*node.title, *node.blocks, *node.sections))

    @node.register
    def _(self, node: p.Quote) -> Iterator[str]:
        yield from self.all((*node.blocks, *node.attribution))

    @node.register
    def _(self, node: p.List) -> Iterator[str]:
        yield from self.listing(node, 0)

    def listing(self, node: p.List, depth: int) -> Iterator[str]:
        for number, item in enumerate(node.items, start=1):
            yield self.generated.item_mark(number, ordered=node.ordered, depth=depth)
            for block in item.blocks:
                inner = depth if node.ordered else depth + 1
                yield from self.listing(block, inner) if isinstance(block, p.List) else self.node(block)

    @node.register
    def _(self, node: p.Commitment) -> Iterator[str]:
        yield self.generated.commitment_mark(node.number)
        yield from self.all(node.blocks)
        if node.related:
            yield self.generated.related
            yield from self.all(node.related)

    @node.register
    def _(self, node: p.Notes) -> Iterator[str]:
        yield self.generated.notes
        yield from self.all(node.items)

    @node.register
    def _(self, node: p.Note) -> Iterator[str]:
        yield self.generated.note_mark(node.label)
        yield from self.all(node.children)
        yield from self.generated.ways_back(node.references, definition=False)

    @node.register
    def _(self, node: p.Definition) -> Iterator[str]:
        yield from self.all(node.term)
        yield node.expansion or ""
        yield from self.all(node.children)
        yield from self.generated.ways_back(node.references, definition=True)
