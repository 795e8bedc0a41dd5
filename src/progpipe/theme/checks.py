"""What a whole theme must keep: contrast, sizes, tokens that exist, CSS that stays at home."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from progpipe.errors import Problem
from progpipe.theme.contrast import NEEDED, failures, grounds, nearest_tone
from progpipe.theme.css import css_problems, value_faults
from progpipe.theme.description import NAME, did_you_mean, line_of
from progpipe.theme.model import Pair, Profile, Theme, Tokens
from progpipe.theme.stylesheet import HYPHENS, profile_tokens
from progpipe.theme.values import Sheet

PROFILES: Final = ("standard", "lattlast")
# What emitters draw with, besides what the style sheets use.
COLOURS: Final = ("text", "paper", "heading", "link", "cover", "on-cover", "cover-ornament")
TOKENS: Final = ("size-text", "size-screen", "leading", "leading-print")
# What every emitter draws, so that no theme is without its contrast.
PAIRS: Final = (
    *(Pair(foreground=front, background="paper", kind="text") for front in ("text", "heading", "link")),
    Pair(foreground="on-cover", background="cover", kind="text"),
    Pair(foreground="cover-ornament", background="cover", kind="graphic"),
)
MOST: Final = 100  # problems that are told of one style sheet
SMALLEST: Final = 11.0  # points, of a body text in print
SMALLEST_EASY: Final = 14.0  # Inclusion Europe, Information for all; MTM asks for 12 to 14
EASY_LEADING: Final = 4.0  # points more than the size (MTM)
SMALLEST_BESIDE: Final = 9.0  # points, of what stands beside the text: running heads, page numbers, captions, notes
SMALLEST_SCREEN: Final = 1.0  # rem: no text is smaller than the reader has chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where problems of theme.toml stand."""

    file: str
    lines: Mapping[str, int]

    def problem(self, code: str, pointer: str, message: str, hint: str) -> Problem:
        line = line_of(self.lines, pointer)
        return Problem(code=code, pointer=pointer, line=line, message=message, hint=hint, file=self.file)


def theme_problems(theme: Theme, path: Path, lines: Mapping[str, int], styles: Mapping[str, str]) -> Iterator[Problem]:
    """Every rule that a theme breaks. `styles` are the files that it brings itself."""
    place = Place(file=str(path / NAME), lines=lines)
    missing = tuple(_missing(theme, place))
    yield from missing
    yield from _unknown_colours(theme, place)
    if missing:
        return
    yield from _missing_pairs(theme, place)
    yield from _contrast(theme, place)
    yield from _tokens(theme, place)
    for profile in theme.profiles.values():
        yield from _sizes(theme, profile, place)
    tokens = frozenset.intersection(*(frozenset(profile_tokens(theme, name)) for name in theme.profiles))
    for name, text in styles.items():
        sheet = Sheet(
            file=str(path / name), text=text, tokens=tokens, colours=frozenset(theme.colours), pairs=theme.pairs
        )
        yield from islice(css_problems(sheet), MOST)


def _missing(theme: Theme, place: Place) -> Iterator[Problem]:
    wanted = {
        "profiles": (PROFILES, theme.profiles),
        "colours": (COLOURS, theme.colours),
        "tokens": (TOKENS, theme.tokens),
    }
    for table, (names, found) in wanted.items():
        for name in names:
            if name not in found:
                hint = "Add it, or extend a theme that has it."
                yield place.problem("P404", f"/{table}", f"{table} has no {name!r}", hint)
    if not theme.fonts:
        yield place.problem("P404", "", "the theme has no fonts", "Add [[fonts]], or extend a theme that has them.")


def _unknown_colours(theme: Theme, place: Place) -> Iterator[Problem]:
    """Names in `dark` and `pairs` that no colour has."""
    for name in theme.dark:
        if name not in theme.colours:
            hint = did_you_mean(name, theme.colours) or "Give it a value in [colours] too."
            yield place.problem("P411", f"/dark/{name}", f"there is no colour {name!r}", hint)
    for pair in theme.pairs:
        for name in (pair.foreground, pair.background):
            if name not in theme.colours:
                hint = did_you_mean(name, theme.colours) or "Give it a value in [colours]."
                yield place.problem("P411", "/pairs", f"a pair names {name!r}, which is no colour", hint)


def _missing_pairs(theme: Theme, place: Place) -> Iterator[Problem]:
    for pair in PAIRS:
        if not any(found in theme.pairs for found in _at_least(pair)):
            message = f"no pair says that {pair.foreground} on {pair.background} is {pair.kind}"
            yield place.problem("P413", "/pairs", message, "Add it under [[pairs]]: every format draws it.")


def _at_least(pair: Pair) -> Iterator[Pair]:
    """The pair, and those like it that need more contrast."""
    return (replace(pair, kind=kind) for kind, needed in NEEDED.items() if needed >= NEEDED[pair.kind])


def _tokens(theme: Theme, place: Place) -> Iterator[Problem]:
    """Tokens that would get round what is checked of colours, hyphens and addresses."""
    tables = {"": theme.tokens, **{f"/profiles/{name}": profile.tokens for name, profile in theme.profiles.items()}}
    for table, tokens in tables.items():
        for name, value in tokens.items():
            pointer = f"{table}/tokens/{name}"
            if name in theme.colours:
                hint = "A colour is set in [colours] and [dark] only. Give the token another name."
                yield place.problem("P405", pointer, f"{name!r} is the name of a colour", hint)
            elif name == HYPHENS:
                hint = "Set hyphenate = true or false in the profile."
                yield place.problem("P405", pointer, f"{name!r} is set by the profile", hint)
            for code, message, hint in value_faults(value):
                yield place.problem(code, pointer, message, hint)


def _contrast(theme: Theme, place: Place) -> Iterator[Problem]:
    if any(token not in theme.colours for pair in theme.pairs for token in (pair.foreground, pair.background)):
        return
    colours = dict(grounds(theme))
    for pair, ground, found in failures(theme):
        needed, values = NEEDED[pair.kind], colours[ground]
        front, back = values[pair.foreground], values[pair.background]
        tone = nearest_tone(front, back, needed)
        instead = tone and f"The nearest tone of {pair.foreground} that passes is {tone}."
        table = "dark" if ground == "dark" and pair.foreground in theme.dark else "colours"
        # 6.997 is not 7: rounded down
        message = (
            f"{pair.foreground} ({front}) on {pair.background} ({back}), {ground}, has the contrast "
            f"{int(found * 100) / 100}; {pair.kind} needs {needed:g}"
        )
        hint = instead or f"No tone of {pair.foreground} passes: make {pair.background} lighter or darker."
        yield place.problem("P412", f"/{table}/{pair.foreground}", message, hint)


def _sizes(theme: Theme, profile: Profile, place: Place) -> Iterator[Problem]:
    tokens = profile_tokens(theme, profile.name)
    easy = profile.name == "lattlast"
    if easy and profile.hyphenate:
        hint = "Set hyphenate = false: a divided word is hard to read."
        yield place.problem("P414", f"/profiles/{profile.name}", "easy-read text is hyphenated", hint)
    least = SMALLEST_EASY if easy else SMALLEST
    size, screen, leading = (
        _number(tokens["size-text"], "pt"),
        _number(tokens["size-screen"], "rem"),
        _number(tokens["leading-print"]),
    )
    found = _place(profile, "size-text")
    if size is None or size < least:
        message = f"the text of {profile.name} is {tokens['size-text']} in print; it needs {least:g}pt"
        yield place.problem("P414", found, message, f'Set size-text = "{least:g}pt" or more.')
    elif easy and (leading is None or size * leading < size + EASY_LEADING):
        message = f"the lines of {profile.name} are closer than the size and {EASY_LEADING:g} points"
        hint = f"Set leading-print to {-(-(size + EASY_LEADING) * 100 // size) / 100:g} or more."
        yield place.problem("P414", _place(profile, "leading-print"), message, hint)
    yield from _small_sizes(tokens, max(size or 0, least), SMALLEST_EASY if easy else SMALLEST_BESIDE, profile, place)
    if screen is None or screen < SMALLEST_SCREEN:
        message = f"the text of {profile.name} is {tokens['size-screen']} on a screen; it needs {SMALLEST_SCREEN:g}rem"
        yield place.problem("P414", _place(profile, "size-screen"), message, 'Set size-screen = "1rem" or more.')


def _small_sizes(tokens: Tokens, text: float, least: float, profile: Profile, place: Place) -> Iterator[Problem]:
    """What is printed smaller than the text, as far as the theme has tokens for it. `step-small` is a share of that."""
    units = {"size-head": ("pt", 1.0), "size-folio": ("pt", 1.0), "step-small": ("em", text)}
    for name, (unit, points) in units.items():
        if name not in tokens:
            continue
        found = _number(tokens[name], unit)
        if found is None or found * points < least:
            message = f"{name} of {profile.name} is {tokens[name]} in print; no text may be smaller than {least:g}pt"
            hint = (
                f"Make it {least:g}pt or more."
                if unit == "pt"
                else f"Make it {least / text:.3g}em of the text or more."
            )
            yield place.problem("P414", _place(profile, name), message, hint)


def _place(profile: Profile, token: str) -> str:
    return f"/profiles/{profile.name}/tokens/{token}" if token in profile.tokens else f"/tokens/{token}"


def _number(value: str, unit: str = "") -> float | None:
    found = re.fullmatch(rf"(\d+(?:\.\d+)?){unit}", value)
    return float(found[1]) if found else None
