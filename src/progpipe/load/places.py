"""Where things are in JSON text: a tokenizer that does not recurse.

The common JSON readers that keep positions recurse, and take the last of two equal keys in silence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from progpipe.errors import pointer

STRING: Final = r'"[^"\\]*(?:\\.[^"\\]*)*"?'
TOKEN: Final = re.compile(rf"{STRING}|[{{}}\[\],:]|[^\s{{}}\[\],:\"]+", re.DOTALL)
BRACKET: Final = re.compile(rf"{STRING}|([\[{{])|([\]}}])", re.DOTALL)
# What opens a value or stands between two: one more than there are commas, and the brackets.
VALUE: Final = re.compile(rf"{STRING}|([\[{{,])", re.DOTALL)

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A value in the text.

    `key` is the offset of its key, None in a list; `again` says that the key was used before.
    """

    path: Path
    token: str
    start: int
    key: int | None
    again: bool

    @property
    def pointer(self) -> str:
        """The JSON Pointer of the value (RFC 6901)."""
        return pointer(*self.path)


def too_deep(text: str, limit: int) -> int | None:
    """The offset of the first bracket that is nested deeper than `limit`, None where there is none."""
    depth = 0
    for match in BRACKET.finditer(text):
        if match[1]:
            depth += 1
            if depth > limit:
                return match.start()
        elif match[2]:
            depth -= 1
    return None


def too_many(text: str, limit: int) -> int | None:
    """The offset at which a text has more than `limit` values, None where it has not."""
    if sum(map(text.count, ",[{")) < limit:  # those in texts among them
        return None
    values = (match.start() for match in VALUE.finditer(text) if match[1])
    return next(islice(values, limit, None), None)


def too_many_brackets(text: str, limit: int) -> int | None:
    """The offset of the square bracket after the first `limit`, in texts too, None where there are no more."""
    if text.count("[") <= limit:
        return None
    return next(islice((match.start() for match in re.finditer(r"\[", text)), limit, None), None)


def members(text: str) -> Iterator[Member]:
    """Every value of a JSON text that is well formed, with its path, in the order of the text."""
    stack: list[_Level] = []
    for match in TOKEN.finditer(text):
        found, start = match[0], match.start()
        level = stack[-1] if stack else None
        if found in "}]":
            stack.pop()
        elif found == ",":
            if level is not None and level.keys is None:
                level.name = int(level.name) + 1
        elif found == ":":
            continue
        elif level is not None and level.keys is not None and level.key is None:
            level.open_key(_string(found), start)
        else:
            yield _member(stack, found, start)
            if level is not None:
                level.key = None
            if found in "{[":
                stack.append(_Level(found == "{"))


class _Level:
    """An object or a list that is open. `keys` is None in a list, whose `name` counts."""

    __slots__ = ("again", "key", "keys", "name")

    def __init__(self, is_object: bool) -> None:
        self.keys: set[str] | None = set() if is_object else None
        self.name: str | int = 0
        self.key: int | None = None
        self.again = False

    def open_key(self, name: str, start: int) -> None:
        assert self.keys is not None
        self.again = name in self.keys
        self.keys.add(name)
        self.name, self.key = name, start


def _member(stack: list[_Level], token: str, start: int) -> Member:
    path = tuple([level.name for level in stack])
    level = stack[-1] if stack else None
    return Member(
        path=path, token=token, start=start, key=level.key if level else None, again=bool(level and level.again)
    )


def _string(token: str) -> str:
    plain = "\\" not in token and token.endswith('"')  # as almost all are
    return token[1:-1] if plain else str(json.loads(token, strict=False))


class Lines:
    """From offsets to lines and columns, both counted from 1, columns in code points.

    Lines are counted on from the last offset that was asked for: sixteen million line breaks take no memory.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset, self._line = 0, 1

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset."""
        if offset < self._offset:
            self._offset, self._line = 0, 1
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return self._line, offset - self._text.rfind("\n", 0, offset)
