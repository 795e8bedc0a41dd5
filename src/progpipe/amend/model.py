"""Amendments to a programme, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Action(StrEnum):
    """What an amendment does."""

    REPLACE = "replace"
    INSERT = "insert"
    REMOVE = "remove"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something comes: after what has the `id`, or in a `section`: after its `text`, else first in it."""

    id: str = ""
    section: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """One amendment: the motion's number, who moved it, and what it does.

    `id` is what it is about, and for an insertion the id of a new commitment; where it is empty, `section` and the
    text `old` say what. `old` is the whole text before (empty for an insertion), `new` the whole text after (empty for
    a removal). `digest` binds it to the whole thing that the text `old` is in: a section, a table. `thing` is
    a new thing, as a source has it, where `new` is no mere text. `notes` are those that the new text refers to, by
    key. `pointer` is its place in the file.
    """

    pointer: str
    motion: str
    mover: str
    action: Action
    id: str = ""
    section: str = ""
    old: str = ""
    digest: str = ""
    new: str = ""
    thing: dict[str, Any] | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    after: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendments:
    """What a file of amendments says: for which programme, at which meeting, and what."""

    programme: str
    meeting: str = ""
    amendments: tuple[Amendment, ...]
