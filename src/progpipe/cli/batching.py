"""`progpipe batch`: what it does, what it prints, and how it ends."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING

from progpipe.cli.building import artefact_data, order_of
from progpipe.cli.outcome import DONE, PROBLEMS, counts, print_json
from progpipe.cli.printing import Printer, summary
from progpipe.cli.progress import shown_batch
from progpipe.cli.sources import read, texts
from progpipe.errors import MachineError, PluginError, ProgpipeError

if TYPE_CHECKING:
    from progpipe.batch import Batch, Failure


def batch(arguments: Namespace) -> int:
    """`progpipe batch`: a bundle for each source that can be published, and a page that lists all bundles."""
    from progpipe.batch import build_many, open_scheduler  # noqa: PLC0415 - the engines
    from progpipe.build import cores  # noqa: PLC0415

    remote = open_scheduler(arguments.scheduler) if arguments.scheduler is not None else nullcontext()
    with remote as executor, shown_batch(sys.stderr) as progress:
        made = build_many(
            arguments.sources,
            out=arguments.out,
            **asdict(order_of(arguments)),
            executor=executor,
            jobs=None if executor else arguments.jobs or cores(),
            cache=not arguments.no_cache,
            progress=progress,
        )
    _tell(made, as_json=arguments.json)
    return max((_status(failure.error) for failure in made.failures), default=DONE)


def _status(error: ProgpipeError | None) -> int:
    """4 where a programme failed because of the machine, or of a plugin; else it was what the programme says."""
    return error.exit_code if isinstance(error, MachineError | PluginError) else PROBLEMS


# --- what is printed ------------------------------------------------------------------------


def _tell(made: Batch, *, as_json: bool) -> None:
    if as_json:
        print_json(_data(made))
        return
    for failure in made.failures:
        _tell_failure(failure)
    printer = Printer(sys.stderr, {})
    warned = [item.file for item in made.published if item.warnings]
    if warned:
        printer.line(
            f"{_counted(len(warned), 'source')} with warnings; progpipe validate shows them: {', '.join(warned)}"
        )
    unchanged = sum(item.seconds is None for item in made.published)
    printer.line(
        f"{_counted(len(made.published), 'bundle')}, of which nothing had changed in {unchanged}; "
        f"{_counted(len(made.failures), 'source')} failed"
    )
    for bundle in made.bundles:
        Printer(sys.stdout, {}).line(str(bundle.path / "index.html"))
    Printer(sys.stdout, {}).line(str(made.page))


def _tell_failure(failure: Failure) -> None:
    """What is wrong with a source, with its lines: they are read again, so that not all of them are kept."""
    source = read(failure.file, parse=False) if failure.problems else None
    printer = Printer(sys.stderr, texts([source] if source else []))
    if failure.error:
        printer.line(f"{failure.file}: {failure.error}")
    printer.problems(failure.problems)
    if failure.problems:
        printer.line(summary(failure.problems))


def _counted(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"


def _data(made: Batch) -> Mapping[str, object]:
    problems = [
        *(problem for item in made.published for problem in item.warnings),
        *(problem for failure in made.failures for problem in failure.problems),
    ]
    bundles = [
        {
            "source": item.file,
            "path": str(item.bundle.path),
            "unchanged": item.seconds is None,
            "artefacts": [
                artefact_data(item.bundle.path, {**asdict(part), "path": part.path.name})
                for part in item.bundle.artefacts
            ],
        }
        for item in made.published
    ]
    return {
        "page": str(made.page),
        "bundles": bundles,
        "failures": [_failure_data(failure) for failure in made.failures],
        "problems": [asdict(problem) for problem in problems],
        **counts(problems),
    }


def _failure_data(failure: Failure) -> Mapping[str, object]:
    error = {"kind": type(failure.error).__name__, "message": str(failure.error)} if failure.error else None
    return {"source": failure.file, "codes": _codes(failure), "error": error}


def _codes(failure: Failure) -> Sequence[str]:
    return sorted({problem.code for problem in failure.problems})
