"""Amendments, applied to a source: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from progpipe.amend.blame import Blame
from progpipe.amend.change import Change
from progpipe.amend.conflicts import conflicts
from progpipe.amend.find import Finder
from progpipe.amend.model import Amendments
from progpipe.amend.origins import Origins
from progpipe.amend.targets import Target
from progpipe.errors import Problem, Severity, ValidationError
from progpipe.load import load
from progpipe.load.editing import editable, written
from progpipe.load.locate import locate
from progpipe.model import Programme

MOST: Final = 200  # problems that are told: more help nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A programme with amendments in it: its file's text, and what each amendment was about, in their order.

    `places` are, for each target, where in the new source it has made something.
    """

    text: str = field(repr=False)
    programme: Programme
    targets: tuple[Target, ...]
    places: tuple[tuple[str, ...], ...] = ()


def amend(programme: Programme, amendments: Amendments, *, text: str = "", file: str | None = None) -> Amended:
    """The programme with every amendment in it.

    `text` and `file` are those of the amendments: problems get their places from them. Raises `ValidationError`
    with all problems (P801 to P810) where one of them cannot be applied, and those of `load` where what comes
    out is no valid programme: each at the amendment or in the source, whichever has what is wrong.
    """
    source = editable(programme)
    targets, problems = _targets(programme, source, amendments)
    if problems:
        raise _refused(problems, text, file)
    change = Change(source, targets)
    new = change.made()
    try:
        made = written(new)
        loaded = load(made.encode("utf-8"), programme.base)
    except ValidationError as error:
        blame = Blame(source, targets, change.origins)
        raise ValidationError(_placed(error.problems, blame, programme, text, file)) from error
    return Amended(text=made, programme=loaded, targets=tuple(targets), places=_places(targets, change.origins))


def _targets(
    programme: Programme, source: dict[str, object], amendments: Amendments
) -> tuple[list[Target], list[Problem]]:
    if amendments.programme != programme.id:
        message = f"the amendments are about {amendments.programme!r}, not about {programme.id!r}"
        hint = "Name the source that they are about, or correct the id."
        return [], [Problem(code="P801", pointer="/programme", message=message, hint=hint)]
    finder = Finder(source, amendments)
    targets = [target for item in amendments.amendments if (target := finder.target(item))]
    return targets, [*finder.problems, *conflicts(targets)]


def _places(targets: Sequence[Target], origins: Origins) -> tuple[tuple[str, ...], ...]:
    return tuple(origins.made_by(target) for target in targets)


def _refused(problems: Sequence[Problem], text: str, file: str | None) -> ValidationError:
    found = list(problems[:MOST])
    if len(problems) > MOST:
        message = f"and {len(problems) - MOST} more problems"
        found.append(Problem(code="P000", message=message, hint="Correct these first, and run it again."))
    placed = locate(found, text) if text else found
    return ValidationError(replace(problem, file=file) for problem in placed)


def _placed(
    problems: Iterable[Problem], blame: Blame, programme: Programme, text: str, file: str | None
) -> Iterable[Problem]:
    """Why the new source cannot be, at the amendments and at the old source: the new one is written nowhere."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    found = [(blame.amended(problem.pointer), blame.of(problem)) for problem in errors]
    ours = [problem for amended, problem in found if amended]
    theirs = [problem for amended, problem in found if not amended]
    old = (programme.content or b"").decode("utf-8-sig", errors="replace")
    for part, content, name in ((ours, text, file), (theirs, old, programme.file)):
        yield from (replace(problem, file=name) for problem in (locate(part, content) if content else part))
