"""Problems as a good compiler prints them: place, what is wrong, the line, a caret, the hint."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TextIO

from progpipe.errors import Problem, Severity

if TYPE_CHECKING:
    from progpipe.lint.model import Remark

WIDTH: Final = 100  # of a source line that is shown, in terminal cells
TAB: Final = "    "
JOINERS: Final = "\u200c\u200d"
# What a terminal would obey, or show in another order than it stands (Unicode: Cc, Cf, Cs, Zl, Zp).
UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
COLOURS: Final = {
    "bold": "1",
    "error": "1;31",
    "warning": "1;33",
    "fel": "1;31",
    "varning": "1;33",
    "tips": "1;36",
    "caret": "1;32",
    "hint": "36",
    "old": "31",
    "new": "32",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRemark:
    """A remark of the linter with its place in the file, and the sentence before and after its suggestion."""

    remark: Remark
    file: str
    line: int | None = None
    column: int | None = None
    change: tuple[str, str] | None = None

    @property
    def pointer(self) -> str:
        return self.remark.pointer


class Printer:
    """Writes to one stream, in colour only where a person looks at it (https://no-color.org)."""

    def __init__(self, stream: TextIO, texts: Mapping[str, str]) -> None:
        self._stream = stream
        self._lines: dict[str, list[str]] = {}
        self._texts = texts
        terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._colour = terminal and not os.environ.get("NO_COLOR")

    def line(self, text: str) -> None:
        """One line of plain text."""
        print(safe(text), file=self._stream)

    def problems(self, problems: Iterable[Problem]) -> None:
        """Each problem, with the line it is about where there is one."""
        for problem in problems:
            print("\n".join(self._problem(problem)), file=self._stream)

    def remarks(self, remarks: Iterable[PlacedRemark]) -> None:
        """Each remark of the linter, with the line it is about and what would stand there instead."""
        for placed in remarks:
            print("\n".join(self._remark(placed)), file=self._stream)

    def _problem(self, problem: Problem) -> Iterator[str]:
        yield from self._place(problem, str(problem.severity), f"{problem.code}: {safe(problem.message)}")
        yield f"    {self._paint('hint', 'hint:')} {safe(problem.hint)}"

    def _remark(self, placed: PlacedRemark) -> Iterator[str]:
        remark = placed.remark
        yield from self._place(placed, str(remark.level), f"{remark.code}: {safe(remark.message)}")
        if placed.change:
            old, new = placed.change
            yield f"    {self._paint('old', f'- {safe(old)}')}"
            yield f"    {self._paint('new', f'+ {safe(new)}')}"

    def _place(self, found: Problem | PlacedRemark, kind: str, message: str) -> Iterator[str]:
        """Where something is, what it is, and the line of the source."""
        place = ":".join(safe(str(part)) for part in (found.file, found.line, found.column) if part is not None)
        before = self._paint("bold", place) + ": " if place else ""
        yield f"{before}{self._paint(kind, kind)} {message}"
        if found.line is None and found.pointer:
            yield f"    at {safe(found.pointer)}"
        yield from self._excerpt(found)

    def _excerpt(self, found: Problem | PlacedRemark) -> Iterator[str]:
        lines = self._source(found.file)
        if found.line is None or found.column is None or not 1 <= found.line <= len(lines):
            return
        text, offset = excerpt(lines[found.line - 1], found.column)
        number = f"{found.line:>6}"
        yield f"{number} | {text}"
        yield f"{' ' * len(number)} | {' ' * offset}{self._paint('caret', '^')}"

    def _source(self, file: str | None) -> list[str]:
        if file is None or file not in self._texts:
            return []
        if file not in self._lines:
            self._lines[file] = self._texts[file].split("\n")
        return self._lines[file]

    def _paint(self, colour: str, text: str) -> str:
        return f"\x1b[{COLOURS[colour]}m{text}\x1b[0m" if self._colour else text


def summary(problems: Iterable[Problem]) -> str:
    """How many there are: "2 errors, 1 warning"."""
    severities = [problem.severity for problem in problems]
    counts = [(severities.count(severity), str(severity)) for severity in Severity]
    return ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for count, name in counts if count)


def excerpt(line: str, column: int, width: int = WIDTH) -> tuple[str, int]:
    """A line as a terminal can show it, cut around a column (from 1), and the cell where the caret stands."""
    line = line.rstrip("\r")
    place = min(max(column - 1, 0), len(line))
    first, last = max(0, place - width), place + width
    before, after = [_cell(char) for char in line[first:place]], [_cell(char) for char in line[place:last]]
    cut_before, cut_after = first > 0, last < len(line)
    if sum(size for _, size in before + after) > width or cut_before or cut_after:
        cut_before |= _shorten(before, width // 2, 0)
        cut_after |= _shorten(after, width // 2, -1)
    left = ("…" if cut_before else "") + "".join(shown for shown, _ in before)
    offset = sum(size for _, size in before) + cut_before
    return left + "".join(shown for shown, _ in after) + ("…" if cut_after else ""), offset


def _shorten(cells: list[tuple[str, int]], width: int, end: int) -> bool:
    """Drop cells from one end until they fit; whether any were dropped."""
    size, kept = 0, 0
    for _, cell in cells if end else reversed(cells):
        size += cell
        if size > width:
            break
        kept += 1
    dropped = len(cells) - kept
    cells[:] = cells[:kept] if end else cells[dropped:]
    return dropped > 0


def _cell(char: str) -> tuple[str, int]:
    """A character as it is shown, and how many cells of a terminal it takes (UAX #11)."""
    if char == "\t":
        return TAB, len(TAB)
    if unicodedata.category(char) in {"Mn", "Me"} or char in JOINERS:
        return char, 0
    shown = safe(char)
    wide = len(shown) == 1 and unicodedata.east_asian_width(char) in {"W", "F"}
    return shown, 2 if wide else len(shown)


def safe(text: str) -> str:
    """The text without anything that a terminal would obey: controls are shown as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(char) for char in text)


def _escaped(char: str) -> str:
    if char in JOINERS or unicodedata.category(char) not in UNSAFE:
        return char
    return char.encode("unicode_escape").decode("ascii")
