"""What every command ends with: an exit status, and data for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Final

from progpipe.cli.printing import Printer, summary
from progpipe.errors import Problem, Severity

DONE: Final = 0
PROBLEMS: Final = 1


def exit_status(problems: Sequence[Problem]) -> int:
    """1 where one of the problems is an error."""
    return PROBLEMS if any(problem.severity is Severity.ERROR for problem in problems) else DONE


def print_json(data: Mapping[str, object]) -> None:
    """One object, in characters that people can read too."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def tell_problems(
    problems: Sequence[Problem],
    texts: Mapping[str, str],
    *,
    as_json: bool,
    data: Mapping[str, object] | None = None,
) -> None:
    """The problems and how many there are, with the lines of `texts`; or, as one object, `data` and the problems."""
    if as_json:
        print_json({**(data or {}), "problems": [asdict(problem) for problem in problems]})
        return
    printer = Printer(sys.stderr, texts)
    printer.problems(problems)
    if problems:
        printer.line(summary(problems))


def counts(problems: Sequence[Problem]) -> dict[str, object]:
    """How many of the problems are errors, and how many warnings."""
    severities = [problem.severity for problem in problems]
    return {"errors": severities.count(Severity.ERROR), "warnings": severities.count(Severity.WARNING)}
