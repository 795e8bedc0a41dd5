"""The form of changes.txt, read; and where in a text a value is, found another way than the loader does."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from progpipe.errors import Problem
from progpipe.load import basis_of

FOLDER = Path(__file__).parent
MINIMAL = (FOLDER / "minimal.json").read_text(encoding="utf-8")
AT_NAME = {"P203"}


@dataclass(kw_only=True)
class Case:
    """A name, what is changed, and what comes of it."""

    name: str
    changes: list[tuple[str, ...]] = field(default_factory=list)
    valid: bool = False
    problems: list[tuple[str, str]] = field(default_factory=list)

    def source(self) -> dict[str, Any]:
        """The minimal programme with the changes made."""
        source = json.loads(MINIMAL)
        for pointer, *value in self.changes:
            if value:
                put(source, pointer, with_basis(json.loads(value[0]), source))
            else:
                remove(source, pointer)
        return source


def cases(name: str) -> list[Case]:
    """The cases of a file."""
    found: list[Case] = []
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            found.append(Case(name=line))
        elif line.strip().startswith("=>"):
            expect(found[-1], line.strip().removeprefix("=>").strip())
        elif line.strip().startswith("remove "):
            found[-1].changes.append((line.strip().removeprefix("remove "),))
        else:
            pointer, value = line.strip().split(" = ", 1)
            found[-1].changes.append((unescaped(pointer), value))
    return found


def expect(case: Case, text: str) -> None:
    words = text.split(" ", 2) if text.startswith("valid") else [text]
    if words[0] == "valid":
        case.valid, text = True, " ".join(words[1:])
    if text:
        code, _, pointer = text.partition(" ")
        case.problems.append((code, unescaped(pointer)))


def unescaped(pointer: str) -> str:
    return str(json.loads(f'"{pointer}"'))


def with_basis(value: Any, source: dict[str, Any]) -> Any:
    """The value with the digest of the programme's title where the file says so."""
    text = json.dumps(value).replace("(that of the title)", basis_of(json.loads(MINIMAL), "programme"))
    return json.loads(text)


def put(source: Any, pointer: str, value: Any) -> None:
    *path, last = parts(pointer)
    for part in path:
        source = source[int(part) if isinstance(source, list) else part]
    if isinstance(source, list):
        source[int(last) : int(last) + 1] = [value]
    else:
        source[last] = value


def remove(source: Any, pointer: str) -> None:
    *path, last = parts(pointer)
    for part in path:
        source = source[int(part) if isinstance(source, list) else part]
    del source[last]


def parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def value_at(source: Any, pointer: str) -> Any:
    """The value that a pointer leads to. Raises `LookupError`, `TypeError` or `ValueError` where it leads nowhere."""
    for part in parts(pointer):
        source = source[part if isinstance(source, dict) else int(part)]
    return source


def check_place(problem: Problem, text: str, source: Any) -> None:
    """At the line and column of a problem stands the value, or the name, that its pointer leads to."""
    assert problem.line is not None, problem
    assert problem.column is not None, problem
    line = text.split("\n")[problem.line - 1]
    assert 1 <= problem.column <= len(line), problem
    offset = sum(len(other) + 1 for other in text.split("\n")[: problem.line - 1]) + problem.column - 1
    found, _ = json.JSONDecoder(strict=False).raw_decode(text, offset)
    wanted = parts(problem.pointer)[-1] if problem.code in AT_NAME else value_at(source, problem.pointer)
    assert found == wanted, problem
