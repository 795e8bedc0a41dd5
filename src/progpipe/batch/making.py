"""What a worker does: from a task to the contents of a bundle. Nothing is shared with where the task comes from."""

from __future__ import annotations

import gc
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from progpipe.batch.task import Task, tools
from progpipe.build import plan
from progpipe.build.contexts import contexts
from progpipe.build.memory import image_digests
from progpipe.build.run import Run
from progpipe.build.workers import Here
from progpipe.bundle import Contents, assemble, seal
from progpipe.collector import patient_collector
from progpipe.compose import Requirement
from progpipe.errors import MachineError, PluginError, Problem, ProgpipeError, ValidationError
from progpipe.load import load
from progpipe.load.locate import locate
from progpipe.model import Programme
from progpipe.source import UTF8_BOM

ALONE: Final = threading.Lock()  # a worker of several threads: the engines are not made for that
OTHER_TOOLS: Final = (
    "the worker on {host} has another Python, progpipe, engine or library than this machine, and would make other "
    "bytes. Install the same versions on every host."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a task: the contents of a bundle, or why there are none.

    `images` are the digests of the images of the source; `lasting` says that the bundle depends on nothing of which
    only its own code could tell. `problems` are warnings where there are contents. `stop` is what concerns every task.
    """

    contents: Contents | None = field(default=None, repr=False)
    images: dict[str, str] = field(default_factory=dict)
    lasting: bool = False
    problems: tuple[Problem, ...] = ()
    error: ProgpipeError | None = None
    stop: bool = False
    seconds: float = 0.0


def make(task: Task) -> Outcome:
    """The bundle of the task, made in this process, or what keeps it from being made. Raises nothing of its own."""
    if tools() != task.settings.tools:
        return Outcome(error=MachineError(OTHER_TOOLS.format(host=socket.gethostname())), stop=True)
    start = time.perf_counter()
    with ALONE, patient_collector():
        outcome = _made(task)
        gc.collect()  # what the collector has put off; a process that makes hundreds would keep it all
    return replace(outcome, seconds=time.perf_counter() - start)


def _made(task: Task) -> Outcome:
    try:
        with TemporaryDirectory(prefix="progpipe-") as name:
            return _made_in(Path(name), task)
    except ValidationError as error:
        return Outcome(problems=error.problems)
    except ProgpipeError as error:
        return Outcome(error=error)
    except OSError as error:
        said = f"no folder for temporary files can be written: {error.strerror or error}"
        return Outcome(error=MachineError(f"{said}. Look whether the disk is full."))
    except Exception as error:  # a fault of ours ends one programme, not the others
        said = f"this is a fault in progpipe ({type(error).__name__}: {error}). Please report it with the source."
        return Outcome(error=PluginError(said))


def _made_in(folder: Path, task: Task) -> Outcome:
    for name, content in task.beside.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    try:
        programme = load(task.content, folder)
        return _contents(programme, task)
    except ValidationError as error:
        raise ValidationError(_placed(error.problems, folder, task)) from None


def _contents(programme: Programme, task: Task) -> Outcome:
    order = task.settings.order
    run = Run(Here(), None, None)
    known = contexts(programme, order, task.settings.theme, task.settings.epoch)
    outputs = plan.outputs(plan.prepared(programme, known, Requirement(order.require), run), order.formats, run)
    return Outcome(
        contents=seal(programme, outputs, assemble(programme, outputs, Path())),
        images=image_digests(programme),
        lasting=plan.is_ours(outputs, order.formats),
        problems=programme.warnings,
    )


def _placed(problems: Iterable[Problem], folder: Path, task: Task) -> Iterator[Problem]:
    """The problems with line and column; those about a file beside the source name it from there."""
    found = list(problems)
    text = task.content.removeprefix(UTF8_BOM).decode("utf-8", errors="replace")
    own = iter(locate((problem for problem in found if problem.file is None), text))
    for problem in found:
        beside = problem.file
        yield next(own) if beside is None else replace(problem, file=beside.removeprefix(f"{folder}/"))
