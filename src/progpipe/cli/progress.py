"""How far something has come, on standard error: a line that changes on a terminal, else plain lines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

from progpipe.cli.printing import safe

if TYPE_CHECKING:
    from progpipe.check.run import Progress, Step

CLEAR: Final = "\r\x1b[K"


@contextmanager
def shown_progress(stream: TextIO) -> Iterator[Progress]:
    """Shows each step. Afterwards nothing of the line that changes is left."""
    changes = stream.isatty() and os.environ.get("TERM") != "dumb"
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
