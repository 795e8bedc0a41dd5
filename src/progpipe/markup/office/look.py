"""How an office document looks: the theme's colours, families and sizes as named paragraph styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from progpipe import labels
from progpipe.theme import Theme

LANGUAGE_REGIONS: Final = {"sv": "sv-SE", "en": "en-GB", "fi": "fi-FI", "nb": "nb-NO", "nn": "nn-NO", "da": "da-DK"}
POINTS: Final = {"pt": 1.0, "px": 0.75, "mm": 72 / 25.4, "cm": 720 / 25.4}
LIST_LEVELS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Sizes are in points, `colour` and `rule` are `#rrggbb`, `outline` counts from 1.

    None leaves the value to the style that this one is based on. `rule` is a line at the left.
    """

    name: str
    based_on: str = "Normal"
    following: str = ""
    family: str | None = None
    size: float | None = None
    leading: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    before: float | None = None
    after: float | None = None
    indent: float | None = None
    rule: str | None = None
    keep_with_next: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What both kinds of document share.

    `margin` and `measure` are in millimetres, on A4. `list_step` is how far a list
    is set in, in points: room for a number of two digits.
    `language` is a BCP 47 tag with a region, which word processors choose their dictionary by.
    """

    language: str
    family: str
    text: str
    link: str
    styles: tuple[Style, ...]
    margin: float
    list_step: float
    hyphenate: bool

    @property
    def measure(self) -> float:
        return 210 - 2 * self.margin


def look(theme: Theme, profile: str, language: str) -> Look:
    """The look of a theme in one profile. What the theme does not say has a value that works."""
    chosen = theme.profiles.get(profile)
    tokens = {**theme.tokens, **(chosen.tokens if chosen else {})}
    easy = bool(chosen and not chosen.hyphenate)
    family = _family(tokens, theme, "font-text", "font-body", "font-family")
    text = _colour(theme, "#1a1a1a", "text", "ink")
    size = _points(tokens, 14 if easy else 11, "size-text", "size-body", "font-size")
    return Look(
        language=_with_region(language),
        family=family,
        text=text,
        link=_colour(theme, "#0b4a8f", "link", "accent"),
        styles=tuple(_styles(theme, tokens, family, text, size, easy=easy)),
        # About 75 characters to the line, and 55 in easy-read (MTM's advice).
        margin=42 if easy else 32,
        list_step=size * 2.2,
        hyphenate=not easy,
    )


def _with_region(tag: str) -> str:
    """The tag that a dictionary has: `sv-SE` for Swedish, also for its easy-read variant."""
    primary, *others = tag.split("-")
    return LANGUAGE_REGIONS.get(primary, tag) if not others or "simple" in others else tag


def _styles(
    theme: Theme, tokens: Mapping[str, str], family: str, text: str, size: float, *, easy: bool
) -> Iterator[Style]:
    ratio = 1.15 if easy else 1.1
    heading = _colour(theme, text, "heading", "accent")
    muted = _colour(theme, text, "muted", "text-muted")
    rule = _colour(theme, heading, "ornament", "rule", "accent")
    headings = _family(tokens, theme, "font-heading", "font-text", "font-body")
    yield Style(name="Normal", based_on="", family=family, size=size, leading=1.45 if easy else 1.3, colour=text)
    yield Style(name="Body Text", before=0, after=size * 0.7)
    yield Style(name="First Paragraph", based_on="Body Text", following="Body Text")
    yield Style(name="Title", following="Subtitle", family=headings, size=size * 2.6, leading=1.05, bold=True,
                colour=heading, before=size * 4, after=size * 0.8)  # fmt: skip
    yield Style(name="Subtitle", following="Body Text", size=size * 1.3, colour=muted, before=0, after=size * 0.5)
    yield Style(name="Author", following="Body Text", size=size * 1.15, colour=text, before=0, after=size * 1.5)
    yield from _headings(headings, heading, size, ratio)
    yield from _lists(size)
    yield Style(name="Block Text", based_on="Body Text", indent=size * 1.6, rule=rule, before=size * 0.5)
    yield Style(name=labels.STYLE_ATTRIBUTION, based_on="Block Text", colour=muted, before=0, after=size)
    yield Style(name=labels.STYLE_NOTICE, based_on="Body Text", bold=True, indent=size, rule=rule, after=size)
    yield Style(name="Caption", size=size * 0.9, colour=muted, before=size * 0.4, after=size * 0.6)
    yield Style(name="Table Caption", based_on="Caption", bold=True, colour=text, before=size, keep_with_next=True)
    yield Style(name="Image Caption", based_on="Caption", after=size)
    yield Style(name="Figure", before=size * 0.6, after=size * 0.6, leading=1)
    yield Style(name="Captioned Figure", based_on="Figure", keep_with_next=True)
    yield Style(name="Table Contents", before=size * 0.25, after=size * 0.25)
    yield Style(name="Table Heading", based_on="Table Contents", bold=True)
    yield Style(name="Definition Term", following="Definition", bold=True, before=size * 0.6, after=0,
                keep_with_next=True)  # fmt: skip
    yield Style(name="Definition", based_on="Body Text", indent=size)
    yield Style(name="Footnote Text", size=size if easy else size * 0.87, before=0, after=size * 0.2)
    yield Style(name=labels.STYLE_NOTES_TITLE, based_on="Body Text", bold=True, before=size, keep_with_next=True)
    yield Style(name="Footer", size=size * 0.87, colour=muted)


def _headings(family: str, colour: str, size: float, ratio: float) -> Iterator[Style]:
    """Six levels on one scale, of which the lowest two are told apart by slope and space."""
    for level, power in enumerate((6, 4, 2.5, 1.3, 0.5, 0), start=1):
        yield Style(
            name=f"Heading {level}",
            following="Body Text",
            family=family,
            size=size * ratio**power,
            leading=1.15,
            bold=True,
            italic=level == 6,  # noqa: PLR2004
            colour=colour,
            before=size * (2.6 - 0.3 * level),
            after=size * 0.5,
            keep_with_next=True,
            outline=level,
        )


def _lists(size: float) -> Iterator[Style]:
    for kind in ("List Bullet", "List Number", "List Continue"):
        for level in range(1, LIST_LEVELS + 1):
            name = kind if level == 1 else f"{kind} {level}"
            yield Style(name=name, based_on="Body Text" if level == 1 else kind, after=size * 0.4)


def _colour(theme: Theme, otherwise: str, *names: str) -> str:
    return next((theme.colours[name] for name in names if name in theme.colours), otherwise)


def _family(tokens: Mapping[str, str], theme: Theme, *names: str) -> str:
    """The first family that a token lists, else that of the theme's first font."""
    for name in names:
        if name in tokens:
            return tokens[name].split(",")[0].strip().strip("\"'")
    return theme.fonts[0].family if theme.fonts else "Calibri"


def _points(tokens: Mapping[str, str], otherwise: float, *names: str) -> float:
    """A length of CSS in points; a length that is relative to something is not one."""
    for name in names:
        found = re.fullmatch(r"([0-9.]+)(pt|px|mm|cm)", tokens.get(name, ""))
        if found:
            return float(found[1]) * POINTS[found[2]]
    return otherwise
