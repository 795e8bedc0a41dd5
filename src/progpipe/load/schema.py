"""The source against its JSON Schema (2020-12)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from progpipe.data import data_folder
from progpipe.errors import Problem, pointer

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError as SchemaError

NAMES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a text in double quotes",
}
OUT_OF_BOUNDS: Final = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "maxProperties"}


@cache
def schema() -> Mapping[str, Any]:
    """The schema of a programme."""
    text = (data_folder("schema") / "programme.schema.json").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = json.loads(text)
    return loaded


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return Draft202012Validator(schema())


def schema_problems(value: Any) -> Iterator[Problem]:
    """A problem for each thing that the schema refuses: P201 to P207."""
    seen = set()
    for error in _validator().iter_errors(value):
        for problem in _problems(error):
            key = (problem.code, problem.pointer, problem.message)
            if key not in seen:
                seen.add(key)
                yield problem


def _problems(error: SchemaError) -> Iterator[Problem]:
    place = pointer(*error.absolute_path)
    about = str(_part(error).get("description", ""))
    kind = error.validator
    if kind == "required":
        yield from _missing(error, place)
    elif kind == "unevaluatedProperties":
        yield from _unknown(error, place)
    elif kind == "type":
        wanted = NAMES.get(str(error.validator_value), str(error.validator_value))
        yield _problem("P201", place, f"this is {_kind(error.instance)}, not {wanted}", about or f"Write {wanted}.")
    elif kind == "pattern":
        yield _problem("P204", place, f"{_shown(error.instance)} has not the form that it must have", about)
    elif kind in {"enum", "const"}:
        yield _choice(error, place)
    elif kind in OUT_OF_BOUNDS:
        yield _problem("P206", place, f"this breaks the limit {kind} {error.validator_value}", about)
    else:
        yield _problem("P207", place, f"this breaks the rule {kind} of the schema", about)


def _part(error: SchemaError) -> Mapping[str, Any]:
    """The part of the schema that was broken."""
    return cast("Mapping[str, Any]", error.schema)


def _missing(error: SchemaError, place: str) -> Iterator[Problem]:
    for name in cast("list[str]", error.validator_value):
        if name not in cast("dict[str, Any]", error.instance):
            part = _part(error).get("properties", {}).get(name, {})
            hint = f"Add it: {part.get('description', 'see the schema')}"
            yield _problem("P202", place, f"{name!r} is missing", hint)


def _unknown(error: SchemaError, place: str) -> Iterator[Problem]:
    known = _part(error).get("properties", {})
    for name in cast("dict[str, Any]", error.instance):
        if name in known or _matches(_part(error), name):
            continue
        close = get_close_matches(name, known, n=1)
        hint = (
            f"Did you mean {close[0]!r}?"
            if close
            else f"Known here: {', '.join(known) or _part(error)['description']}."
        )
        yield _problem("P203", place + pointer(name), f"{name!r} is not known here", hint)


def _matches(part: Mapping[str, Any], name: str) -> bool:
    import re  # noqa: PLC0415

    return any(re.search(pattern, name) for pattern in part.get("patternProperties", {}))


def _choice(error: SchemaError, place: str) -> Problem:
    value: Any = error.validator_value
    choices = [value] if error.validator == "const" else value
    close = get_close_matches(str(error.instance), [str(choice) for choice in choices], n=1)
    suggestion = f"Did you mean {close[0]!r}? " if close else ""
    hint = f"{suggestion}It can be {', '.join(repr(choice) for choice in choices)}."
    return _problem("P205", place, f"{_shown(error.instance)} cannot stand here", hint)


def _problem(code: str, place: str, message: str, hint: str) -> Problem:
    return Problem(code=code, pointer=place, message=message, hint=hint or "See the schema.")


def _kind(value: object) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return NAMES[kinds.get(type(value), "null")]


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"  # noqa: PLR2004
