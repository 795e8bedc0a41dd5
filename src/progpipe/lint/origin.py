"""Where the characters that a reader sees stand in the source: behind its markup, and behind JSON's escapes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from progpipe import publication as p
from progpipe.inline import parse_inline
from progpipe.lint.text import spelling

# The strings that are plain text: what they say is what they are written as.
PLAIN: Final = re.compile(r"/(?:title|alternative)$")
BREAK: Final = re.compile(r" *\\?\n *")
LABEL_END: Final = re.compile(r"\](?:\{lang=[^}]*\}|\()")
ESCAPE: Final = re.compile(r"\\u[0-9A-Fa-f]{4}|\\.|[^\\]", re.DOTALL)
HIGH: Final = re.compile(r"\\u[dD][89abAB][0-9A-Fa-f]{2}")


class AlignmentError(ValueError):
    """The text and its source are not as they were thought to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A string of the source and what a reader sees of it; `places` has, for each character, its offset there."""

    source: str
    text: str
    places: tuple[int, ...]

    def replaced(self, start: int, end: int, new: str) -> str | None:
        """The string with other words from `start` to `end` of the text; None where there is markup among them."""
        if not 0 <= start < end <= len(self.text):
            return None
        first, last = self.places[start], self.places[end - 1] + 1
        escaped = self.source[:first].endswith("\\") and (not start or self.places[start - 1] < first - 1)
        if escaped or self.source[first:last] != self.text[start:end]:
            return None
        return self.source[:first] + new + self.source[last:]


def origin(pointer: str, source: str) -> Origin | None:
    """What a reader sees of the string that a pointer leads to.

    None where that cannot be said for certain: nobody may then be told a place, and nothing may be replaced.
    """
    if PLAIN.search(pointer):
        return Origin(source=source, text=source, places=tuple(range(len(source))))
    nodes = parse_inline(source)
    try:
        walk = _Walk(source)
        walk.line(nodes)
    except AlignmentError:
        return None
    return Origin(source=source, text=spelling(nodes), places=tuple(walk.found))


class _Walk:
    """Goes through the nodes of a line and its source side by side."""

    def __init__(self, source: str) -> None:
        self.found: list[int] = []
        self._source = source
        self._here = 0

    def line(self, nodes: p.Inlines) -> None:
        for node in nodes:
            self._node(node)

    def _node(self, node: p.Inline) -> None:
        match node:
            case p.Text(value=value):
                self._text(value)
            case p.LineBreak():
                self._break()
            case p.NoteReference(target=key):
                self._expect(f"[^{key}]")
            case p.Emphasis(children=children):
                self._around(children, 1)
            case p.Strong(children=children):
                self._around(children, 2)
            case p.Link() | p.Reference() | p.Language():
                self._expect("[")
                self.line(node.children)
                self._close()

    def _text(self, value: str) -> None:
        for char in value:
            # CommonMark takes the backslash away that stands before a mark (CommonMark 0.31, 2.4).
            if self._source.startswith("\\" + char, self._here):
                self._here += 1
            self.found.append(self._here)
            self._expect(char)

    def _break(self) -> None:
        gap = BREAK.match(self._source, self._here)
        if not gap:
            raise AlignmentError
        self.found.append(self._source.index("\n", self._here))
        self._here = gap.end()

    def _around(self, children: p.Inlines, size: int) -> None:
        mark = self._at(self._here)
        if mark not in {"*", "_"}:
            raise AlignmentError
        self._expect(mark * size)
        self.line(children)
        self._expect(mark * size)

    def _close(self) -> None:
        """The end of a link or of text in another language; what is in the brackets of an address is skipped."""
        end = LABEL_END.match(self._source, self._here)
        if not end:
            raise AlignmentError
        self._here = end.end()
        depth = 1 if end[0].endswith("(") else 0
        while depth:
            char = self._at(self._here)
            if not char:
                raise AlignmentError
            self._here += 2 if char == "\\" else 1
            depth += {"(": 1, ")": -1}.get(char, 0)

    def _expect(self, text: str) -> None:
        if not self._source.startswith(text, self._here):
            raise AlignmentError
        self._here += len(text)

    def _at(self, place: int) -> str:
        return self._source[place : place + 1]


def token_offset(token: str, place: int) -> int:
    """The offset in a JSON string, quotation marks and all, of a character of its value."""
    for number, offset in enumerate(_characters(token)):
        if number == place:
            return offset
    return len(token) - 1


def _characters(token: str) -> Iterator[int]:
    """Where each character of the value begins; two escapes may make one character (RFC 8259, 7)."""
    pair = False
    for match in ESCAPE.finditer(token, 1, len(token) - 1):
        if not pair:
            yield match.start()
        pair = not pair and bool(HIGH.match(match[0])) and token.startswith("\\u", match.end())
