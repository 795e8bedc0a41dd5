"""From text to JSON values, with every fault of the text itself (RFC 8259, RFC 7493)."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from progpipe.errors import Problem, ValidationError, pointer
from progpipe.load.places import Lines, Path, members, too_deep, too_many, too_many_brackets
from progpipe.load.tree import leaves, objects

DEEPEST: Final = 64
# Hundreds of times the programme of a town. Square brackets begin links and notes, and are the slowest to parse.
LIMITS: Final = (("values", 300_000, too_many), ("square brackets", 100_000, too_many_brackets))
MOST_FOUND: Final = 2_000  # problems of a kind: nobody reads more, and looking for them takes time
LARGEST: Final = 2**53 - 1  # RFC 7493, 2.2: what every reader of JSON keeps exactly
NUMBER: Final = re.compile(r"-?(NaN|Infinity|\d.*)", re.DOTALL)
# What XML 1.0 cannot hold (2.2), lone surrogates, and controls that turn text around unseen.
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
ESCAPED: Final = re.compile(r"\\[ubfr]")  # how such a character can be written in JSON, among others
CURLY: Final = tuple("“”„’‘'")
COMMA: Final = "Is there a comma too much before this? After the last thing in a list or an object stands none."
QUOTES: Final = 'Use straight quotation marks ("), as a text editor writes them and a word processor does not.'
# What Python's reader says, as an editor understands it: what is wrong, and what to do.
SYNTAX: Final = {
    "Expecting property name": ("a name in double quotes must stand here", COMMA),
    "Illegal trailing comma": ("here is a comma too much", "Remove it."),
    "Expecting ',' delimiter": (
        "a comma, or the end of the list or object, must stand here",
        "Is a comma or a quotation mark missing just before this?",
    ),
    "Expecting ':' delimiter": ("a colon must stand here", "Between a name and its value stands a colon."),
    "Expecting value": (
        "a value must stand here",
        f"Write a text in double quotes, a number, a list or an object. {COMMA}",
    ),
    "Invalid control character": (
        "there is a line break or a tab inside a text",
        "Close the text on the same line. A line break inside a text is written \\n.",
    ),
    "Unterminated string": ("the text that begins here is not closed", "Put a double quote at its end."),
    "Invalid \\": ("this backslash begins nothing that JSON knows", "Write two backslashes where you mean one."),
    "Extra data": ("something stands after the end", "The programme is one object: remove what comes after it."),
}


def parse(text: str) -> tuple[Any, list[Problem]]:
    """The JSON value, and problems that leave it readable: P007 to P009.

    Raises `ValidationError` where there is no value: P005 for nesting, P006 for syntax, P012 for size.
    """
    _measure(text)
    suspicious = [False]
    try:
        value = json.loads(
            text,
            object_pairs_hook=lambda pairs: _object(pairs, suspicious),
            parse_constant=lambda _: _suspect(suspicious),
            parse_int=lambda digits: _number(digits, suspicious),
            parse_float=lambda digits: _number(digits, suspicious),
        )
    except json.JSONDecodeError as error:
        raise ValidationError([_syntax(error)]) from error
    problems = list(islice(_faults(text), MOST_FOUND)) if suspicious[0] else []
    if FORBIDDEN.search(text) or ESCAPED.search(text):
        problems += islice(_texts(value), MOST_FOUND)
    return value, problems


def _measure(text: str) -> None:
    """Refuse what would take long or break readers that recurse."""
    for what, limit, measure in LIMITS:
        place = measure(text, limit)
        if place is not None:
            line, column = Lines(text).at(place)
            message = f"the programme has more than {limit:,} {what}"
            hint = "That is thousands of pages. Is it the right file?"
            raise ValidationError([Problem(code="P012", line=line, column=column, message=message, hint=hint)])
    deep = too_deep(text, DEEPEST)
    if deep is not None:
        line, column = Lines(text).at(deep)
        raise ValidationError([_deep().at(line, column)])


def _deep() -> Problem:
    message = f"brackets are nested more than {DEEPEST} deep"
    return Problem(code="P005", message=message, hint="A programme needs no more than twenty levels.")


def written(value: Mapping[str, Any]) -> str:
    """A mapping as JSON text. Raises `ValidationError`: P005 for nesting, P011 for what JSON cannot express."""
    try:
        return json.dumps(value, default=_plain, allow_nan=False)
    except RecursionError as error:
        raise ValidationError([_deep()]) from error
    except (TypeError, ValueError) as error:
        hint = "Give what json.load would give: dictionaries, lists, strings, finite numbers, true, false and null."
        raise ValidationError([Problem(code="P011", message=f"the mapping is no JSON: {error}", hint=hint)]) from error


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def _object(pairs: list[tuple[str, Any]], suspicious: list[bool]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        suspicious[0] = True
    return made


def _suspect(suspicious: list[bool]) -> int:
    suspicious[0] = True
    return 0


def _number(digits: str, suspicious: list[bool]) -> int | float:
    return _suspect(suspicious) if _unsafe(digits) else json.loads(digits)


def _unsafe(digits: str) -> bool:
    return len(digits) > len(str(LARGEST)) * 2 or not math.isfinite(float(digits)) or abs(float(digits)) > LARGEST


def _faults(text: str) -> Iterator[Problem]:
    """Keys used twice and numbers that are none, with their places."""
    lines = Lines(text)
    for member in members(text):
        if member.again and member.key is not None:
            line, column = lines.at(member.key)
            hint = "Only one of the two can count: remove or rename one."
            message = f"the name {member.path[-1]!r} is used twice in one object"
            yield Problem(
                code="P007", pointer=pointer(*member.path), line=line, column=column, message=message, hint=hint
            )
        if NUMBER.fullmatch(member.token) and _unsafe(member.token):
            line, column = lines.at(member.start)
            message = f"{member.token[:40]} is no number that every program reads alike"
            hint = f"Write a number between -{LARGEST} and {LARGEST}, or a text."
            yield Problem(
                code="P008", pointer=pointer(*member.path), line=line, column=column, message=message, hint=hint
            )


def _texts(value: Any) -> Iterator[Problem]:
    """Characters that no text may have."""
    for path, text in _strings(value):
        found = FORBIDDEN.search(text)
        if found:
            name = unicodedata.name(found[0], "which cannot be seen").lower()
            message = f"the text has the character U+{ord(found[0]):04X}, {name}"
            hint = "Remove it: no text may have it, since files and readers break on it."
            yield Problem(code="P009", pointer=pointer(*path), message=message, hint=hint)


def _strings(value: Any) -> Iterator[tuple[Path, str]]:
    """Every text and every name in a JSON value, a name with the path of its value."""
    for path, item in objects(value):
        yield from (((*path, name), name) for name in item)
    yield from ((path, text) for path, text in leaves(value) if isinstance(text, str))


def _syntax(error: json.JSONDecodeError) -> Problem:
    known = (found for start, found in SYNTAX.items() if error.msg.startswith(start))
    message, hint = next(known, (error.msg, "Correct the JSON here."))
    hint = QUOTES if error.doc[error.pos : error.pos + 1] in CURLY else hint
    return Problem(code="P006", line=error.lineno, column=error.colno, message=f"this is no JSON: {message}", hint=hint)
