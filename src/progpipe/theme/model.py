"""A theme, read and checked: `Theme` and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Tokens = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """One face of a family. `print` is TrueType or OpenType, `screen` is WOFF2.

    `weight` is 100 to 900, `style` is `normal` or `italic` (CSS Fonts 4).
    """

    family: str
    weight: int
    style: str
    name: str
    print: bytes = field(repr=False)
    screen: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How one kind of edition is set: tokens that win over the theme's own, and further CSS.

    `hyphenate` is false for easy-read text, which is never hyphenated.
    """

    name: str
    tokens: Tokens = field(default_factory=dict)
    hyphenate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme folder, read whole; nothing is read from disk after this.

    `colours` and `dark` map a token to `#rrggbb`; `tokens` are sizes and families. `styles` maps a
    medium (`screen`, `print`, `epub`) to its CSS, without tokens and without `@font-face`.
    `version` is a digest of everything in the theme.
    """

    name: str
    title: str
    version: str
    colours: Tokens
    dark: Tokens = field(default_factory=dict)
    tokens: Tokens = field(default_factory=dict)
    profiles: Mapping[str, Profile]
    styles: Mapping[str, str] = field(repr=False)
    fonts: tuple[Font, ...] = ()
    licences: Mapping[str, str] = field(default_factory=dict, repr=False)
