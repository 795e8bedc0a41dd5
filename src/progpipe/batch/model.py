"""What a batch makes of each of its sources, and of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from progpipe.bundle import Bundle
from progpipe.errors import Problem, ProgpipeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A source whose bundle stands. `warnings` are problems that kept nothing from being published.

    `seconds` is what it cost, None where nothing had changed since the bundle was published.
    """

    file: str
    bundle: Bundle
    warnings: tuple[Problem, ...] = ()
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A source of which no bundle was made now: its problems, or what else went wrong."""

    file: str
    problems: tuple[Problem, ...] = ()
    error: ProgpipeError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What became of each source, in the order in which they were named. `page` is the page that lists all bundles."""

    published: tuple[Published, ...]
    failures: tuple[Failure, ...]
    page: Path

    @property
    def bundles(self) -> tuple[Bundle, ...]:
        return tuple(item.bundle for item in self.published)


class State(StrEnum):
    """How far a source has come."""

    MAKING = "making"
    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a source has come, and the whole batch: `done` of `total`. `seconds` is what its bundle cost."""

    file: str
    state: State
    done: int
    total: int
    seconds: float | None = None


Progress = Callable[[Step], None]
