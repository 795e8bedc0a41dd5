"""`progpipe status`: how far each rendition has come, and `--accept`, which says that some fit their texts again."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from progpipe.cli.outcome import exit_status, print_json
from progpipe.cli.printing import Printer
from progpipe.cli.sources import STDIN, Source, read
from progpipe.compose import Standing
from progpipe.errors import UsageError
from progpipe.files import replace_file
from progpipe.model import Edition, Programme

if TYPE_CHECKING:
    from progpipe.review import EditionStatus, NodeStatus, PartStatus

BAR: Final = 20
# Most finished first: a bar grows from the left.
MARKS: Final = {
    Standing.APPROVED: "#",
    Standing.REVIEWED: "=",
    Standing.DRAFT: "-",
    Standing.STALE: "!",
    Standing.MISSING: ".",
}
SHOWN: Final = 60  # characters of a node's text


def status(arguments: Namespace) -> int:
    """Show every node of one source; with `--accept`, change the source first."""
    if arguments.accept and arguments.source == STDIN:
        raise UsageError("--accept changes the source, so it must be a file")
    source = read(arguments.source)
    before: Mapping[str, Standing] = {}
    if source.programme and arguments.accept:
        before = _accept(source.programme, arguments)
        source = read(arguments.source)
    found = _editions(source, arguments.edition)
    if arguments.json:
        print_json(_data(source, found, before))
    else:
        _print(source, found, before)
    return exit_status(source.problems)


def _editions(source: Source, names: Sequence[str] | None) -> tuple[EditionStatus, ...]:
    from progpipe.review import status as status_of  # noqa: PLC0415 - the sheet, which validate does without

    return status_of(source.programme, names) if source.programme else ()


def one_edition(programme: Programme, names: Sequence[str] | None, command: str) -> Edition:
    """The one edition that a command can be about. Raises `UsageError` where there are several, or none."""
    from progpipe.review import of_variety  # noqa: PLC0415

    found = of_variety(programme, names)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{command} is about renditions, and that edition is in the words of the source itself")
    raise UsageError(f"{command} is about one edition; name it with --edition: {', '.join(item.id for item in found)}")


def _accept(programme: Programme, arguments: Namespace) -> Mapping[str, Standing]:
    from progpipe.review import accept  # noqa: PLC0415

    edition = one_edition(programme, arguments.edition, "--accept")
    accepted = accept(programme, edition.variety or programme.language, arguments.accept)
    replace_file(Path(arguments.source), accepted.text.encode("utf-8"))
    return accepted.before


# --- for people -------------------------------------------------------------------------------


def _print(source: Source, found: Sequence[EditionStatus], before: Mapping[str, Standing]) -> None:
    Printer(sys.stderr, {source.file: source.text}).problems(
        problem for problem in source.problems if problem.code != STALE or not source.programme
    )
    out = Printer(sys.stdout, {})
    for name, standing in before.items():
        out.line(f"{name}: was {standing}, is now draft")
    if before:
        out.line("")
    for number, edition in enumerate(found):
        if number:
            out.line("")
        for line in _edition(edition):
            out.line(line)


STALE: Final = "P108"  # said by the status itself, in its place


def _edition(edition: EditionStatus) -> Iterator[str]:
    yield f"edition {edition.edition} ({edition.variety}): {_counted(edition.counts)}"
    yield "of a bar: " + ", ".join(f"{mark} {standing}" for standing, mark in MARKS.items())
    for part in edition.parts:
        yield ""
        yield from _part(part)


def _part(part: PartStatus) -> Iterator[str]:
    indent = "  " * part.depth
    yield f"{indent}{part.title}"
    yield f"{indent}[{bar(part.counts)}] {_counted(part.counts)}"
    yield from (f"{indent}  {_node(node)}" for node in part.nodes)


def _node(node: NodeStatus) -> str:
    judged = f" (by {node.review.by}, {node.review.date})" if node.review and node.status in JUDGED else ""
    text = node.text if len(node.text) <= SHOWN else node.text[: SHOWN - 1].rstrip() + "…"
    said = "" if node.kind in {"programme", "section"} else f": {text}"
    return f"{node.status:<8}  {node.id}{said}{judged}"


JUDGED: Final = frozenset({Standing.REVIEWED, Standing.APPROVED})


def _counted(counts: Mapping[Standing, int]) -> str:
    """The bar in words, for those who do not see it: "3 approved, 1 stale, 4 in all"."""
    parts = [f"{counts[standing]} {standing}" for standing in MARKS if counts[standing]]
    return ", ".join([*parts, f"{sum(counts.values())} in all"])


def bar(counts: Mapping[Standing, int], width: int = BAR) -> str:
    """The counts as one mark for each share; what there is at all has a mark."""
    total, shares = sum(counts.values()), [(standing, counts[standing]) for standing in MARKS if counts[standing]]
    cells = {standing: max(1, count * width // total) for standing, count in shares}
    while sum(cells.values()) != width:
        step = 1 if sum(cells.values()) < width else -1
        # The one that is furthest from its share gives or takes.
        gaps = {standing: step * (count * width / total - cells[standing]) for standing, count in shares}
        able = [standing for standing in cells if step > 0 or cells[standing] > 1]
        cells[max(able, key=gaps.__getitem__)] += step
    return "".join(MARKS[standing] * count for standing, count in cells.items())


# --- for machines -----------------------------------------------------------------------------


def _data(source: Source, found: Sequence[EditionStatus], before: Mapping[str, Standing]) -> Mapping[str, object]:
    return {
        "file": source.file,
        "id": source.programme.id if source.programme else None,
        "accepted": [{"id": name, "before": str(standing)} for name, standing in before.items()],
        "editions": [_edition_data(edition) for edition in found],
        "problems": [asdict(problem) for problem in source.problems],
    }


def _edition_data(edition: EditionStatus) -> Mapping[str, object]:
    return {
        "id": edition.edition,
        "title": edition.title,
        "variety": edition.variety,
        "counts": edition.counts,
        "parts": [{**asdict(part), "nodes": [asdict(node) for node in part.nodes]} for part in edition.parts],
    }
