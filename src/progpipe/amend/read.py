"""A file of amendments, read and checked against its schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from progpipe.amend.model import Action, Amendment, Amendments, Place
from progpipe.errors import Problem, ValidationError, pointer
from progpipe.load.locate import locate
from progpipe.load.parse import parse
from progpipe.load.schema import schema_problems
from progpipe.source import decode, read_source

SCHEMA: Final = "amendments"


def read_amendments(source: Path | str) -> tuple[Amendments, str]:
    """The amendments of a file, and its text, in which places are found.

    Raises `ValidationError` with every problem: those of any JSON file (P001 to P012) and of the schema (P201 to P207).
    """
    try:
        text, problems = decode(read_source(Path(source)))
        value, faults = parse(text)
    except ValidationError as error:
        raise _of(source, error.problems) from error
    found = [*problems, *faults, *(() if faults else schema_problems(value, SCHEMA))]
    if found:
        raise _of(source, locate(found, text))
    return _amendments(_composed(value)), text


def _of(source: Path | str, problems: Iterable[Problem]) -> ValidationError:
    return ValidationError(replace(problem, file=str(source)) for problem in problems)


def _amendments(value: Mapping[str, Any]) -> Amendments:
    return Amendments(
        programme=value["programme"],
        meeting=value.get("meeting", ""),
        amendments=tuple(
            _amendment(item, pointer("amendments", place)) for place, item in enumerate(value["amendments"])
        ),
    )


def _amendment(value: Mapping[str, Any], place: str) -> Amendment:
    new = value.get("new", "")
    return Amendment(
        pointer=place,
        motion=value["motion"],
        mover=value["mover"],
        action=Action(value["action"]),
        id=value.get("id", ""),
        section=value.get("section", ""),
        old=value.get("old", ""),
        digest=value.get("digest", ""),
        new=new if isinstance(new, str) else "",
        thing=None if isinstance(new, str) else new,
        notes=value.get("notes", {}),
        after=Place(**value["after"]) if "after" in value else None,
    )


def _composed(value: Any) -> Any:
    """The same with every text in NFC (Unicode Standard Annex 15), as a source is written: people see no difference."""
    if isinstance(value, str):
        return normalize("NFC", value)
    if isinstance(value, list):
        return [_composed(item) for item in value]
    return {name: _composed(item) for name, item in value.items()} if isinstance(value, dict) else value
