"""The result as JSON, and read back: pictures and tables are made of it, today or later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from bench.measure import Cost
from bench.model import Batch, Results
from bench.rows import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run: on which machine, with which versions, of how many rounds, and what came of it."""

    machine: dict[str, str]
    rounds: dict[str, int]
    results: Results


def to_json(report: Report) -> str:
    """The report, with the rows that follow from it, for those who only read."""
    results = asdict(report.results)
    results["known"] = sorted(report.results.known)
    goals = [asdict(row) | {"met": row.met} for row in rows(report.results)]
    made = {"machine": report.machine, "rounds": report.rounds, "results": results, "goals": goals}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> Report:
    """The report again; its rows are made anew."""
    read: dict[str, Any] = json.loads(text)
    found = dict(read["results"])
    found["costs"] = {
        int(size): {name: Cost(**{**cost, "pages": tuple(cost["pages"])}) for name, cost in costs.items()}
        for size, costs in found["costs"].items()
    }
    found["known"] = frozenset(found["known"])
    found["batch"] = found["batch"] and Batch(**found["batch"])
    return Report(machine=read["machine"], rounds=read["rounds"], results=Results(**found))
