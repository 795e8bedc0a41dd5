"""`progpipe check`: what every installed validator says about published files."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from progpipe.check.model import Finding, Result, Verdict
from progpipe.check.report import CheckReport
from progpipe.check.run import check as run_check
from progpipe.cli.outcome import DONE, PROBLEMS, print_json
from progpipe.cli.printing import Printer
from progpipe.cli.progress import shown_progress
from progpipe.cli.sources import theme_of

if TYPE_CHECKING:
    from progpipe.check.page.write import PageFile

NOTHING: Final = "Nothing was verified: no validator has looked at any of these documents."


def check(arguments: Namespace) -> int:
    """Every file that is named, or stands in a folder that is named, with every validator."""
    page = _page(arguments)
    with shown_progress(sys.stderr) as progress:
        report = run_check(arguments.paths, progress=progress)
    if page:
        page.write(report)
    if arguments.json:
        print_json(report_data(report, strict=arguments.strict))
    else:
        printer = Printer(sys.stdout, {})
        for line in report_lines(report):
            printer.line(line)
    return DONE if report.passed(strict=arguments.strict) else PROBLEMS


def _page(arguments: Namespace) -> PageFile | None:
    """Where the page goes. What is wrong with that is said before anything is checked."""
    if not arguments.html:
        return None
    from progpipe.check.page.write import PageFile  # noqa: PLC0415 - the markup, which check does without

    return PageFile(Path(arguments.html), theme_of(arguments), arguments.paths)


# --- what is printed --------------------------------------------------------------------------


def report_lines(report: CheckReport) -> Iterator[str]:
    """The report for people: the table, then every finding, then what nobody has verified."""
    yield from _table([("file", "validator", "result"), *(_row(result) for result in report.results)])
    for result, finding in report.findings():
        yield ""
        yield from _finding(result, finding)
    if report.unverified:
        yield from ("", "Not verified:")
        yield from _grouped(report.unverified)
    if report.passed_over:
        yield from ("", "Passed over:")
        yield from (f"  {item.name}: {_flat(item.reason)}" for item in report.passed_over)
    yield from ("", _summary(report))
    if not report.verified:
        yield NOTHING


def _row(result: Result) -> tuple[str, str, str]:
    return result.target.name, _validator(result), _verdict(result)


def _validator(result: Result) -> str:
    return f"{result.validator} {result.version}".rstrip()


def _verdict(result: Result) -> str:
    if result.verdict is Verdict.PASSED:
        return str(result.verdict)
    found = f" ({len(result.findings)})" if result.findings else ""
    return f"{result.verdict}{found}"


def _table(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    cells = [tuple(_flat(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(2)]
    for first, second, third in cells:
        yield f"{first:<{widths[0]}}  {second:<{widths[1]}}  {third}"


def _finding(result: Result, finding: Finding) -> Iterator[str]:
    place = f": {_flat(finding.place)}" if finding.place else ""
    times = f", {finding.count} times" if finding.count > 1 else ""
    yield f"{_flat(result.target.name)}{place}"
    yield f"  {_validator(result)}: {_flat(finding.code)} ({_flat(finding.level)}{times}): {_flat(finding.message)}"
    yield f"  remedy: {_flat(finding.remedy)}"


def _grouped(results: Sequence[Result]) -> Iterator[str]:
    """Each reason once, with the files that it is about."""
    files: dict[tuple[str, str], list[str]] = {}
    for result in results:
        files.setdefault((_validator(result), _flat(result.reason)), []).append(_flat(result.target.name))
    for (validator, reason), names in files.items():
        yield f"  {validator}: {reason}"
        yield f"    {', '.join(names)}"


def _summary(report: CheckReport) -> str:
    verdicts = [result.verdict for result in report.results]
    findings = sum(1 for _ in report.findings())
    counts = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict)
    return f"{counts}; {findings} finding{'' if findings == 1 else 's'}"


def _flat(text: str) -> str:
    """All the words, in one line; the printer shows what else a terminal would obey."""
    return " ".join(text.split())


def report_data(report: CheckReport, *, strict: bool) -> dict[str, Any]:
    """The same for machines."""
    verdicts = [result.verdict for result in report.results]
    return {
        "ok": report.passed(strict=strict),
        "passed": verdicts.count(Verdict.PASSED),
        "failed": verdicts.count(Verdict.FAILED),
        "notVerified": verdicts.count(Verdict.NOT_VERIFIED),
        "findings": sum(1 for _ in report.findings()),
        "validators": [
            {
                "name": one.name,
                "version": one.version,
                "about": one.about,
                "independent": one.independent,
                "missing": one.missing,
            }
            for one in report.validators
        ],
        "results": [_result_data(result) for result in report.results],
        "passedOver": [
            {"file": item.name, "mediaType": item.media_type, "reason": item.reason} for item in report.passed_over
        ],
    }


def _result_data(result: Result) -> dict[str, Any]:
    return {
        "file": result.target.name,
        "path": str(result.target.path),
        "mediaType": result.target.media_type,
        "validator": result.validator,
        "version": result.version,
        "standards": list(result.standards),
        "verdict": str(result.verdict),
        "reason": result.reason,
        "findings": [
            {
                "code": finding.code,
                "level": finding.level,
                "message": finding.message,
                "place": finding.place,
                "remedy": finding.remedy,
                "count": finding.count,
            }
            for finding in result.findings
        ],
    }
