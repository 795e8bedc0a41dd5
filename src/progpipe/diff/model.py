"""What has changed from one version of a programme to the next, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a part of a programme is."""

    FIELD = "field"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    COMMITMENT = "commitment"
    NOTE = "note"
    TERM = "term"


class Action(StrEnum):
    """What happened to a part. What was moved and reworded at once is one change, with both.

    `RENAMED` is another id, which no reader sees, but which old links lead to.
    """

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    REWORDED = "reworded"
    RENAMED = "renamed"


class Side(StrEnum):
    """Where words of a change stand: in both versions, or in one."""

    BOTH = "both"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that stand beside each other and fared alike. A newline divides lines, as the items of a list."""

    side: Side
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a programme as it is compared: a heading, a block, a commitment, a note, a term, a field.

    `id` is the one that the source gives it, empty where it has none. `variety` is the BCP 47 tag of a
    rendition, empty for the programme's own text. `section` is the id of the section that it stands in,
    empty for what stands in none. `text` is what a reader gets, `source` that with its markup, and
    whatever else belongs to it. `number` is that of a commitment, 0 for others.
    """

    kind: Kind
    id: str
    variety: str = ""
    section: str = ""
    pointer: str
    text: str
    source: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """The motion that a change comes from, and who moved it."""

    number: str
    mover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `old` is None for what is new, `new` for what is gone.

    `pieces` are the words of both, in order: those of `Side.OLD` and `Side.BOTH` make the old text, those of
    `Side.NEW` and `Side.BOTH` the new one. They are the words as the source writes them where readers see no
    difference: a link that leads elsewhere. `motions` are those that led to it, if they are known.
    """

    actions: tuple[Action, ...]
    old: Part | None
    new: Part | None
    pieces: tuple[Piece, ...]
    motions: tuple[Motion, ...] = ()

    @property
    def part(self) -> Part:
        """The part as it is now; as it was, where it is gone."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A rendition that fitted its text before and does not any more.

    `id` is that of its node, `name` the first words that this says.
    """

    id: str
    name: str
    variety: str
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which of the two texts. `name` is how it was asked for: a file, or a revision and a file."""

    name: str
    title: str
    version: str
    date: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything that is different, in the reading order of the new version; what is gone stands where it stood.

    `titles` names each section of both versions by its id.
    """

    old: Version
    new: Version
    changes: tuple[Change, ...]
    stale: tuple[Stale, ...]
    titles: dict[str, str]

    @property
    def changed(self) -> bool:
        """Whether the two are different at all, also in what no reader sees (an id)."""
        return self.old.sha256 != self.new.sha256
