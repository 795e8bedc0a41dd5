"""The parts of the page that say what was found, and what was not verified."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe import publication as p
from progpipe.blocks import listing, paragraph, section, strong
from progpipe.check.model import Finding, Result
from progpipe.check.page import swedish
from progpipe.check.page.tables import tool
from progpipe.check.page.text import english, legible
from progpipe.check.report import CheckReport


def findings(report: CheckReport) -> p.Section:
    """Every finding, by file and validator."""
    found = [result for result in report.results if result.findings]
    about = swedish.FINDINGS_ABOUT if found else swedish.NO_FINDINGS
    if not report.verified:
        about = swedish.NOTHING_LOOKED
    return section(
        "anmarkningar",
        "findings",
        swedish.FINDINGS,
        paragraph("anmarkningar-om", about),
        sections=(_of(result, f"anmarkningar-{place}") for place, result in enumerate(found, start=1)),
    )


def _of(result: Result, name: str) -> p.Section:
    title = swedish.FINDINGS_OF.format(file=legible(result.target.name), tool=tool(result))
    items = (tuple(_finding(found, f"{name}-{place}")) for place, found in enumerate(result.findings, start=1))
    return section(name, "findings", title, listing(f"{name}-lista", items))


def _finding(found: Finding, name: str) -> Iterator[p.Block]:
    code = p.Language(tag="en", children=(strong(legible(f"{found.code} ({found.level})")),))
    yield paragraph(f"{name}-text", code, ": ", english(found.message))
    if found.place:
        yield paragraph(f"{name}-plats", swedish.PLACE, english(found.place))
    if found.count > 1:
        yield paragraph(f"{name}-antal", swedish.TIMES.format(count=found.count))
    yield paragraph(f"{name}-rad", swedish.REMEDY, english(found.remedy))


# --- what was not verified ----------------------------------------------------------------------


def not_verified(report: CheckReport) -> p.Section:
    """Which validators could not look at which files, and the files that none of them knows."""
    blocks = [*_reasons(report), *_passed_over(report)]
    if not report.unverified:
        said = swedish.ALL_VERIFIED if report.verified else swedish.NOTHING_LOOKED
        blocks.insert(0, paragraph("inte-kontrollerat-inget", said))
    return section("inte-kontrollerat", "unverified", swedish.NOT_VERIFIED, *blocks)


def _reasons(report: CheckReport) -> Iterator[p.Block]:
    """Each reason once, with the files that it is about."""
    files: dict[tuple[str, str], list[str]] = {}
    for result in report.unverified:
        files.setdefault((tool(result), result.reason), []).append(legible(result.target.name))
    if files:
        yield paragraph("inte-kontrollerat-om", swedish.NOT_VERIFIED_ABOUT)
        yield listing(
            "inte-kontrollerat-lista",
            (
                (
                    paragraph(
                        f"inte-kontrollerat-skal-{place}",
                        swedish.NOT_VERIFIED_ITEM.format(tool=name, files=", ".join(names)),
                        english(reason),
                    ),
                )
                for place, ((name, reason), names) in enumerate(files.items(), start=1)
            ),
        )


def _passed_over(report: CheckReport) -> Iterator[p.Block]:
    unknown = [legible(item.name) for item in report.passed_over if item.media_type]
    others = [item for item in report.passed_over if not item.media_type]
    if unknown:
        yield paragraph("forbigangna", swedish.NO_TOOL.format(files=", ".join(unknown)))
    if others:
        yield listing(
            "forbigangna-lista",
            (
                (
                    paragraph(
                        f"forbigangna-{place}",
                        swedish.PASSED_OVER.format(file=legible(item.name)),
                        english(item.reason),
                    ),
                )
                for place, item in enumerate(others, start=1)
            ),
        )
