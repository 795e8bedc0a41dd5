"""Whether a value fits its schema: yes or no, and nothing else.

The library that says what is wrong takes a third of the time that it takes to read a source, and most sources are
right. Here are the keywords that our schemas have (JSON Schema 2020-12); whatever is not known here is for the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

Part = Mapping[str, Any]
Check = Callable[..., bool]  # of a value, what the keyword wants, the part of the schema, and the whole schema
DEFINITION: Final = "#/$defs/"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


KINDS: Final[Mapping[str, Callable[[Any], bool]]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: _is_number(value) and value == int(value),
    "null": lambda value: value is None,
    "number": _is_number,
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


class UnknownError(Exception):
    """A keyword, or a value of one, that only the library knows."""


def fits(value: Any, schema: Part) -> bool:
    """Whether the value certainly fits; where that is not known, it does not."""
    try:
        return _fits(value, schema, schema)
    except (UnknownError, ArithmeticError):  # what is infinite is no whole number
        return False


def _fits(value: Any, part: Part | bool, schema: Part) -> bool:
    if isinstance(part, bool):
        return part
    for keyword, wanted in part.items():
        if keyword in SILENT:
            continue
        check = CHECKS.get(keyword)
        if check is None:
            raise UnknownError(keyword)
        if not check(value, wanted, part, schema):
            return False
    return True


def _is(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list | dict):
        raise UnknownError("const")
    return bool(value == wanted) and isinstance(value, bool) is isinstance(wanted, bool)


def _size(kind: type[str] | type[list[Any]] | type[dict[str, Any]], fits_in: Callable[[int, int], bool]) -> Check:
    return lambda value, wanted, *_: not isinstance(value, kind) or fits_in(len(value), wanted)


def _at_least(value: int, limit: int) -> bool:
    return value >= limit


def _at_most(value: int, limit: int) -> bool:
    return value <= limit


def _number(fits_in: Callable[[Any, Any], bool]) -> Check:
    return lambda value, wanted, *_: not _is_number(value) or fits_in(value, wanted)


def _type(value: Any, wanted: Any, *_: Part) -> bool:
    return KINDS[wanted](value) if isinstance(wanted, str) else any(KINDS[kind](value) for kind in wanted)


def _ref(value: Any, wanted: str, _: Part, schema: Part) -> bool:
    if not wanted.startswith(DEFINITION):
        raise UnknownError(wanted)
    return _fits(value, schema["$defs"][wanted.removeprefix(DEFINITION)], schema)


def _items(value: Any, wanted: Part, part: Part, schema: Part) -> bool:
    if not isinstance(value, list):
        return True
    return len(value) <= part.get("maxItems", len(value)) and all(_fits(item, wanted, schema) for item in value)


def _pattern(value: Any, wanted: str, part: Part, _: Part) -> bool:
    if not isinstance(value, str):
        return True
    return len(value) <= part.get("maxLength", len(value)) and bool(re.search(wanted, value))


def _properties(value: Any, wanted: Part, _: Part, schema: Part) -> bool:
    return not isinstance(value, dict) or all(
        _fits(item, wanted[name], schema) for name, item in value.items() if name in wanted
    )


def _pattern_properties(value: Any, wanted: Part, part: Part, schema: Part) -> bool:
    if not isinstance(value, dict):
        return True
    return len(value) <= part.get("maxProperties", len(value)) and all(
        _fits(item, below, schema)
        for pattern, below in wanted.items()
        for name, item in value.items()
        if re.search(pattern, name)
    )


def _closed(value: Any, wanted: Any, part: Part, _: Part) -> bool:
    """What may be in an object stands beside this keyword, as `validator` says."""
    if wanted is not False:
        raise UnknownError("unevaluatedProperties")
    known, patterns = part.get("properties", {}), tuple(part.get("patternProperties", {}))
    return not isinstance(value, dict) or all(
        name in known or any(re.search(form, name) for form in patterns) for name in value
    )


def _if(value: Any, wanted: Part, part: Part, schema: Part) -> bool:
    then = "then" if _fits(value, wanted, schema) else "else"
    return then not in part or _fits(value, part[then], schema)


# What says nothing by itself: notes for people, what other keywords read, and what P116 is for.
SILENT: Final = frozenset(
    {
        *("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default"),
        *("then", "else", "uniqueItems"),
    }
)
CHECKS: Final[Mapping[str, Check]] = {
    "type": _type,
    "$ref": _ref,
    "const": lambda value, wanted, *_: _is(value, wanted),
    "enum": lambda value, wanted, *_: any(_is(value, choice) for choice in wanted),
    "required": lambda value, wanted, *_: not isinstance(value, dict) or all(name in value for name in wanted),
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "unevaluatedProperties": _closed,
    "items": _items,
    "pattern": _pattern,
    "minimum": _number(_at_least),
    "maximum": _number(_at_most),
    "minLength": _size(str, _at_least),
    "maxLength": _size(str, _at_most),
    "minItems": _size(list, _at_least),
    "maxItems": _size(list, _at_most),
    "minProperties": _size(dict, _at_least),
    "maxProperties": _size(dict, _at_most),
    "allOf": lambda value, wanted, _, schema: all(_fits(value, part, schema) for part in wanted),
    "not": lambda value, wanted, _, schema: not _fits(value, wanted, schema),
    "if": _if,
}
