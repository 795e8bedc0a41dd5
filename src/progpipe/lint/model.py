"""What the linter reads and says: a text of words, and remarks on it.

All offsets count characters of the paragraph's `text`: what a reader sees of the string that `pointer`
leads to, with a newline where the author broke a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Protocol


class Level(StrEnum):
    """How much a remark matters. Only `fel` makes the command fail."""

    FEL = "fel"
    VARNING = "varning"
    TIPS = "tips"


# --- the text -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word as it stands: with the full stops of an abbreviation and the hyphen of "gång-".

    `initial` is true of the first word of a sentence, `foreign` of one in another language than the text's.
    """

    text: str
    start: int
    end: int
    initial: bool = False
    foreign: bool = False

    @property
    def key(self) -> str:
        """The word as a word list has it: small letters, no hyphen at either end."""
        return self.text.lower().strip("-")

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit, as numbers, years and times do."""
        return self.text[0].isdigit()

    @property
    def is_name(self) -> bool:
        """Whether it looks like a name: a capital that no sentence begins with."""
        return self.text[0].isupper() and not self.initial


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, or what stands in the place of one: an item of a list, a heading."""

    pointer: str
    node: str
    text: str
    start: int
    end: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What stands between two breaks of the author's; the whole paragraph where there are none."""

    text: str
    start: int
    end: int


class Kind(StrEnum):
    """What a paragraph is. `RUNNING` are those that a text is measured by."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    EXPLANATION = "explanation"
    NOTE = "note"
    CELL = "cell"
    CAPTION = "caption"
    ALTERNATIVE = "alternative"


RUNNING: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.EXPLANATION})
GLOSSARY: Final = "glossary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One string of the source, whatever it is. `node` is the id of the section, commitment or entry it is in."""

    kind: Kind
    pointer: str
    node: str
    text: str
    lines: tuple[Line, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section: its heading, its own paragraphs and its sections. `kind` is the publication's section kind."""

    id: str
    pointer: str
    kind: str
    heading: Paragraph
    paragraphs: tuple[Paragraph, ...]
    parts: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """The part and all parts below it, in reading order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A glossary entry: every spelling that the glossary explains."""

    id: str
    term: str
    forms: tuple[str, ...] = ()
    expansion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Text:
    """An edition as the linter reads it. What is ours (colophon, notices) is not in it.

    A text is equal to itself only: what is found out about one is remembered.
    """

    edition: str
    language: str
    easy_read: bool
    title: Paragraph
    parts: tuple[Part, ...]
    terms: tuple[Term, ...] = ()

    def walk(self) -> Iterator[Part]:
        """All parts, in reading order."""
        for part in self.parts:
            yield from part.walk()

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of every kind, in reading order. The heading of the glossary is ours, and left out."""
        yield self.title
        for part in self.walk():
            if part.kind != GLOSSARY:
                yield part.heading
            yield from part.paragraphs

    def sentences(self) -> Iterator[Sentence]:
        """The sentences of running text (`RUNNING`) and notes, in reading order; no headings, cells and captions."""
        for paragraph in self.paragraphs():
            if paragraph.kind in RUNNING or paragraph.kind is Kind.NOTE:
                yield from paragraph.sentences


# --- remarks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that makes a text hard to read, and what to do about it.

    `start` and `end` enclose what the remark is about, `text` is that. A rule that knows something better
    gives `suggestion`, which stands in the place of `text`; `safe` says that nobody need look at it before
    it is used. `code` and `level` are the rule's: it leaves them out.
    """

    pointer: str
    node: str
    start: int = 0
    end: int = 0
    text: str = ""
    message: str
    suggestion: str | None = None
    safe: bool = False
    code: str = ""
    level: Level = Level.TIPS


def remark_on(
    sentence: Sentence, message: str, *words: Word, suggestion: str | None = None, safe: bool = False
) -> Remark:
    """A remark on words that stand beside each other in a sentence, on all of it where none are given."""
    start = words[0].start if words else sentence.start
    end = words[-1].end if words else sentence.end
    return Remark(
        pointer=sentence.pointer,
        node=sentence.node,
        start=start,
        end=end,
        text=sentence.text[start - sentence.start : end - sentence.start],
        message=message,
        suggestion=suggestion,
        safe=safe,
    )


# --- rules ----------------------------------------------------------------------------------


class Check(Protocol):
    """What a rule does: reads a text and makes remarks."""

    def __call__(self, text: Text, /) -> Iterable[Remark]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its data, and the function that does the work.

    `about` says what it finds and `source` where its threshold comes from, both in English, for the
    documentation. With `easy_read_only` it is not used on other editions; on these all remarks are tips.
    """

    code: str
    level: Level
    about: str
    source: str
    easy_read_only: bool = False
    check: Check

    def __call__(self, text: Text, /) -> Iterator[Remark]:
        if self.easy_read_only and not text.easy_read:
            return
        level = self.level if text.easy_read else Level.TIPS
        for remark in self.check(text):
            yield replace(remark, code=self.code, level=level)


def rule(code: str, level: Level, *, about: str, source: str, easy_read_only: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a function: the entry point names what comes out."""

    def made(check: Check) -> Rule:
        return Rule(code=code, level=level, about=about, source=source, easy_read_only=easy_read_only, check=check)

    return made
