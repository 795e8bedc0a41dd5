"""How far something has come, on standard error: a line that changes on a terminal, else plain lines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from progpipe.cli.printing import safe

if TYPE_CHECKING:
    from progpipe.batch import Step as BatchStep
    from progpipe.build import Made
    from progpipe.check.run import Progress, Step

CLEAR: Final = "\r\x1b[K"
# What became of a source of a batch, once that is known.
BECAME: Final = {"made": "made in {seconds:.2f} s", "unchanged": "nothing has changed", "failed": "failed"}


def _can_change(stream: TextIO) -> bool:
    """Whether a line that was printed can be replaced."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def shown_making(stream: TextIO) -> Iterator[Callable[[Made | Step], None]]:
    """Shows what each step of a build cost or that it was made before, and on a terminal what is being made."""
    from progpipe.build import Made  # noqa: PLC0415 - whoever builds has it already

    changes = _can_change(stream)
    current: dict[tuple[str, str], None] = {}

    def making(step: Made) -> None:
        if step.seconds is None:
            current[step.edition, step.what] = None
        else:
            current.pop((step.edition, step.what), None)
            cost = "from the cache" if step.cached else f"{step.seconds:.2f} s"
            line = safe(f"{step.edition}: {step.what}, {cost}")
            print(f"{CLEAR if changes else ''}{line}", file=stream, flush=True)
        if changes:
            names = ", ".join(f"{edition} {what}" for edition, what in current)
            width = shutil.get_terminal_size().columns - 1
            print(f"{CLEAR}{safe(f'making {names} …')[:width] if names else ''}", end="", file=stream, flush=True)

    with shown_progress(stream) as checking:
        try:
            yield lambda step: making(step) if isinstance(step, Made) else checking(step)
        finally:
            if changes and current:
                print(CLEAR, end="", file=stream, flush=True)


@contextmanager
def shown_batch(stream: TextIO) -> Iterator[Callable[[BatchStep], None]]:
    """Shows what became of each source, and on a terminal how many are made already."""
    changes = _can_change(stream)

    def show(step: BatchStep) -> None:
        said = BECAME.get(str(step.state))
        if said:
            line = safe(f"{step.file}: {said.format(seconds=step.seconds or 0.0)}")
            print(f"{CLEAR if changes else ''}{line}", file=stream, flush=True)
        if changes:
            width = shutil.get_terminal_size().columns - 1
            line = safe(f"[{step.done}/{step.total}] {step.file} …")[:width] if step.done < step.total else ""
            print(f"{CLEAR}{line}", end="", file=stream, flush=True)

    try:
        yield show
    finally:
        if changes:
            print(CLEAR, end="", file=stream, flush=True)


@contextmanager
def shown_progress(stream: TextIO) -> Iterator[Progress]:
    """Shows each step. Afterwards nothing of the line that changes is left."""
    changes = _can_change(stream)
    shown = False

    def line(step: Step) -> None:
        nonlocal shown
        shown = True
        width = shutil.get_terminal_size().columns - 1
        print(f"{CLEAR}{_said(step)[:width]}", end="", file=stream, flush=True)

    def plain(step: Step) -> None:
        if step.verdict:
            print(_said(step), file=stream, flush=True)

    try:
        yield line if changes else plain
    finally:
        if shown:
            print(CLEAR, end="", file=stream, flush=True)


def _said(step: Step) -> str:
    file = f" {step.file}: {step.verdict}" if step.verdict else " …"
    return safe(f"[{step.done}/{step.total}] {step.validator}:{file}")
