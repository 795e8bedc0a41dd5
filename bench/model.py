"""What a run of the benchmark found, and what a goal is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.measure import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What the batch cost: seconds of wall with one and with two processes, CPU for each programme, and its memory.

    `cold` is the CPU of a cold build of such a programme, `growth` the memory at the end over that after 20 programmes.
    """

    programmes: int
    one: float
    two: float
    cpu: float
    cold: float
    growth: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """Everything that was measured: costs by size and by what was run, and what a clock does not show.

    None stands for what was not looked at, here and in all fields.
    """

    costs: Mapping[int, Mapping[str, Cost]]
    known: frozenset[str]
    engine_free: bool | None = None  # WeasyPrint is not imported where nothing has changed
    easy_read_same: bool | None = None  # the easy-read HTML and EPUB stay the same bytes after the change
    preview_html: float | None = None  # seconds until the page on the screen shows a change
    preview_pdf: float | None = None
    batch: Batch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One number of a goal. `unit` is `ms` or empty; `least` turns the comparison round."""

    what: str
    value: float | None
    limit: float
    unit: str = ""
    least: bool = False
    below: bool = False  # reaching the limit is not enough

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where nothing was measured."""
        if self.value is None:
            return None
        if self.least:
            return self.value >= self.limit
        return self.value < self.limit if self.below else self.value <= self.limit

    @property
    def share(self) -> float | None:
        """What was measured as a share of the limit: above 1 the goal is not reached."""
        if self.value is None:
            return None
        return self.limit / self.value if self.least else self.value / self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A goal in words, its numbers, and what else must hold (None where nobody looked)."""

    name: str
    work: str
    parts: tuple[Part, ...]
    also: Mapping[str, bool | None] = field(default_factory=dict)
    missing: bool = False

    @property
    def met(self) -> bool | None:
        """Whether all of it is reached. One number that is too large is enough to say no."""
        found = [*(part.met for part in self.parts), *self.also.values()]
        if self.missing or (None in found and False not in found):
            return None
        return False not in found
