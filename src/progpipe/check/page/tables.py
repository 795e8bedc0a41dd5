"""The parts of the page that say what was checked, and by what."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe import publication as p
from progpipe.blocks import line, paragraph, section, table
from progpipe.check.model import Result, Verdict
from progpipe.check.page import swedish
from progpipe.check.page.text import legible
from progpipe.check.report import CheckReport, Used

HEADER = (swedish.FILE, swedish.TOOL, swedish.STANDARDS, swedish.RESULT)


def checked(report: CheckReport, *, proved: bool) -> p.Section | None:
    """A row for each file and validator."""
    if not report.results:
        return None
    about = (swedish.PROVED, swedish.LAST) if proved else (swedish.AS_IT_WAS,)
    return section(
        "kontrollerat",
        "checks",
        swedish.CHECKED,
        *(paragraph(f"kontrollerat-om-{n}", said) for n, said in enumerate(about, start=1)),
        table("kontrollerat-tabell", swedish.CHECKED_TABLE, HEADER, (_row(result) for result in report.results)),
    )


def _row(result: Result) -> tuple[str, ...]:
    standards = legible(", ".join(result.standards))
    return legible(result.target.name), tool(result), standards or swedish.NO_STANDARD, _said(result)


def tool(result: Result) -> str:
    """A validator with its version."""
    return legible(f"{result.validator} {result.version}")


def _said(result: Result) -> str:
    remarks = swedish.counted(len(result.findings), swedish.ONE_REMARK, swedish.REMARKS) if result.findings else ""
    if result.verdict is Verdict.NOT_VERIFIED:
        return ", ".join(part for part in (swedish.NOT_CHECKED, remarks) if part)
    return remarks or swedish.PASSED


def validators(report: CheckReport) -> p.Section | None:
    """What each validator verifies, and who stands behind it."""
    if not report.validators:
        return None
    rows = tuple(
        p.Description(
            id=f"verktyg-{place}",
            pointer="",
            term=line(legible(f"{used.name} {used.version}")),
            children=line(" ".join(_about(used))),
        )
        for place, used in enumerate(report.validators, start=1)
    )
    return section(
        "verktygen",
        "validators",
        swedish.VALIDATORS,
        paragraph("verktygen-om", swedish.VALIDATORS_ABOUT),
        p.Descriptions(id="verktygen-lista", pointer="", items=rows),
    )


def _about(used: Used) -> Iterator[str]:
    if used.about:
        yield legible(used.about)
    yield swedish.INDEPENDENT if used.independent else swedish.OWN
    if used.missing:
        yield swedish.MISSING
