"""The commands of progpipe that are measured, and which of them this version has."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.measure import Command
from bench.programmes import Node, change, edited, text_of

PROGRAM: Final = str(Path(sys.executable).with_name("progpipe"))
SIX: Final = ("--format", "pdf", "--format", "epub", "--format", "html")


def known_commands() -> frozenset[str]:
    """The commands that `progpipe --help` lists."""
    listed = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    return frozenset(re.findall(r"^    ([a-z]+)\b", listed, re.MULTILINE))


def six(source: Path, folder: Path) -> Command:
    """A cold build of six artefacts: the cache is on, and empty."""
    return _build(source, folder, *SIX, cold=True)


def release(source: Path, folder: Path) -> Command:
    """A cold build of everything that a release has."""
    return _build(source, folder, cold=True)


def unchanged(source: Path, folder: Path) -> Command:
    """The whole build with a cache that keeps what it gets: the second run and all later ones find nothing to do."""
    return _build(source, folder)


def validate(source: Path, folder: Path) -> Command:
    """Validation alone."""
    return Command(arguments=(PROGRAM, "validate", str(source)), folder=folder, cache=folder / "cache")


def _build(source: Path, folder: Path, *options: str, cold: bool = False) -> Command:
    arguments = (PROGRAM, "build", str(source), "--out", str(folder / "out"), *options)
    return Command(arguments=arguments, folder=folder, cache=folder / "cache", cold=cold)


def one_change(programme: Node, folder: Path) -> Command:
    """HTML after one commitment has changed: before each run somebody writes something that no cache knows."""
    source = folder / "edited.json"
    return Command(
        arguments=(PROGRAM, "build", str(source), "--out", str(folder / "out"), "--format", "html"),
        folder=folder,
        cache=folder / "cache",
        before=Writer(programme, source).write,
    )


@dataclass(slots=True)
class Writer:
    """Somebody who writes: each time something else."""

    programme: Node
    source: Path
    times: int = 0

    @property
    def words(self) -> str:
        """What was written last, as it stands in the source."""
        return change(self.times)

    def write(self) -> None:
        """Write the next change."""
        self.times += 1
        self.source.write_text(text_of(edited(self.programme, self.times)), encoding="utf-8")


def batch(sources: Path, folder: Path, jobs: int) -> Command:
    """All programmes of a folder, six artefacts each, by so many processes."""
    arguments = (PROGRAM, "batch", str(sources), "--out", str(folder / "out"), "--jobs", str(jobs), *SIX)
    return Command(arguments=arguments, folder=folder, cache=folder / "cache", cold=True)
