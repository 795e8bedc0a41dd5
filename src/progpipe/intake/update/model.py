"""What became of a source: its new JSON, and what was matched with what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from progpipe.errors import Problem

Json = dict[str, Any]


class State(StrEnum):
    """What became of a part."""

    SAME = "same"
    REWORDED = "reworded"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A section or a commitment, and its match. `before` is empty for a new one, `after` for one that is gone."""

    kind: str
    id: str
    state: State
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """The JSON of the new source, what was matched with what, and what is to be said."""

    value: Json
    matches: tuple[Matched, ...]
    problems: tuple[Problem, ...]
