"""`progpipe lint`: what makes the text of an edition hard to read, and what to do about it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from progpipe.cli.printing import PlacedRemark, Printer
from progpipe.cli.printing import summary as summary_of_problems
from progpipe.cli.sources import STDIN, Source, read, theme_of
from progpipe.errors import UsageError
from progpipe.files import replace_file
from progpipe.lint.fix import change, fix
from progpipe.lint.measures import Stretch
from progpipe.lint.model import Level, Remark
from progpipe.lint.origin import Origin, origin, token_offset
from progpipe.lint.report import Report
from progpipe.lint.report import lint as read_edition
from progpipe.load.places import Lines, Member, members
from progpipe.model import Programme

PROFILE: Final = "standard"  # of the theme, for the report: it is not easy-read itself
DONE: Final = 0
FAILED: Final = 1


def lint(arguments: Namespace) -> int:
    """Every remark on one edition of one source, and its numbers."""
    _require_another_file(arguments)
    if arguments.fix and arguments.source == STDIN:
        raise UsageError("--fix writes into a file; name one instead of -")
    source = read(arguments.source)
    if source.programme is None:
        return _refused(source, as_json=arguments.json)
    report = read_edition(source.programme, arguments.edition)
    fixed: tuple[Remark, ...] = ()
    if arguments.fix:
        fixed = _fix(source, report)
        source = read(arguments.source) if fixed else source
        assert source.programme
        report = read_edition(source.programme, arguments.edition) if fixed else report
    assert source.programme
    if arguments.report:
        _write_report(source.programme, report, arguments)
    if arguments.json:
        print(json.dumps(_data(report, source, fixed), ensure_ascii=False, indent=2))
    else:
        _print(report, source, fixed)
    return FAILED if report.failed else DONE


def _refused(source: Source, *, as_json: bool) -> int:
    """A source with problems has no text to read."""
    if as_json:
        print(json.dumps({"problems": [asdict(problem) for problem in source.problems]}, ensure_ascii=False, indent=2))
    else:
        printer = Printer(sys.stderr, {source.file: source.text})
        printer.problems(source.problems)
        printer.line(summary_of_problems(source.problems))
    return FAILED


def _fix(source: Source, report: Report) -> tuple[Remark, ...]:
    """Write the source anew where there is anything safe to put in."""
    if source.content is None or source.programme is None:
        return ()
    text, done = fix(source.content, report.remarks, source.programme.base)
    if done:
        replace_file(Path(source.file), text.encode("utf-8"))
    return done


def _require_another_file(arguments: Namespace) -> None:
    """The report never takes the place of the source."""
    named = arguments.report and arguments.source != STDIN
    if named and Path(arguments.report).resolve() == Path(arguments.source).resolve():
        raise UsageError("--report would write over the source; name another file")


def _write_report(programme: Programme, report: Report, arguments: Namespace) -> None:
    """The page for those who write the text."""
    from progpipe.lint.readability import readability  # noqa: PLC0415 - the markup, which lint does without
    from progpipe.markup.page import html_page  # noqa: PLC0415
    from progpipe.theme import covered, read_theme  # noqa: PLC0415

    theme = read_theme(theme_of(arguments))
    page = covered(readability(programme, report, theme), theme)
    replace_file(Path(arguments.report), html_page(page, theme, PROFILE))


# --- places -----------------------------------------------------------------------------------


def _placed(remarks: Iterable[Remark], source: Source) -> Iterator[PlacedRemark]:
    """The remarks with line and column in the file, and what their suggestions would change."""
    found = list(remarks)
    wanted = {remark.pointer for remark in found}
    strings = {member.pointer: member for member in members(source.text) if member.pointer in wanted}
    origins = {pointer: _origin(member) for pointer, member in strings.items()}
    lines = Lines(source.text)
    for remark in found:
        member, said = strings.get(remark.pointer), origins.get(remark.pointer)
        line, column = lines.at(_offset(member, said, remark)) if member else (None, None)
        yield PlacedRemark(
            remark=remark,
            file=source.file,
            line=line,
            column=column,
            change=change(remark, said.text) if said else None,
        )


def _origin(member: Member) -> Origin | None:
    value = json.loads(member.token) if member.token.startswith('"') else None
    return origin(member.pointer, value) if isinstance(value, str) else None


def _offset(member: Member, said: Origin | None, remark: Remark) -> int:
    """Where in the file a remark begins; at the value where its characters cannot be found."""
    if said is None or not remark.end or remark.start >= len(said.places):
        return member.start
    return member.start + token_offset(member.token, said.places[remark.start])


# --- what is printed --------------------------------------------------------------------------


def _print(report: Report, source: Source, fixed: tuple[Remark, ...]) -> None:
    printer = Printer(sys.stdout, {source.file: source.text})
    for remark in fixed:
        printer.line(f"{source.file}: fixed {remark.code}: {remark.text} → {remark.suggestion}")
    printer.remarks(_placed(report.remarks, source))
    for line in _numbers(report):
        printer.line(line)
    printer.line(_summary(report))


def _numbers(report: Report) -> Iterator[str]:
    if not report.measures.words:
        yield f"{report.programme}, {report.edition}: there is no text in this edition yet"
        return
    yield f"{'words':>6} {'mean':>5} {'longest':>7} {'rare %':>6} {'MATTR':>6} {'LIX':>5} {'p':>5}"
    yield _row("the whole text", Stretch(parts=(), measures=report.measures))
    for stretch in report.sections:
        first, *others = stretch.parts
        more = f" and {len(others)} more" if others else ""
        yield _row(" ".join(first.heading.text.split()) + more, stretch)


def _row(title: str, stretch: Stretch) -> str:
    found = stretch.measures
    numbers = f"{found.words:>6} {found.mean_sentence:>5.1f} {found.longest_sentence:>7} {found.rare:>6.1f}"
    return f"{numbers} {found.mattr:>6.3f} {found.lix:>5.1f} {found.ordinary:>5.2f}  {title}"


def _summary(report: Report) -> str:
    levels = [remark.level for remark in report.remarks]
    counts = ", ".join(f"{levels.count(level)} {level}" for level in Level if level in levels) or "no remarks"
    return counts + (f", {len(report.silenced)} silenced" if report.silenced else "")


def _data(report: Report, source: Source, fixed: tuple[Remark, ...]) -> dict[str, Any]:
    levels = [remark.level for remark in report.remarks]
    return {
        "file": source.file,
        "programme": report.programme,
        "edition": report.edition,
        **{str(level): levels.count(level) for level in Level},
        "measures": asdict(report.measures),
        "sections": [
            {"ids": [part.id for part in stretch.parts], **asdict(stretch.measures)} for stretch in report.sections
        ],
        "remarks": [_remark_data(placed) for placed in _placed(report.remarks, source)],
        "silenced": [_remark_data(placed) for placed in _placed(report.silenced, source)],
        "fixed": [asdict(remark) for remark in fixed],
    }


def _remark_data(placed: PlacedRemark) -> dict[str, Any]:
    return {**asdict(placed.remark), "line": placed.line, "column": placed.column}
