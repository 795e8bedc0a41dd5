"""theme.toml: what a theme says about itself, with its shape checked.

Every value ends up in a style sheet, so each has a form that cannot leave its place there.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, Final

from progpipe.errors import Problem, pointer
from progpipe.options import PDF_PROFILES
from progpipe.theme.contrast import NEEDED
from progpipe.theme.model import Pair

NAME: Final = "theme.toml"
TOKEN: Final = re.compile(r"[a-z][a-z0-9-]{0,63}")
COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
# Words, numbers with units, quoted words, commas and brackets: no semicolon, brace, escape, comment or address.
VALUE: Final = re.compile(r"""(?!.*/\*)(?:"[A-Za-z0-9 ,.-]*"|'[A-Za-z0-9 ,.-]*'|[A-Za-z0-9#%.,+*/ ()-]){1,200}""")
A_VALUE: Final = "a size, a number, a word or a list of families"
A_PROFILE: Final = " or ".join(f'"{name}"' for name in PDF_PROFILES)
FAMILY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{0,63}")
KEYS: Final = ("title", "extends", "colours", "dark", "tokens", "pairs", "profiles", "fonts", "licence", "pdf-profile")
PROFILE_KEYS: Final = ("hyphenate", "tokens")
PAIR_KEYS: Final = ("foreground", "background", "kind")
FONT_KEYS: Final = ("family", "weight", "style", "print", "screen")
WEIGHTS: Final = range(100, 901, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A face as theme.toml names it: `print` and `screen` are files of the folder."""

    family: str
    weight: int
    style: str
    print: str
    screen: str
    pointer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """theme.toml with its shape checked; what is left out there is empty or None here."""

    title: str = ""
    extends: str | None = None
    colours: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    profiles: Mapping[str, tuple[bool | None, Mapping[str, str]]] = field(default_factory=dict)
    fonts: tuple[Face, ...] = ()
    licence: str | None = None
    pdf_profile: str | None = None


def describe(text: str, file: str) -> tuple[Description, list[Problem]]:
    """What theme.toml says, and every problem that it has."""
    reader = Reader(file=file, lines=lines_of(text))
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits is a mere ValueError
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        message = f"{NAME} is not TOML: {str(error).split(' (at ')[0]}"
        reader.add("P402", "", message, "Mend the line; strings stand in quotation marks.")
        if place:
            reader.problems[-1] = reader.problems[-1].at(int(place[1]), int(place[2]))
        return Description(), reader.problems
    return reader.description(data), reader.problems


@dataclass(slots=True, kw_only=True)
class Reader:
    """Reads the fields one by one and collects what is wrong with them."""

    file: str
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, code: str, place: str, message: str, hint: str) -> None:
        line = line_of(self.lines, place)
        self.problems.append(
            Problem(code=code, pointer=place, line=line, column=line and 1, message=message, hint=hint, file=self.file)
        )

    def description(self, data: Mapping[str, Any]) -> Description:
        self.known(data, KEYS, "")
        return Description(
            title=self.value(data, "title", "", _is_title, "a title of one line", needed=True) or "",
            extends=self.value(data, "extends", "", _matches(TOKEN), "the name of a theme that comes with progpipe"),
            colours=self.colours(data, "colours"),
            dark=self.colours(data, "dark"),
            tokens=self.tokens(data, "tokens", "", _is_value, A_VALUE),
            pairs=tuple(pair for item in self.tables(data, "pairs") if (pair := self.pair(*item))),
            profiles={name: self.profile(*item) for name, item in self.named_tables(data, "profiles").items()},
            fonts=tuple(face for item in self.tables(data, "fonts") if (face := self.face(*item))),
            licence=self.value(data, "licence", "", _is_title, "the name of a file"),
            pdf_profile=self.value(data, "pdf-profile", "", lambda value: value in PDF_PROFILES, A_PROFILE),
        )

    def known(self, data: Mapping[str, Any], keys: Iterable[str], place: str) -> None:
        """Names that mean nothing here, each with the nearest that does."""
        names = tuple(keys)
        for key in data:
            if key not in names:
                hint = did_you_mean(key, names) or f"Known here: {', '.join(names)}."
                self.add("P403", place + pointer(key), f"{key!r} means nothing here", hint)

    def value(
        self,
        data: Mapping[str, Any],
        key: str,
        place: str,
        fits: Callable[[Any], bool],
        what: str,
        *,
        needed: bool = False,
    ) -> Any:
        """The value of a key if it has the form, else None and a problem."""
        if key not in data:
            if needed:
                self.add("P404", place, f"{key!r} is missing", f"Add {key}: {what}.")
            return None
        if fits(data[key]):
            return data[key]
        self.add("P405", place + pointer(key), f"{key!r} is not {what}", f"Write {what}.")
        return None

    def table(self, data: Mapping[str, Any], key: str, place: str) -> Mapping[str, Any]:
        return self.value(data, key, place, lambda value: isinstance(value, dict), "a table") or {}

    def colours(self, data: Mapping[str, Any], key: str) -> dict[str, str]:
        found = self.tokens(data, key, "", _matches(COLOUR), "a colour as #rrggbb")
        return {name: value.lower() for name, value in found.items()}

    def tokens(
        self, data: Mapping[str, Any], key: str, place: str, fits: Callable[[Any], bool], what: str
    ) -> dict[str, str]:
        found, here = {}, place + pointer(key)
        for name, value in self.table(data, key, place).items():
            if not TOKEN.fullmatch(name):
                self.add("P405", here + pointer(name), f"{name!r} is no name of a token", "Use a-z, 0-9 and hyphens.")
            elif not fits(value):
                self.add("P405", here + pointer(name), f"{name!r} is not {what}", f"Write {what}, in quotation marks.")
            else:
                found[name] = value
        return found

    def tables(self, data: Mapping[str, Any], key: str) -> list[tuple[Mapping[str, Any], str]]:
        rows = self.value(data, key, "", lambda value: isinstance(value, list), f"tables, each under [[{key}]]") or []
        found: list[tuple[Mapping[str, Any], str]] = []
        for number, row in enumerate(rows):
            if isinstance(row, dict):
                found.append((row, pointer(key, number)))
            else:
                self.add("P405", pointer(key, number), "this is not a table", f"Write it under [[{key}]].")
        return found

    def named_tables(self, data: Mapping[str, Any], key: str) -> dict[str, tuple[Mapping[str, Any], str]]:
        found = self.table(data, key, "")
        for name in found:
            if not TOKEN.fullmatch(name):
                self.add("P405", pointer(key, name), f"{name!r} is no name for it", "Use a-z, 0-9 and hyphens.")
        return {name: (self.table(found, name, pointer(key)), pointer(key, name)) for name in found}

    def pair(self, row: Mapping[str, Any], place: str) -> Pair | None:
        self.known(row, PAIR_KEYS, place)
        token = _matches(TOKEN)
        values = [self.value(row, key, place, token, "a token of a colour", needed=True) for key in PAIR_KEYS[:2]]
        kind = self.value(
            row, "kind", place, lambda v: isinstance(v, str) and v in NEEDED, "text, large or graphic", needed=True
        )
        return Pair(foreground=values[0], background=values[1], kind=kind) if all((*values, kind)) else None

    def profile(self, row: Mapping[str, Any], place: str) -> tuple[bool | None, Mapping[str, str]]:
        self.known(row, PROFILE_KEYS, place)
        hyphenate = self.value(row, "hyphenate", place, lambda value: isinstance(value, bool), "true or false")
        return hyphenate, self.tokens(row, "tokens", place, _is_value, A_VALUE)

    def face(self, row: Mapping[str, Any], place: str) -> Face | None:
        self.known(row, FONT_KEYS, place)
        values = {
            "family": self.value(
                row, "family", place, _matches(FAMILY), "a family: letters, digits, spaces", needed=True
            ),
            "weight": self.value(row, "weight", place, _is_weight, "100, 200 … 900", needed=True),
            "style": self.value(
                row, "style", place, lambda v: v in ("normal", "italic"), "normal or italic", needed=True
            ),
            "print": self.value(
                row, "print", place, _is_file("ttf", "otf"), "the name of a .ttf or .otf file", needed=True
            ),
            "screen": self.value(row, "screen", place, _is_file("woff2"), "the name of a .woff2 file", needed=True),
        }
        return None if None in values.values() else Face(**values, pointer=place)


def _matches(form: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and form.fullmatch(value) is not None


def _is_value(value: Any) -> bool:
    """A value that ends where it ends: quotation marks and brackets are closed."""
    if not isinstance(value, str) or not VALUE.fullmatch(value):
        return False
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", value)
    depths = list(accumulate((char == "(") - (char == ")") for char in bare))
    return bool(value.strip()) and not depths[-1:] > [0] and min(depths, default=0) == 0


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()  # noqa: PLR2004


def _is_weight(value: Any) -> bool:
    return type(value) is int and value in WEIGHTS


def _is_file(*kinds: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and value.lower().endswith(tuple(f".{kind}" for kind in kinds))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that names the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"Did you mean {near[0]!r}?" if near else ""


def lines_of(text: str) -> dict[str, int]:
    """The line on which each key and each table of a TOML text is written, by JSON Pointer."""
    found: dict[str, int] = {}
    rows: Counter[str] = Counter()
    here = ""
    for line, content in enumerate(text.split("\n"), start=1):
        if row := re.match(r"\s*\[\[([^\[\]]+)\]\]", content):
            table = pointer(*row[1].replace(" ", "").split("."))
            here = f"{table}/{rows[table]}"
            rows[table] += 1
            found.setdefault(here, line)
        elif title := re.match(r"\s*\[([^\[\]]+)\]", content):
            here = pointer(*title[1].replace(" ", "").split("."))
            found.setdefault(here, line)
        elif key := re.match(r"""\s*(?:"([^"\\]+)"|'([^']+)'|([A-Za-z0-9_-]+))\s*=""", content):
            found.setdefault(here + pointer(key[1] or key[2] or key[3]), line)
    return found


def line_of(lines: Mapping[str, int], place: str) -> int | None:
    """The line of a place, or of the nearest place around it that has one."""
    while place and place not in lines:
        place = place.rpartition("/")[0]
    return lines.get(place)
