"""What all validators say about all files, merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from progpipe.check.kinds import DOCUMENTS
from progpipe.check.model import Finding, Result, Verdict
from progpipe.check.targets import PassedOver


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A validator that had something to look at. `missing` says what to install where it is not there."""

    name: str
    version: str
    about: str
    independent: bool
    missing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """The result of every validator for every file, in the order of the files.

    `validators` are those that know one of the files. `passed_over` is what stands in a folder and no validator
    knows.
    """

    results: tuple[Result, ...]
    validators: tuple[Used, ...]
    passed_over: tuple[PassedOver, ...] = ()

    def findings(self) -> Iterator[tuple[Result, Finding]]:
        """Every finding with its result, whatever level it has."""
        return ((result, finding) for result in self.results for finding in result.findings)

    @property
    def failed(self) -> bool:
        """Whether anything at all was found."""
        return any(result.findings for result in self.results)

    @property
    def unverified(self) -> tuple[Result, ...]:
        """The results of validators that could not look."""
        return tuple(result for result in self.results if result.verdict is Verdict.NOT_VERIFIED)

    @property
    def verified(self) -> bool:
        """Whether any validator looked at any document; where there is none, at anything."""
        documents = [result for result in self.results if result.target.media_type in DOCUMENTS]
        return any(result.verdict is not Verdict.NOT_VERIFIED for result in documents or self.results)

    def passed(self, *, strict: bool = False) -> bool:
        """Nothing found, and something verified; with `strict`, everything."""
        return self.verified and not self.failed and not (strict and self.unverified)
