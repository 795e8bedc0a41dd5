"""`progpipe review`: the sheet for a review group, and its answers back into the source."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from progpipe.cli.outcome import exit_status, tell_problems
from progpipe.cli.printing import Printer
from progpipe.cli.sources import STDIN, Source, locate, read
from progpipe.cli.status import one_edition
from progpipe.compose import Standing
from progpipe.errors import Problem, UsageError, ValidationError
from progpipe.files import replace_file
from progpipe.model import Edition, Programme

if TYPE_CHECKING:
    from progpipe.review import Answer, Outcome, Remark


def review(arguments: Namespace) -> int:
    """Write the sheet, or apply one."""
    if bool(arguments.output) == bool(arguments.apply):
        raise UsageError("say either where the sheet goes (-o FILE.docx) or which one comes back (--apply FILE.docx)")
    if arguments.dry_run and not arguments.apply:
        raise UsageError("--dry-run belongs to --apply")
    if arguments.apply and arguments.source == STDIN:
        raise UsageError("--apply changes the source, so it must be a file")
    source = read(arguments.source)
    if not source.programme:
        return _report(source, arguments, source.problems)
    edition = one_edition(source.programme, arguments.edition and [arguments.edition], "review")
    if arguments.apply:
        return _apply(source, source.programme, edition, arguments)
    return _write(source, source.programme, edition, arguments)


def _report(
    source: Source, arguments: Namespace, problems: Sequence[Problem], data: Mapping[str, object] | None = None
) -> int:
    """The problems, and with `--json` everything, on one object."""
    tell_problems(
        problems, {source.file: source.text}, as_json=arguments.json, data={"file": source.file, **(data or {})}
    )
    return exit_status(problems)


# --- the sheet --------------------------------------------------------------------------------


def _write(source: Source, programme: Programme, edition: Edition, arguments: Namespace) -> int:
    _require_renditions(programme, edition)
    files = [Path(name) for name in dict.fromkeys(arguments.output)]
    makers = [_maker(path) for path in files]
    for path in files:
        _require_no_answers(path)
    contents = [make(programme, edition) for make in makers]
    for path, content in zip(files, contents, strict=True):
        replace_file(path, content)
    status = _report(source, arguments, (), {"written": [str(path) for path in files]})
    if not arguments.json:
        for path in files:
            Printer(sys.stdout, {}).line(str(path))
    return status


def _require_renditions(programme: Programme, edition: Edition) -> None:
    from progpipe.review import status  # noqa: PLC0415

    if all(node.status is Standing.MISSING for node in status(programme, [edition])[0].nodes):
        raise UsageError(f"there is nothing to review: the source has no rendition in {edition.variety} yet")


def _maker(path: Path) -> Callable[[Programme, Edition], bytes]:
    makers = {".docx": _docx, ".html": _html}
    if path.suffix.lower() not in makers:
        raise UsageError(f"{path}: a sheet is a Word document (.docx), or a page to read and print (.html)")
    return makers[path.suffix.lower()]


def _docx(programme: Programme, edition: Edition) -> bytes:
    from progpipe.build import source_date  # noqa: PLC0415 - the engines, which validate does without
    from progpipe.review import docx_sheet, sheet  # noqa: PLC0415
    from progpipe.theme import read_theme  # noqa: PLC0415

    return docx_sheet(
        sheet(programme, edition, _remarks(programme, edition)), read_theme(THEME), source_date(programme)
    )


def _html(programme: Programme, edition: Edition) -> bytes:
    from progpipe.review import html_sheet, sheet  # noqa: PLC0415
    from progpipe.theme import covered, read_theme  # noqa: PLC0415

    remarks, theme = _remarks(programme, edition), read_theme(THEME)
    return html_sheet(covered(sheet(programme, edition, remarks, on_paper=True), theme), theme)


def _remarks(programme: Programme, edition: Edition) -> list[Remark]:
    """What the linter says of the edition, for the group to look at."""
    from progpipe.lint import lint  # noqa: PLC0415
    from progpipe.review import Remark  # noqa: PLC0415

    found = lint(programme, edition).remarks
    return [Remark(id=remark.node, severity=str(remark.level), message=remark.message) for remark in found]


THEME: Final = "default"


def _require_no_answers(path: Path) -> None:
    """What a group has written is never lost: only a sheet that is still empty is replaced."""
    from progpipe.review import read_sheet  # noqa: PLC0415

    if not path.exists() or path.suffix.lower() == ".html":
        return
    try:
        answers = read_sheet(path).answers
    except ValidationError as error:
        raise UsageError(f"{path} exists, and it is no sheet of progpipe: choose another name") from error
    if not all(answer.empty for answer in answers):
        raise UsageError(f"{path} has answers in it, which a new sheet would overwrite: choose another name")


# --- the answers ------------------------------------------------------------------------------


def _apply(source: Source, programme: Programme, edition: Edition, arguments: Namespace) -> int:
    from progpipe.review import apply_sheet, read_sheet  # noqa: PLC0415

    path = Path(arguments.apply)
    try:
        outcome = apply_sheet(programme, edition.variety or programme.language, read_sheet(path))
    except ValidationError as error:
        problems = locate(_of(error.problems, str(path)), source)
        return _report(source, arguments, problems, {"changed": [], "applied": False})
    if outcome.changes and not arguments.dry_run:
        replace_file(Path(arguments.source), outcome.text.encode("utf-8"))
    if not arguments.json:
        for line in _lines(outcome, dry_run=arguments.dry_run):
            Printer(sys.stdout, {}).line(line)
    return _report(source, arguments, _of(outcome.warnings, str(path)), _data(outcome, dry_run=arguments.dry_run))


def _of(problems: Sequence[Problem], file: str) -> list[Problem]:
    return [replace(problem, file=problem.file or file) for problem in problems]


def _lines(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    would = "would be" if dry_run else "is"
    for change in outcome.changes:
        yield f"{change.id}: was {change.before}, {would} {change.after} (by {change.by}, {change.date})"
    for name in outcome.kept:
        yield f"{name}: stays approved"
    yield from (_said(answer, "no") for answer in outcome.rejected)
    yield from (_said(answer, "comment") for answer in outcome.commented if answer not in outcome.rejected)
    yield from (f"in the margin: {text}" for text in outcome.margin)
    counts = {
        ("would be changed" if dry_run else "changed"): len(outcome.changes),
        "said no": len(outcome.rejected),
        "commented": len(outcome.commented),
        "without an answer": outcome.unanswered,
    }
    yield ", ".join(f"{count} {name}" for name, count in counts.items())


def _said(answer: Answer, kind: str) -> str:
    name = f" ({answer.name})" if answer.name else ""
    return f"{answer.id}: {kind}{name}{': ' if answer.comment else ''}{answer.comment}"


def _data(outcome: Outcome, *, dry_run: bool) -> Mapping[str, object]:
    def said(answers: Sequence[Answer]) -> list[Mapping[str, str]]:
        return [
            {"id": item.id, "verdict": item.verdict, "comment": item.comment, "name": item.name} for item in answers
        ]

    return {
        "applied": not dry_run,
        "changed": [asdict(change) for change in outcome.changes],
        "kept": list(outcome.kept),
        "rejected": said(outcome.rejected),
        "commented": said(outcome.commented),
        "margin": list(outcome.margin),
        "unanswered": outcome.unanswered,
    }
