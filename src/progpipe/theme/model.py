"""A theme, read and checked: `Theme` and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from progpipe.options import PDF_PROFILES

Tokens = Mapping[str, str]
Medium = Literal["screen", "print", "epub"]

# The files of each medium's style sheet, in the order of the cascade. An EPUB sets no colour of text:
# the reading system's night mode does (EPUB 3.3 leaves that to the reader).
STYLES: Final[Mapping[Medium, tuple[str, ...]]] = {
    "screen": ("common.css", "colour.css", "screen.css"),
    "print": ("common.css", "colour.css", "print.css"),
    "epub": ("common.css", "epub.css"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One face of a family. `print` is TrueType or OpenType, `screen` is WOFF2.

    `weight` is 100 to 900, `style` is `normal` or `italic` (CSS Fonts 4). `characters` are those that `print` has.
    """

    family: str
    weight: int
    style: str
    print: bytes = field(repr=False)
    screen: bytes = field(repr=False)
    characters: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one kind of edition is set: tokens that win over the theme's own.

    `hyphenate` is false for easy-read text, which is never hyphenated.
    """

    name: str
    tokens: Tokens = field(default_factory=dict)
    hyphenate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two colours that meet, by their tokens. `kind` is `text`, `large` or `graphic` (WCAG 2.2, 1.4.6 and 1.4.11)."""

    foreground: str
    background: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme folder, read whole; nothing is read from disk after this.

    `colours` and `dark` map a token to `#rrggbb`; `dark` has what differs on a dark screen. `tokens` are
    sizes and families. `styles` maps a medium (`screen`, `print`, `epub`) to its CSS, with
    `var(--token)` and without `@font-face`. `pdf_profile` is one of `PDF_PROFILES`. `version` is a digest of
    everything in the theme.
    """

    name: str
    title: str
    version: str
    colours: Tokens
    dark: Tokens = field(default_factory=dict)
    tokens: Tokens = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    profiles: Mapping[str, Profile]
    styles: Mapping[str, str] = field(repr=False)
    fonts: tuple[Font, ...] = ()
    licences: Mapping[str, str] = field(default_factory=dict, repr=False)
    pdf_profile: str = PDF_PROFILES[0]
