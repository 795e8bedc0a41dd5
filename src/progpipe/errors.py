"""What can go wrong, as data: `Problem`, and the exceptions that carry problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong with the input, and what to do about it.

    `pointer` is a JSON Pointer (RFC 6901) into the source, `""` for the whole of it. `line` and
    `column` count from 1, the column in characters (Unicode code points); both are `None` where
    the input has no text (a mapping). `file` names the file that was read, `None` where there is none.
    """

    code: str
    severity: Severity = Severity.ERROR
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    message: str
    hint: str
    file: str | None = None

    def at(self, line: int, column: int) -> Problem:
        """The same problem, with its place in the text."""
        return replace(self, line=line, column=column)


class ProgpipeError(Exception):
    """The base of everything that this package raises on purpose."""

    exit_code = 1


class ValidationError(ProgpipeError):
    """The source has problems; `problems` holds all of them, in the order of the source."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.code} {p.pointer}: {p.message}" for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)  # from a worker to the build


class BuildError(ValidationError):
    """The source is valid, but what was asked for cannot be made of it; `problems` says why."""


class UsageError(ProgpipeError):
    """Something was asked for that does not exist or cannot be combined."""

    exit_code = 2


class MissingDependencyError(ProgpipeError):
    """Something that the build needs is not installed; the message says what to install."""

    exit_code = 3


class MachineError(ProgpipeError):
    """The machine failed: the disk is full, a folder cannot be written, a worker was killed."""

    exit_code = 4


class PluginError(ProgpipeError):
    """A stage or an emitter failed while it ran; the message names it and where it comes from."""

    exit_code = 4


def pointer(*parts: str | int) -> str:
    """A JSON Pointer (RFC 6901) from its parts, escaped."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
