"""A document as it was found: a flat list of blocks, each with its place, whatever program wrote it.

Lines of text are the inline nodes of `progpipe.publication`. The target of a `NoteReference` is a key of the
document's `notes`, that of a `Reference` one of the `anchors` of a block.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from progpipe.errors import Problem
from progpipe.publication import Inlines, LineBreak, Text, plain_text

LONGEST_WORDS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in the file: the number of its paragraph, and the words that it begins with."""

    number: int = 0
    words: str = ""

    def __str__(self) -> str:
        shown = self.words if len(self.words) <= LONGEST_WORDS else f"{self.words[:LONGEST_WORDS].rstrip()}…"
        return f'paragraph {self.number} ("{shown}")' if shown else f"paragraph {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Anything in a document. `style` is the name of its style, in lower case; `anchors` are what links lead to."""

    place: Place = Place()
    style: str = ""
    anchors: tuple[str, ...] = ()


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading. `guessed` says that nothing but its look or its words made it one: its level is a guess too."""

    level: int
    line: Inlines
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """A line of text."""

    line: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Block):
    """A list; an item is blocks. `start` is the number of the first item where they are numbered."""

    items: tuple[Blocks, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    """What somebody else says, and who."""

    blocks: Blocks
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Cells under a header. The first cell of each row is a header too where `row_headers`."""

    caption: Inlines
    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """An image: its address in the file. `alternative` is empty where the file says none."""

    image: str
    alternative: str = ""
    decorative: bool = False
    caption: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Block):
    """Words or names, each with what is said of it."""

    entries: tuple[tuple[Inlines, Inlines], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment, and the anchors of those that belong together with it."""

    place: Place
    line: Inlines
    related: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises(Block):
    """The commitments of a section."""

    items: tuple[Promise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Words of the file that are no words of the programme, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document between two steps. `facts` is what was recognised of the programme as a whole, by its name there."""

    blocks: Blocks
    notes: Mapping[str, Inlines] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    removed: tuple[Removed, ...] = ()

    def with_blocks(self, blocks: Blocks | list[Block]) -> Document:
        return replace(self, blocks=tuple(blocks))

    def saying(self, *problems: Problem) -> Document:
        return replace(self, problems=(*self.problems, *problems))

    def without(self, why: str, *texts: str) -> Document:
        """The document, with a note of the words that a step took out of its blocks."""
        found = tuple(Removed(text=text, why=why) for text in texts if text.strip())
        return replace(self, removed=(*self.removed, *found))

    def knowing(self, **facts: object) -> Document:
        return replace(self, facts={**self.facts, **facts})


Step = Callable[[Document], Document]


def words_of(line: Inlines) -> str:
    """The words of a line."""
    return " ".join(plain_text(line).split())


def line_of(text: str) -> Inlines:
    """A line of these words and no markup. A line break in it stays one."""
    found: list[Text | LineBreak] = []
    for number, part in enumerate(text.split("\n")):
        if number:
            found.append(LineBreak())
        found.append(Text(value=part))
    return tuple(found)
