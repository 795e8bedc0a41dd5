"""What a check reads and says: files, validators, and what these find.

A validator is somebody else's judgement of a file, or ours where nobody else looks. It passes, it finds
something, or it did not look: there is nothing between, and what was not looked at never counts as passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol


class Verdict(StrEnum):
    """How a file fared with a validator."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_VERIFIED = "not verified"


class NotVerifiedError(Exception):
    """A validator could not look: it is not installed, or it broke. The text says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A file to check. `media_type` is what its first bytes say that it is, whatever its name ends with.

    `name` is how reports call it: the path from the folder that was asked for, or the file's own name.
    """

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a validator has found, whatever weight it gives it.

    `code` is the validator's name for what was broken (`ua1:7.1-9`, `RSC-005`, `color-contrast`), `level` its own
    word for how much that matters (error, warning, usage, incomplete). `place` is where: a page, a line and
    column, a selector, a structure element; empty for the whole file. `remedy` says what to do. `count` is how
    often it was found in that place, or in the file.
    """

    code: str
    level: str
    message: str
    place: str = ""
    remedy: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one validator says about one file.

    `standards` are what it judged the file by ("PDF/UA-1"). `reason` says why it could not look, and is
    empty where it did.
    """

    target: Target
    validator: str
    version: str = ""
    standards: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    reason: str = ""

    @property
    def verdict(self) -> Verdict:
        """Not verified where it could not look; failed where it found anything at all."""
        if self.reason:
            return Verdict.NOT_VERIFIED
        return Verdict.FAILED if self.findings else Verdict.PASSED


class Look(Protocol):
    """What a validator does: looks at files and gives a result for each, as soon as it has it.

    It raises `NotVerifiedError` where it cannot look at any more of them.
    """

    def __call__(self, targets: Sequence[Target], version: str, /) -> Iterable[Result]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """A validator: its data, and the functions that do the work.

    `name` is what its makers call it. `media_types` are those of the files that it can judge. `about` says in
    Swedish what it verifies, for readers of the report. `version` gives its version, and raises `NotVerifiedError`
    with what to install where it is not there: nothing else is started for that. `independent` is false
    for a check of our own.
    """

    name: str
    media_types: frozenset[str]
    about: str
    independent: bool = True
    version: Callable[[], str]
    look: Look

    def __call__(self, targets: Sequence[Target], /) -> Iterable[Result]:
        """Find its version and look: what an entry point names can be called."""
        return self.look(targets, self.version())
