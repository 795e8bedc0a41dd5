"""`progpipe diff`: what has changed from one version of a programme to the next."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from progpipe.amend.motions import moved, with_motions
from progpipe.cli.documents import require_document
from progpipe.cli.outcome import DONE, print_json
from progpipe.cli.papers import amended, outputs, say, tell_broken, write_papers
from progpipe.cli.printing import Printer, safe
from progpipe.cli.sources import STDIN, Source, read
from progpipe.diff import Action, Change, Comparison, Kind, Piece, Side, compare, rows_of
from progpipe.diff.page import differences
from progpipe.diff.revision import checked_out
from progpipe.errors import UsageError

CHANGED: Final = 1
TROUBLE: Final = 2  # as diff(1): whoever asks whether something changed must not take a broken file for a change
MARKS: Final = {Side.BOTH: ("", ""), Side.OLD: ("[-", "-]"), Side.NEW: ("{+", "+}")}
ELLIPSIS: Final = "…"
ABOUT: Final = "about the programme"
OUTSIDE: Final = {Kind.TERM: "glossary"}  # what stands in no section
COLOURS: Final = {Side.OLD: "31", Side.NEW: "32"}


def diff(arguments: Namespace) -> int:
    """Compare two sources: 0 nothing changed, 1 something did, 2 they cannot be compared."""
    if arguments.old == arguments.new == STDIN:
        raise UsageError("only one of the two can be standard input")
    files = outputs(arguments, require_document)
    with ExitStack() as stack:
        old, new = _old(arguments, stack), read(arguments.new)
        if old.programme is None or new.programme is None:
            tell_broken([old, new], as_json=arguments.json)
            return TROUBLE
        names = (old.file, new.file)
        if arguments.amendments:
            made = amended(old, arguments.amendments, as_json=arguments.json)
            if made is None:
                return TROUBLE
            found = compare(old.programme, new.programme, names=names, moved=moved(made[1]))
            found = replace(found, changes=with_motions(found.changes, made[1]))
        else:
            found = compare(old.programme, new.programme, names=names)
    if files:
        write_papers(files, differences(found, new.programme.publisher.name), new.programme, arguments)
    if arguments.json:
        print_json(_data(found))
    elif files:
        say(files)
    else:
        _print(found)
    return CHANGED if found.changed else DONE


def _old(arguments: Namespace, stack: ExitStack) -> Source:
    """The old version: a file where there is one of that name, else the new file in that revision of git."""
    name = arguments.old
    if name == STDIN or os.path.lexists(name) or arguments.new == STDIN:
        return read(name)
    if not Path(arguments.new).exists() or name.endswith(".json"):
        return read(name)
    file = stack.enter_context(checked_out(name, Path(arguments.new)))
    label = f"{name}:{arguments.new}"
    source = read(str(file))
    problems = tuple(replace(problem, file=label) for problem in source.problems)
    return replace(source, file=label, problems=problems)


# --- for machines -----------------------------------------------------------------------------


def _data(found: Comparison) -> dict[str, Any]:
    return {
        "changed": found.changed,
        "old": asdict(found.old),
        "new": asdict(found.new),
        "changes": [asdict(change) for change in found.changes],
        "stale": [asdict(item) for item in found.stale],
    }


# --- for people -------------------------------------------------------------------------------


def _print(found: Comparison) -> None:
    printer = Printer(sys.stdout, {})
    section = None
    for change in found.changes:
        part = change.part
        here = part.id if part.kind is Kind.SECTION else part.section or OUTSIDE.get(part.kind, "")
        if here != section:
            section = here
            printer.line("")
            printer.line(found.titles.get(here, here) or ABOUT)
        print("\n".join(_change(change)))
    for stale in found.stale:
        printer.line(f"stale: the rendition of {stale.id!r} in {stale.variety} no longer fits its text")
    printer.line(_total(found))


def _change(change: Change) -> Iterator[str]:
    part = change.part
    name = f"commitment {part.number}" if part.number else str(part.kind)
    variety = f" in {part.variety}" if part.variety else ""
    known = f" ({part.id})" if part.id else ""
    motions = "".join(f"; motion {motion.number}, {motion.mover}" for motion in change.motions)
    yield safe(f"  {name}{known}{variety}: {' and '.join(change.actions)}{_whence(change)}{motions}")
    for line in _shown(change):
        yield f"      {line}"


def _whence(change: Change) -> str:
    if change.old is None or change.new is None:
        return ""
    moved = Action.MOVED in change.actions and change.old.section != change.new.section
    renumbered = change.old.number != change.new.number
    return (f", from {change.old.section}" if moved else "") + (f", was {change.old.number}" if renumbered else "")


def _shown(change: Change) -> Iterator[str]:
    """The lines that changed, and one dot for those between them that did not."""
    rows = rows_of(change.pieces)
    whole = Action.REWORDED not in change.actions
    for same, group in groupby(rows, key=lambda row: not whole and all(piece.side is Side.BOTH for piece in row)):
        if same:
            yield ELLIPSIS
        else:
            yield from ("".join(_marked(piece) for piece in row) for row in group)


def _marked(piece: Piece) -> str:
    """Words between the marks of their side; on a terminal in colour too."""
    before, after = MARKS[piece.side]
    text = f"{before}{safe(piece.text)}{after}"
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[{COLOURS[piece.side]}m{text}\x1b[0m" if colour and piece.side in COLOURS else text


def _total(found: Comparison) -> str:
    if not found.changes:
        return "nothing that readers see has changed" if found.changed else "nothing has changed"
    counts = ((action, sum(action in change.actions for change in found.changes)) for action in Action)
    said = ", ".join(f"{count} {action}" for action, count in counts if count)
    stale = f"; {len(found.stale)} renditions became stale" if found.stale else ""
    return f"{said}{stale}"
