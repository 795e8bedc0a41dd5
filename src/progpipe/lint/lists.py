"""Word lists that an editor can extend: text files in `wordlists/`, one entry on a line, `#` before a remark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "wordlists"


def entries(name: str) -> Iterator[str]:
    """The entries of a list, in the order of the file."""
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


@cache
def words(name: str) -> frozenset[str]:
    """A list of words, several of them on a line where that reads better."""
    return frozenset(word for entry in entries(name) for word in entry.split())


def pairs(name: str) -> Iterator[tuple[str, str]]:
    """A list of `left = right`."""
    for entry in entries(name):
        left, _, right = entry.partition("=")
        yield left.strip(), right.strip()
