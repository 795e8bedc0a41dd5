"""The result as a picture: each goal on one line, then how CPU and memory grow. Text stays text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import Final
from xml.sax.saxutils import escape

from bench.charts import charts, height_of
from bench.curves import curves
from bench.model import Part, Row
from bench.results import Report
from bench.rows import MISSING, SHORT, UNMEASURED, rows
from bench.svg import EDGE, LINE, STYLE, WIDTH, line, text

LABELS: Final = 430  # where the dots begin
NARROW: Final = 5
VALUES: Final = 160  # how wide what was measured may be, in words
HEAD: Final = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where a share of the goal stands: each doubling as wide as the one before."""

    least: int
    most: int

    def ticks(self) -> Iterator[int]:
        """The doublings that have a line: each, or every second one where that would be too narrow."""
        step = 1 if self.most - self.least <= NARROW else 2
        return (doubling for doubling in range(self.least, self.most + 1) if doubling % step == 0)

    def across(self, share: float) -> float:
        doublings = min(max(log2(share), self.least), self.most) - self.least
        return LABELS + doublings / (self.most - self.least) * (WIDTH - EDGE - VALUES - LABELS)


def picture(report: Report) -> str:
    """The picture as SVG, with its content in words for those who do not see it."""
    goals = rows(report.results)
    lines = [(row, part) for row in goals for part in row.parts]
    grown = curves(report.results)
    height = HEAD + LINE * len(lines) + 50 + height_of(grown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        '<title id="t">progpipe measured against its goals</title>',
        f'<desc id="d">{escape(_in_words(lines))}</desc>',
        f"<style>{escape(STYLE)}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        *_goals(lines),
        *charts(grown, height),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _in_words(lines: list[tuple[Row, Part]]) -> str:
    return ". ".join(f"{row.work}, {part.what}: {_said(row, part)}" for row, part in lines) + "."


def _said(row: Row, part: Part) -> str:
    if row.missing:
        return MISSING
    if part.value is None:
        return UNMEASURED
    digits, unit = (0, " ms") if part.unit == "ms" else (2, "")
    return f"{part.value:.{digits}f}{unit} (goal {part.limit:g}{unit})"


def _goals(lines: list[tuple[Row, Part]]) -> Iterator[str]:
    scale = _scale([part.share for _, part in lines if part.share])
    bottom = HEAD + LINE * len(lines)
    yield text(EDGE, 34, "Measured, as a share of the goal", "title")
    yield text(EDGE, 58, "Filled, left of the line: the goal is met. Hollow, right of it: it is not.", "soft")
    for doubling in scale.ticks():
        x = scale.across(2.0**doubling)
        yield line((x, HEAD - 12), (x, bottom), "rule" if doubling else "goal")
        yield text(x, bottom + 18, "goal" if not doubling else f"{2.0**doubling:g}×", "soft", "middle")
    for number, (row, part) in enumerate(lines):
        yield from _goal(row, part, scale, HEAD + LINE * number + 8)


def _scale(shares: list[float]) -> Scale:
    doublings = [log2(share) for share in shares] or [0.0]
    return Scale(least=min(-1, floor(min(doublings))), most=max(1, ceil(max(doublings))))


def _goal(row: Row, part: Part, scale: Scale, y: float) -> Iterator[str]:
    yield text(LABELS - 14, y + 5, f"{SHORT[row.name]}: {part.what}", "", "end")
    if row.missing or part.share is None:
        yield text(WIDTH - EDGE, y + 5, _said(row, part), "soft", "end")
        return
    x, kind = scale.across(part.share), "met" if part.met else "missed"
    yield line((scale.across(1), y), (x, y), f"stem {kind}")
    yield f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.0f}" r="6"/>'
    yield text(WIDTH - EDGE, y + 5, _value(part), "", "end")


def _value(part: Part) -> str:
    if part.unit == "ms":
        return f"{part.value:.0f} ms, goal {part.limit:.0f}"
    return f"{part.value:.2f}, goal {part.limit:.2f}"
