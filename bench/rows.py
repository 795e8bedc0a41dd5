"""The goals, one row each, and whether what was measured reaches them. Numbers in, rows out: nothing runs here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log
from typing import Final

from bench.measure import Cost

FROM_SIZE: Final = 4  # growth is looked at from here on: below, what every run costs hides it
MISSING: Final = "not yet there"
UNMEASURED: Final = "not measured"
TITLES: Final = {
    "six": "progpipe, six artefacts",
    "weasyprint": "WeasyPrint, one PDF",
    "pandoc-typst": "Pandoc and Typst, six artefacts",
    "pandoc-typst-at-once": "the same, both editions at once",
    "chromium": "Chromium, one PDF",
    "release": "progpipe, a whole release",
    "unchanged": "progpipe, nothing changed",
    "validate": "progpipe validate",
    "change": "progpipe, one change, HTML",
}
NEEDS: Final = {"unchanged": "cache", "preview": "preview", "batch": "batch"}  # the command that a row needs


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
    """One number of a goal. `unit` is `×` for a ratio, `ms`, or empty; `least` turns the comparison round."""

    what: str
    value: float | None
    limit: float
    unit: str = "×"
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


def rows(results: Results) -> list[Row]:
    """All goals, in the order in which they were set."""
    return [
        _against(
            results,
            "weasyprint",
            "cold build of six artefacts against WeasyPrint",
            ("six", "weasyprint"),
            cpu=0.65,
            wall=0.50,
        ),
        _against(
            results,
            "pandoc-typst",
            "the same against Pandoc and Typst making six",
            ("six", "pandoc-typst"),
            cpu=1.0,
            wall=0.6,
            below=True,
        ),
        _against(
            results,
            "release",
            "with everything a release has against WeasyPrint",
            ("release", "weasyprint"),
            cpu=1.3,
            wall=0.9,
        ),
        _milliseconds(
            results,
            "unchanged",
            "build when nothing changed",
            120,
            {"WeasyPrint is not imported": results.engine_free},
        ),
        _milliseconds(results, "validate", "`progpipe validate`", 250),
        _milliseconds(
            results,
            "change",
            "one commitment changed, `build --format html`",
            300,
            {"the easy-read HTML and EPUB stay the same bytes": results.easy_read_same},
        ),
        _preview(results),
        _growth(results),
        _batch(results),
    ]


NAMES: Final = (
    "weasyprint",
    "pandoc-typst",
    "release",
    "unchanged",
    "validate",
    "change",
    "preview",
    "growth",
    "batch",
)


def _against(
    results: Results,
    name: str,
    work: str,
    pair: tuple[str, str],
    *,
    cpu: float,
    wall: float,
    below: bool = False,
) -> Row:
    ours, theirs = (results.costs.get(1, {}).get(side) for side in pair)
    both = ours and theirs and (ours.cpu / theirs.cpu, ours.wall / theirs.wall)
    parts = (
        Part(what="CPU", value=both[0] if both else None, limit=cpu, below=below),
        Part(what="wall", value=both[1] if both else None, limit=wall),
    )
    return Row(name=name, work=work, parts=parts)


def _milliseconds(
    results: Results, name: str, work: str, limit: float, also: Mapping[str, bool | None] | None = None
) -> Row:
    cost = results.costs.get(1, {}).get(name)
    part = Part(what="wall", value=cost.wall * 1000 if cost else None, limit=limit, unit="ms")
    return Row(name=name, work=work, parts=(part,), also=also or {}, missing=_is_missing(name, results))


def _preview(results: Results) -> Row:
    html, pdf = results.preview_html, results.preview_pdf
    parts = (
        Part(what="HTML on screen", value=None if html is None else html * 1000, limit=80, unit="ms"),
        Part(what="PDF on screen", value=None if pdf is None else pdf * 1000, limit=350, unit="ms"),
    )
    work = "the same change in `progpipe preview`"
    return Row(name="preview", work=work, parts=parts, missing=_is_missing("preview", results))


def _growth(results: Results) -> Row:
    ours, theirs = (points(results, name) for name in ("six", "weasyprint"))
    both = sorted(ours.keys() & theirs.keys())
    memory = ours[both[-1]].peak / theirs[both[-1]].peak if both else None
    parts = (
        Part(what="exponent of CPU", value=exponent(points(results, "six")), limit=1.05, unit=""),
        Part(what="peak memory of WeasyPrint's", value=memory, limit=0.7),
    )
    sizes = sorted(ours)
    work = f"growth from {sizes[0]} to {sizes[-1]} times the programme" if len(sizes) > 1 else "growth with size"
    return Row(name="growth", work=work, parts=parts)


def _batch(results: Results) -> Row:
    batch = results.batch
    parts = (
        Part(what="two processes against one", value=batch.one / batch.two if batch else None, limit=1.9, least=True),
        Part(what="CPU of a cold build", value=batch.cpu / batch.cold if batch else None, limit=0.8),
        Part(what="memory, end against 20th", value=batch.growth if batch else None, limit=1.1),
    )
    work = f"batch of {batch.programmes if batch else 290} programmes, six artefacts each"
    return Row(name="batch", work=work, parts=parts, missing=_is_missing("batch", results))


def _is_missing(name: str, results: Results) -> bool:
    return name in NEEDS and NEEDS[name] not in results.known


def points(results: Results, name: str) -> dict[int, Cost]:
    """What something cost at the sizes that growth is looked at."""
    return {size: costs[name] for size, costs in _from_four(results) if name in costs}


def _from_four(results: Results) -> Iterator[tuple[int, Mapping[str, Cost]]]:
    return ((size, costs) for size, costs in results.costs.items() if size >= FROM_SIZE)


def exponent(costs: Mapping[int, Cost]) -> float | None:
    """How CPU grows with size: the slope of its logarithm, by least squares. None for fewer than two sizes."""
    if len(costs) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    across, up = [log(size) for size in costs], [log(cost.cpu) for cost in costs.values()]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    slopes = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return slopes / sum((x - middle) ** 2 for x in across)


def flatness(samples: tuple[tuple[float, int], ...], finished: list[float]) -> float | None:
    """Memory while the last 30 programmes were made over that of the 30 after the 20th; None for fewer than 80.

    The medians of what was seen: sizes come in turns of ten, so that both times hold the same sizes.
    """
    if len(finished) < 80:  # noqa: PLR2004
        return None
    early, late = (finished[19], finished[49]), (finished[-31], finished[-1])
    seen = [sorted(memory for when, memory in samples if begin <= when <= end) for begin, end in (early, late)]
    return seen[1][len(seen[1]) // 2] / seen[0][len(seen[0]) // 2] if all(seen) else None
