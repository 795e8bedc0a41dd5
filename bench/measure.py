"""Commands, what they cost, and rounds of several of them in turn."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from pypdfium2 import PdfDocument  # type: ignore[import-untyped]

GAUGE: Final = Path(__file__).parent / "gauge.py"
EVERY: Final = 0.02  # seconds between two looks at the memory
# Python writes bytecode as it does for everybody, and hashes texts alike in every run.
UNSET: Final = ("PROGPIPE_CACHE", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONSTARTUP", "SOURCE_DATE_EPOCH")
SET: Final = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


class CommandFailedError(Exception):
    """A command that was measured did not do its work."""


def nothing() -> None:
    """Nothing needs to be prepared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What is run: in `folder`, with `cache` as the user's cache folder.

    `cold` empties both before each run. `variables` are added to those that every command has. `before` makes
    ready what the command reads; it is not timed.
    """

    arguments: tuple[str, ...]
    folder: Path
    cache: Path
    cold: bool = False
    variables: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = field(default=nothing, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run cost: seconds of CPU and of wall, and the bytes of its largest process.

    `samples` are seconds since `began` and bytes of all processes together.
    """

    began: float
    cpu: float
    wall: float
    largest: int
    samples: tuple[tuple[float, int], ...] = ()

    @property
    def peak(self) -> int:
        """The most memory that was seen: of the largest process exactly, of all together when they were looked at."""
        return max(self.largest, *(memory for _, memory in self.samples), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a command costs: medians of the timed runs, and the peak of a run that was watched.

    `pages` are those of the PDFs that it made, the standard edition first: whether two did the same work.
    """

    cpu: float
    wall: float
    peak: int
    runs: int
    pages: tuple[int, ...] = ()


def run(command: Command, *, every: float = 0.0) -> Run:
    """Run the command once. Raises `CommandFailedError` with what it said where it fails."""
    if command.cold:
        shutil.rmtree(command.cache, ignore_errors=True)
        shutil.rmtree(command.folder, ignore_errors=True)
    command.cache.mkdir(parents=True, exist_ok=True)
    command.folder.mkdir(parents=True, exist_ok=True)
    command.before()
    with tempfile.TemporaryDirectory() as folder:
        result, said = Path(folder, "result.json"), Path(folder, "said.txt")
        gauge = (sys.executable, "-I", "-S", str(GAUGE), str(result), str(every), "--", *command.arguments)
        variables = environment(command.cache) | dict(command.variables)
        with said.open("wb") as stream:
            subprocess.run(gauge, cwd=command.folder, env=variables, stdout=stream, stderr=stream, check=True)
        found = json.loads(result.read_bytes())
        if found.pop("status"):
            raise CommandFailedError(f"{' '.join(command.arguments)}\n{said.read_text(errors='replace')[-2000:]}")
    samples = tuple((when, memory) for when, memory in found.pop("samples"))
    return Run(**found, samples=samples)


def environment(cache: Path) -> dict[str, str]:
    """The variables of a run: those of this process, but the same everywhere where it matters."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | SET | {"XDG_CACHE_HOME": str(cache)}


def interleaved(
    commands: Mapping[str, Command], rounds: int, tell: Callable[[str], None] = lambda _: None
) -> dict[str, Cost]:
    """What each command costs: A B C A B C …, so that what disturbs the machine disturbs all of them.

    Each is run once before that. That run is not timed: its memory is watched, and caches of the system fill. What
    fails there is told and left out: what the others cost is still worth knowing.
    """
    watched: dict[str, Run] = {}
    for name, command in commands.items():
        try:
            watched[name] = run(command, every=EVERY)
        except CommandFailedError as error:
            tell(f"{name} fails and is left out: {error}")
    timed: dict[str, list[Run]] = {name: [] for name in watched}
    for turn in range(rounds):
        for name in watched:
            timed[name].append(run(commands[name]))
            tell(f"round {turn + 1} of {rounds}: {name} {timed[name][-1].cpu:.2f} s of CPU")
    return {name: cost(watched[name], runs, _pages(commands[name].folder)) for name, runs in timed.items()}


def cost(watched: Run, timed: list[Run], pages: tuple[int, ...] = ()) -> Cost:
    """The medians of the timed runs."""
    cpu, wall = median(run.cpu for run in timed), median(run.wall for run in timed)
    return Cost(cpu=cpu, wall=wall, peak=watched.peak, runs=len(timed), pages=pages)


def _pages(folder: Path) -> tuple[int, ...]:
    files = sorted(folder.rglob("*.pdf"), key=lambda file: ("lattlast" in file.name, file.name))
    return tuple(len(PdfDocument(file)) for file in files)
