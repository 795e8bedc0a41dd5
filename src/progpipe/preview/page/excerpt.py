"""The line of a source that a problem is about, as a page can show it."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from progpipe import publication as p
from progpipe.blocks import line
from progpipe.errors import Problem, ValidationError
from progpipe.source import UTF8_BOM, read_source

AROUND: Final = 60  # characters on each side of the place
# What no page may have (XML 1.0, 2.2), or what shows text in another order than it stands.
UNSAFE: Final = frozenset({"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"})
JOINERS: Final = "\u200c\u200d"


class Excerpts:
    """Lines of files. `known` is what was read of a file already."""

    def __init__(self, known: dict[str, bytes | None]) -> None:
        self._contents = known
        self._lines: dict[str, list[str]] = {}

    def of(self, problem: Problem) -> p.Inlines | None:
        """The line around the place of the problem, from which the place on stands out; None where there is none."""
        lines = self._of(problem.file) if problem.file and problem.line else []
        if problem.line is None or not 1 <= problem.line <= len(lines):
            return None
        text = lines[problem.line - 1].rstrip("\r")
        at = min(max((problem.column or 1) - 1, 0), len(text))
        start, end = max(at - AROUND, 0), at + AROUND
        before = ("…" if start else "") + legible(text[start:at]).lstrip()
        after = legible(text[at:end]) + ("…" if end < len(text) else "")
        if problem.column is None:
            return line(before + after)
        marked = p.Strong(children=line(after)) if after else ""
        return line(before, marked) if before and marked else line(marked or before or "…")

    def text(self, file: str) -> str:
        """What stands in the file, also where it is no UTF-8."""
        if file not in self._contents:
            try:
                self._contents[file] = read_source(Path(file))
            except ValidationError:
                self._contents[file] = None
        return (self._contents[file] or b"").removeprefix(UTF8_BOM).decode("utf-8", errors="replace")

    def _of(self, file: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = self.text(file).split("\n")
        return self._lines[file]


def legible(text: str) -> str:
    """The text in one line; a character that cannot be shown stands there as its escape."""
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char == "\t":
        return " "
    if char in JOINERS or unicodedata.category(char) not in UNSAFE:
        return char
    return char.encode("unicode_escape").decode("ascii")
