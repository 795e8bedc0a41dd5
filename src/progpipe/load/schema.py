"""The source against its JSON Schema (2020-12)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from progpipe.errors import Problem, pointer
from progpipe.load.fits import fits
from progpipe.load.suggestions import Suggestions
from progpipe.load.validator import PROGRAMME, schema, unknown_names, validator

if TYPE_CHECKING:
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
# The limits of the schema in words, with the number where # stands: what is wrong, and what to do.
LIMITS: Final = {
    "minimum": ("the number is too small: the least is #", "Write a larger one."),
    "maximum": ("the number is too large: the most is #", "Write a smaller one."),
    "minLength": ("the text is empty", "Write something, or remove it."),
    "maxLength": ("the text is too long: the most is # characters", "Shorten it, or divide it."),
    "minItems": ("the list is too short: the least is #", "Add something, or remove the list."),
    "maxItems": ("the list is too long: the most is #", "Shorten it, or divide it."),
    "minProperties": ("there is nothing in it", "Write something in it, or remove it."),
    "maxProperties": ("there is too much in it: the most is #", "Remove what is not needed."),
}
LONGEST: Final = 60  # characters of a value that a message shows
BLANK: Final = "\\S"  # the pattern of what must not be blank


def schema_problems(value: Any, name: str = PROGRAMME) -> Iterator[Problem]:
    """A problem for each thing that the schema with that name refuses: P201 to P207."""
    if fits(value, schema(name)):
        return
    seen = set()
    for error in validator(name).iter_errors(value):
        for problem in _problems(error):
            key = (problem.code, problem.pointer, problem.message)
            if key not in seen:
                seen.add(key)
                yield problem


def _problems(error: SchemaError) -> Iterator[Problem]:
    place, value = pointer(*error.absolute_path), cast("Any", error.validator_value)
    about = str(_part(error).get("description", ""))
    match str(error.validator):
        case "required":
            yield from _missing(error, place)
        case "unevaluatedProperties":
            yield from _unknown(error, place)
        case "type":
            wanted = " or ".join(NAMES[name] for name in ([value] if isinstance(value, str) else value))
            message = f"this is {_kind(error.instance)}, not {wanted}"
            yield _problem("P201", place, message, f"Write {wanted}. {about}")
        case "pattern" if value == BLANK:
            yield _problem("P204", place, "the text is blank", f"Write something, or remove it. {about}")
        case "pattern":
            yield _problem("P204", place, f"{_shown(error.instance)} has not the form that it must have", about)
        case "enum" | "const":
            yield _choice(error, place)
        case "minLength" if _part(error).get("pattern") == BLANK:
            pass  # it is blank, as its pattern says
        case keyword if keyword in LIMITS:
            message, remedy = LIMITS[keyword]
            yield _problem("P206", place, message.replace("#", str(value)), f"{remedy} {about}")
        case keyword:
            yield _problem("P207", place, *_other(keyword, value))


def _other(keyword: str, value: Any) -> tuple[str, str]:
    if keyword == "not" and "required" in value:
        names = ", ".join(repr(name) for name in value["required"])
        return f"there are blocks beside {names}", f"Keep one: blocks, or {names}."
    if keyword == "oneOf" and all("required" in choice for choice in value):
        names = " or ".join(repr(name) for choice in value for name in choice["required"])
        return f"here must be {names}, and not both", f"Write {names}, and leave the other out."
    return f"this breaks the rule {keyword} of the schema", "See how a programme is written in the documentation."


def _part(error: SchemaError) -> Mapping[str, Any]:
    """The part of the schema that was broken."""
    return cast("Mapping[str, Any]", error.schema)


def _missing(error: SchemaError, place: str) -> Iterator[Problem]:
    for name in cast("list[str]", error.validator_value):
        if name not in cast("dict[str, Any]", error.instance):
            part = _part(error).get("properties", {}).get(name, {})
            hint = f"Add it: {part.get('description') or _description(name)}"
            problem = _problem("P202", place, f"{name!r} is missing", hint)
            yield problem


def _description(name: str) -> str:
    """What a property is, said where it stands first in the schema: a condition that asks for it does not say it."""
    parts = schema()["$defs"].values()
    found = (part["properties"][name]["description"] for part in parts if name in part.get("properties", {}))
    return str(next(found, "see how a programme is written in the documentation."))


def _unknown(error: SchemaError, place: str) -> Iterator[Problem]:
    part = _part(error)
    known = part.get("properties", {})
    suggestions = Suggestions(known)
    every = f"Known here: {', '.join(known)}." if known else str(part["description"])
    for name in unknown_names(cast("dict[str, Any]", error.instance), part):
        near = suggestions.nearest(name)
        hint = f"Did you mean {near!r}?" if near else every
        yield _problem("P203", place + pointer(name), f"{name!r} is not known here", hint)


def _choice(error: SchemaError, place: str) -> Problem:
    value: Any = error.validator_value
    choices: Iterable[Any] = [value] if error.validator == "const" else value
    near = Suggestions(map(str, choices)).nearest(str(error.instance))
    suggestion = f"Did you mean {near!r}? " if near else ""
    hint = f"{suggestion}It can be {', '.join(repr(choice) for choice in choices)}."
    return _problem("P205", place, f"{_shown(error.instance)} cannot stand here", hint)


def _problem(code: str, place: str, message: str, hint: str) -> Problem:
    return Problem(code=code, pointer=place, message=message, hint=hint.strip())


def _kind(value: object) -> str:
    kinds = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return NAMES[kinds.get(type(value), "null")]


def _shown(value: object) -> str:
    """A value as the source has it, cut, and with nothing that no text may have."""
    if isinstance(value, list | dict):
        return _kind(value)
    if not isinstance(value, str):
        return json.dumps(value)
    shown = json.dumps(value[:LONGEST], ensure_ascii=not value[:LONGEST].isprintable())
    return shown if len(value) <= LONGEST else f"{shown[:-1]}…"
