"""What was measured as text: the goals, and behind them every cost; the page of the documentation has it too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from bench.growth import exponent, points
from bench.measure import Cost
from bench.model import Part, Results, Row
from bench.results import Report
from bench.rows import MISSING, TITLES, UNMEASURED, rows

Cells = tuple[str, ...]
BEGIN: Final = "<!-- written by ./run bench -- --publish: from here -->"
END: Final = "<!-- to here -->"


def tables(results: Results) -> str:
    """Both tables in Markdown, which is also how a terminal shows them."""
    goals = [(row.work, *_goal(row)) for row in rows(results)]
    return "\n".join(
        [
            *_table(("work", "goal", "measured", "met"), goals),
            "",
            *_table(("what is run", "size", "CPU, s", "wall, s", "peak, MB", "pages", "grows as"), _costs(results)),
            "",
        ]
    )


def page(text: str, report: Report) -> str:
    """The page with what the report says between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    facts = [f"| {name} | {said} |" for name, said in {**report.machine, "rounds": _rounds(report)}.items()]
    machine = "\n".join(["| measured on | |", "| --- | --- |", *facts])
    return f"{before}{BEGIN}\n\n{tables(report.results)}\n{machine}\n\n{END}{after}"


def _rounds(report: Report) -> str:
    return ", ".join(f"{rounds} at {size}" for size, rounds in report.rounds.items())


def _goal(row: Row) -> Cells:
    goal = "; ".join([*(_limit(part) for part in row.parts), *row.also])
    if row.missing:
        return goal, MISSING, MISSING
    said = {True: "yes", False: "no", None: UNMEASURED}
    measured = "; ".join([*(_measured(part) for part in row.parts), *(said[held] for held in row.also.values())])
    return goal, measured, said[row.met]


def _limit(part: Part) -> str:
    sign = "≥" if part.least else "<" if part.below else "≤"
    return f"{part.what} {sign} {_number(part.limit, part.unit)}"


def _measured(part: Part) -> str:
    return UNMEASURED if part.value is None else _number(part.value, part.unit)


def _number(value: float, unit: str) -> str:
    return f"{value:.0f} ms" if unit == "ms" else f"{value:.2f}"


def _costs(results: Results) -> Iterator[Cells]:
    for name in dict.fromkeys(name for costs in results.costs.values() for name in costs):
        slope = exponent(points(results, name))
        sizes = [size for size, costs in results.costs.items() if name in costs]
        for size in sizes:
            last = size == sizes[-1] and slope is not None
            yield TITLES[name], f"{size}×", *_cost(results.costs[size][name]), f"size^{slope:.2f}" if last else ""


def _cost(cost: Cost) -> Cells:
    pages = " + ".join(map(str, cost.pages))
    return f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.peak / 1e6:.0f}", pages


def _table(heads: Cells, lines: Iterable[Cells]) -> list[str]:
    lines = list(lines)
    widths = [max(map(len, column)) for column in zip(heads, *lines, strict=True)]
    rule = tuple("-" * width for width in widths)
    return ["| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in (heads, rule, *lines)]
