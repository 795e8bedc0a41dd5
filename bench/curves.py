"""What the charts of growth show: a curve for each thing that was run at several sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor, log10

from bench.measure import Cost
from bench.model import Results
from bench.rows import TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One curve: sizes, and what was measured there."""

    name: str
    values: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A chart: its curves, and the numbers on both axes."""

    title: str
    series: tuple[Series, ...]
    sizes: tuple[int, ...]
    ticks: tuple[float, ...]


def curves(results: Results) -> tuple[Curve, ...]:
    """CPU and memory by size; none where fewer than two sizes were measured."""
    sizes = tuple(sorted(results.costs))
    if len(sizes) < 2:  # noqa: PLR2004 - a line needs two points
        return ()
    made = (
        _curve("CPU, seconds", results, sizes, lambda cost: cost.cpu),
        _curve("Peak memory, MB", results, sizes, lambda cost: cost.peak / 1e6),
    )
    return tuple(curve for curve in made if curve.series)


def _curve(title: str, results: Results, sizes: tuple[int, ...], value: Callable[[Cost], float]) -> Curve:
    names = dict.fromkeys(name for size in sizes for name in results.costs[size])
    found = [
        Series(
            name=TITLES[name],
            values=tuple((s, value(results.costs[s][name])) for s in sizes if name in results.costs[s]),
        )
        for name in names
    ]
    several = tuple(series for series in found if len(series.values) > 1)
    numbers = [number for series in several for _, number in series.values] or [1.0]
    return Curve(title=title, series=several, sizes=sizes, ticks=_ticks(min(numbers), max(numbers)))


def _ticks(least: float, most: float) -> tuple[float, ...]:
    """Round numbers, 1, 2 and 5 times powers of ten, from below the least to above the most."""
    steps = [
        step * 10.0**power for power in range(floor(log10(least)) - 1, floor(log10(most)) + 2) for step in (1, 2, 5)
    ]
    below = max(step for step in steps if step <= least)
    above = min(step for step in steps if step >= most)
    inside = [step for step in steps if below <= step <= above]
    return tuple(inside) if len(inside) > 1 else (below, below * 10)
