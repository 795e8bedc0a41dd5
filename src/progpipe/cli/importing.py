"""`progpipe import`: from a Word file, or another document, to a source."""

from __future__ import annotations

import re
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from progpipe.cli.outcome import PROBLEMS, exit_status, tell_problems
from progpipe.cli.printing import Printer
from progpipe.errors import UsageError, ValidationError
from progpipe.files import replace_file
from progpipe.intake.ids import slug
from progpipe.intake.imported import Imported, import_document, update_source
from progpipe.intake.update import Matched, State

ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
MARKS: Final = {State.SAME: "=", State.REWORDED: "~", State.NEW: "+", State.GONE: "-"}
WIDTH: Final = 70


def import_(arguments: Namespace) -> int:
    """Write the source of a document; 1 where it lacks something that only people can add, or is none."""
    target = _target(arguments)
    try:
        made = _made(arguments, target)
    except ValidationError as error:
        problems = [replace(problem, file=problem.file or arguments.file) for problem in error.problems]
        nothing: dict[str, object] = {"written": None, "images": [], "matches": []}
        tell_problems(problems, {}, as_json=arguments.json, data=nothing)
        return PROBLEMS
    for name, content in made.images.items():
        replace_file(target.parent / name, content)
    replace_file(target, made.text.encode("utf-8"))
    problems = [replace(problem, file=arguments.file) for problem in made.problems]
    if not arguments.json:
        printer = Printer(sys.stdout, {})
        for line in _lines(made, target):
            printer.line(line)
    data = {"written": str(target), "images": list(made.images), "matches": [asdict(found) for found in made.matches]}
    tell_problems(problems, {}, as_json=arguments.json, data=data)
    return exit_status(problems)


def _target(arguments: Namespace) -> Path:
    """Where the source goes. One that is there is only replaced by an update of itself."""
    name = arguments.output or arguments.update
    if not name:
        raise UsageError("say with -o where the source goes, or with --update which source the document corrects")
    target = Path(name)
    if target.suffix != ".json":
        raise UsageError(f"{name} is no name for a source: it ends in .json")
    if not target.parent.is_dir():
        raise UsageError(f"there is no folder {target.parent}; make it first, or write somewhere else with -o")
    if target.exists() and name != arguments.update:
        raise UsageError(f"{name} is there already. Update it with --update {name}, or choose another name with -o.")
    return target


def _made(arguments: Namespace, target: Path) -> Imported:
    files = {path.name for path in target.parent.iterdir()}
    if not arguments.update:
        return import_document(Path(arguments.file), _name(target), files=files)
    if target.parent.resolve() != Path(arguments.update).parent.resolve():
        raise UsageError("an updated source stays in the folder of the old one, where its images are")
    return update_source(Path(arguments.file), Path(arguments.update), files=files)


def _name(target: Path) -> str:
    """The id of the programme: the name of its file, which is what people call it."""
    return target.stem if ID.fullmatch(target.stem) else slug(target.stem) or "program"


def _lines(made: Imported, target: Path) -> Iterator[str]:
    for found in made.matches:
        yield from _match(found)
    yield f"{target}: written"
    yield from (f"{target.parent / name}: written" for name in made.images)


def _match(found: Matched) -> Iterator[str]:
    mark = MARKS[found.state]
    if found.state is State.REWORDED:
        yield f"{mark} {found.id}: {_short(found.before)}"
        yield f"  {' ' * len(found.id)}→ {_short(found.after)}"
    else:
        yield f"{mark} {found.id}: {_short(found.after or found.before)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= WIDTH else f"{text[:WIDTH].rstrip()}…"
