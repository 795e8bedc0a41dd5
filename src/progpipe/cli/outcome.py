"""What every command ends with: an exit status, and data for machines."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from progpipe.errors import Problem, Severity

DONE: Final = 0
PROBLEMS: Final = 1


def exit_status(problems: Sequence[Problem]) -> int:
    """1 where one of the problems is an error."""
    return PROBLEMS if any(problem.severity is Severity.ERROR for problem in problems) else DONE


def print_json(data: Mapping[str, object]) -> None:
    """One object, in characters that people can read too."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
