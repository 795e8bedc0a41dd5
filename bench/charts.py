"""How CPU and memory grow, as two charts side by side."""

from __future__ import annotations

from collections.abc import Iterator
from math import log2
from typing import Final

from bench.curves import Curve
from bench.svg import EDGE, LINE, WIDTH, line, mark, text

CHART: Final = 300


def height_of(curves: tuple[Curve, ...]) -> int:
    """How much room the charts and what their curves are called take."""
    return CHART + LINE * len(curves[0].series) + 70 if curves else 0


def charts(curves: tuple[Curve, ...], height: float) -> Iterator[str]:
    """The charts at the bottom of a picture of that height."""
    for number, curve in enumerate(curves):
        yield from _chart(curve, number, height)
    if curves:
        yield from _legend(curves[0], height)


def _chart(curve: Curve, number: int, height: float) -> Iterator[str]:
    """One chart on logarithmic axes: the second stands beside the first."""
    wide = (WIDTH - 3 * EDGE - 90) / 2
    left = EDGE + 45 + number * (wide + 65)
    top = height - CHART - LINE * len(curve.series) - 10
    bottom = top + CHART - 60
    yield text(left - 45, top - 18, curve.title, "title")

    def at(size: float, value: float) -> tuple[float, float]:
        across = log2(size / curve.sizes[0]) / log2(curve.sizes[-1] / curve.sizes[0])
        up = log2(value / curve.ticks[0]) / log2(curve.ticks[-1] / curve.ticks[0])
        return left + across * (wide - 20), bottom - up * (bottom - top - 10)

    for tick in curve.ticks:
        _, y = at(curve.sizes[0], tick)
        yield line((left, y), (left + wide - 20, y), "rule")
        yield text(left - 8, y + 5, f"{tick:g}", "soft", "end")
    for size in curve.sizes:
        yield text(at(size, curve.ticks[0])[0], bottom + 20, f"{size}×", "soft", "middle")
    for place, series in enumerate(curve.series):
        spots = [at(size, value) for size, value in series.values]
        yield f'<path class="curve c{place % 5}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in spots)}"/>'
        yield from (mark(place, x, y) for x, y in spots)


def _legend(curve: Curve, height: float) -> Iterator[str]:
    top = height - LINE * len(curve.series) - 20
    for place, series in enumerate(curve.series):
        y = top + LINE * place
        yield line((EDGE + 10, y), (EDGE + 50, y), f"curve c{place % 5}")
        yield mark(place, EDGE + 30, y)
        yield text(EDGE + 64, y + 5, series.name)
