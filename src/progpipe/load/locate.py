"""Where problems are in JSON text that can be read: from their pointers to lines and columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.places import Lines

# A property that does not belong where it stands is shown at its name, not at its value.
AT_NAME: Final = frozenset({"P203"})


def locate(problems: Iterable[Problem], text: str) -> list[Problem]:
    """The problems, each that has no place yet with the line and column that its pointer leads to."""
    found = list(problems)
    wanted = {(problem.pointer, problem.code in AT_NAME) for problem in found if problem.line is None}
    places = dict(_places(text, wanted)) if wanted else {}
    return [
        problem.at(*places[key])
        if problem.line is None and (key := (problem.pointer, problem.code in AT_NAME)) in places
        else problem
        for problem in found
    ]


def _places(text: str, wanted: set[tuple[str, bool]]) -> Iterator[tuple[tuple[str, bool], tuple[int, int]]]:
    """Where the values, or their names, are; of a name that is used twice the last place, since its value counts.

    In what turns out to be no JSON nothing has a place from there on.
    """
    lines = Lines(text)
    with suppress(ValueError, IndexError, RecursionError):
        for place, start, key in _on_the_way(text, _tree({place for place, _ in wanted})):
            for known, offset in (((place, True), key), ((place, False), start)):
                if known in wanted and offset is not None:
                    yield known, lines.at(offset)


_Branch = dict[str, "_Branch"]
SPACE: Final = re.compile(r"[ \t\n\r]*")
SKIP: Final = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str).raw_decode


def _tree(pointers: Iterable[str]) -> _Branch:
    """The pointers as a tree of names; of an item of a list its number is the name."""
    root: _Branch = {}
    for place in pointers:
        branch = root
        for name in place.split("/")[1:]:
            branch = branch.setdefault(name, {})
    return root


def _on_the_way(text: str, wanted: _Branch) -> Iterator[tuple[str, int, int | None]]:
    """The pointer of each value that is on the way to a wanted one, where it begins, and where its name does.

    Everything beside the way is passed by the reader of Python, which is written in C.
    """
    start = _after_space(text, 0)
    is_open = text[start] in "{["
    yield "", start, None
    open_values = [("", wanted, *_opened(text, start))] if is_open else []
    while open_values:
        place, branch, at, number = open_values.pop()
        if text[at] in "}]":
            at = _after_space(text, at + 1)
            if open_values:  # the value around it goes on after it
                around = open_values.pop()
                open_values.append((*around[:2], _after_comma(text, at), around[3]))
            continue
        name, key, start = _next(text, at, number)
        following = None if number is None else number + 1
        inside = branch.get(name)
        if inside is not None:
            yield f"{place}/{name}", start, key
        if inside and text[start] in "{[":
            open_values += [(place, branch, at, following), (f"{place}/{name}", inside, *_opened(text, start))]
        else:
            end = _after_space(text, SKIP(text, start)[1])
            open_values.append((place, branch, _after_comma(text, end), following))


def _opened(text: str, start: int) -> tuple[int, int | None]:
    """Where the first part of an object or a list stands, and its number; an object's parts have names."""
    return _after_space(text, start + 1), 0 if text[start] == "[" else None


def _next(text: str, at: int, number: int | None) -> tuple[str, int | None, int]:
    """The name of a part as pointers write it, where its own name stands, and where its value does."""
    if number is not None:
        return str(number), None, at
    name, end = SKIP(text, at)
    return pointer(name)[1:], at, _after_space(text, _after_space(text, end) + 1)


def _after_space(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def _after_comma(text: str, at: int) -> int:
    return _after_space(text, at + 1) if text[at] == "," else at
