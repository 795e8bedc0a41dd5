"""The editions that a programme can be published in: data, built in or beside the source."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from progpipe.data import BESIDE
from progpipe.errors import BuildError, Problem, UsageError, pointer
from progpipe.model import Edition, Programme

BUILT_IN: Final = Path(__file__).with_name("editions.toml")
LARGEST: Final = 1 << 20
SLUG: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# The texts, each with its form: they become names, attributes and headings.
TEXTS: Final = {
    "title": (re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]{1,200}"), "a text of one line"),
    "variety": (re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"), "a language tag of BCP 47, such as sv-simple"),
    "profile": (re.compile(r"[a-z][a-z0-9-]*"), "the name of a profile of the theme"),
}
LISTS: Final = ("stages", "emitters")


def find_editions(programme: Programme, wanted: Sequence[Edition | str] | None = None) -> tuple[Edition, ...]:
    """The editions wanted, those of the source where None.

    Raises `UsageError` for a wanted name that does not exist, `BuildError` (P355) for one of the source, and what
    `read_editions` raises.
    """
    known = read_editions(programme.base)
    if wanted is None and (problems := list(_unknown_in_source(programme, known))):
        raise BuildError(problems)
    chosen = programme.editions if wanted is None else wanted
    return tuple(dict.fromkeys(item if isinstance(item, Edition) else _named(item, known) for item in chosen))


def read_editions(folder: Path | None) -> Mapping[str, Edition]:
    """The editions by id: those that are built in, and those of `progpipe.toml` in the folder.

    Raises `BuildError` with every problem (P350 to P354) of that file.
    """
    editions = _read(BUILT_IN, {})
    beside = folder / BESIDE if folder else None
    # A link that leads nowhere is a file that cannot be read, not one that was never meant.
    return _read(beside, editions) if beside and os.path.lexists(beside) else editions


def _unknown_in_source(programme: Programme, known: Mapping[str, Edition]) -> Iterator[Problem]:
    for place, name in enumerate(programme.editions):
        if name not in known:
            close = get_close_matches(name, known, n=1)
            suggestion = f"Did you mean {close[0]}? " if close else ""
            hint = f"{suggestion}Known: {', '.join(known)}. Describe a new one in {BESIDE} beside the source."
            message = f"there is no edition called {name!r}"
            yield Problem(
                code="P355", pointer=pointer("editions", place), message=message, hint=hint, file=programme.file
            )


def _named(name: str, known: Mapping[str, Edition]) -> Edition:
    if name in known:
        return known[name]
    close = get_close_matches(name, known, n=1)
    suggestion = f" Did you mean {close[0]}?" if close else ""
    raise UsageError(f"there is no edition called {name!r}.{suggestion} Known: {', '.join(known)}.")


def _read(file: Path, known: Mapping[str, Edition]) -> dict[str, Edition]:
    data = _parse(file)
    problems = list(_problems(data, known))
    if problems:
        raise BuildError(replace(problem, file=str(file)) for problem in problems)
    found = dict(known)
    for name, fields in data.get("editions", {}).items():
        values: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()
        }
        found[name] = replace(found[name], **values) if name in found else Edition(id=name, **values)
    return found


def _parse(file: Path) -> dict[str, Any]:
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            raise _unreadable(file, f"it is no file of at most {LARGEST} bytes")
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # a number of 5000 digits is a mere ValueError
        raise _unreadable(file, str(error)) from error


def _unreadable(file: Path, cause: str) -> BuildError:
    hint = "Write it as TOML in UTF-8, or remove it."
    return BuildError([Problem(code="P350", message=f"{BESIDE} cannot be read: {cause}", hint=hint, file=str(file))])


def _problems(data: Mapping[str, object], known: Mapping[str, Edition]) -> Iterator[Problem]:
    yield from (_unknown(name, (), ("editions",)) for name in data if name != "editions")
    editions = data.get("editions", {})
    if not isinstance(editions, dict):
        yield _wrong(("editions",), "a table of editions")
        return
    for name, fields in editions.items():
        if not SLUG.fullmatch(name):
            hint = "Use small letters a to z, digits and single hyphens: it becomes part of file names."
            yield Problem(code="P353", pointer=pointer("editions", name), message=f"{name!r} is no id", hint=hint)
        if isinstance(fields, dict):
            yield from _field_problems(name, fields, name in known)
        else:
            yield _wrong(("editions", name), "a table")


def _field_problems(name: str, fields: Mapping[str, object], changes: bool) -> Iterator[Problem]:
    for key, value in fields.items():
        if key not in (*TEXTS, *LISTS):
            yield _unknown(key, ("editions", name), (*TEXTS, *LISTS))
        elif key in TEXTS and not (isinstance(value, str) and TEXTS[key][0].fullmatch(value)):
            yield _wrong(("editions", name, key), TEXTS[key][1])
        elif key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
            yield _wrong(("editions", name, key), "a list of names")
    for key in () if changes else ("title", *LISTS):
        if key not in fields:
            hint = f"Add {key} to [editions.{name}]."
            yield Problem(code="P354", pointer=pointer("editions", name), message=f"{key} is missing", hint=hint)


def _unknown(name: str, place: Sequence[str], known: Sequence[str]) -> Problem:
    close = get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(known)}."
    return Problem(code="P351", pointer=pointer(*place, name), message=f"{name!r} is not known here", hint=hint)


def _wrong(place: Sequence[str], wanted: str) -> Problem:
    return Problem(code="P352", pointer=pointer(*place), message=f"this must be {wanted}", hint=f"Write {wanted} here.")
