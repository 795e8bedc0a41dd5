"""The CSS of a theme for one medium and profile."""

from __future__ import annotations

import re

from progpipe.theme.model import Medium, Theme, Tokens

HYPHENS = "hyphens"
GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"})
USE = re.compile(r"var\(\s*--([a-z][a-z0-9-]*)\s*\)")
# The same in a whole style sheet, where comments and quoted words are passed over.
USES = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|" + USE.pattern, re.DOTALL)


def stylesheet(theme: Theme, medium: Medium, profile: str) -> str:
    """The whole CSS: tokens, then the theme's rules. `@font-face` is the emitter's, which knows the addresses.

    On a screen tokens are custom properties, so that a dark screen changes them. In print and in an
    EPUB they are put in as values: old reading systems do not know `var()`. An EPUB carries no fonts and names
    none: the tokens `font-…` become their generic family. Raises `KeyError` for a profile that the theme has not.
    """
    tokens = profile_tokens(theme, profile)
    if medium == "epub":
        tokens = {name: generic_family(value) if name.startswith("font-") else value for name, value in tokens.items()}
    if medium == "screen":
        return _custom_properties(theme, tokens) + theme.styles[medium]
    return USES.sub(lambda use: tokens[use[1]] if use[1] else use[0], theme.styles[medium])


def generic_family(families: str) -> str:
    """The generic family that a list of families ends with (CSS Fonts 4, 2.1.3), `sans-serif` where it has none."""
    last = families.rpartition(",")[2].strip().lower()
    return last if last in GENERIC else "sans-serif"


def profile_tokens(theme: Theme, profile: str) -> Tokens:
    """Every token that a style sheet may use, with its value in this profile (and on a light ground)."""
    chosen = theme.profiles[profile]
    return {
        **theme.colours,
        **theme.tokens,
        HYPHENS: "auto" if chosen.hyphenate else "none",
        **chosen.tokens,
    }


def _custom_properties(theme: Theme, tokens: Tokens) -> str:
    light = f":root {{ color-scheme: {'light dark' if theme.dark else 'light'}; {_declarations(tokens)} }}\n"
    if not theme.dark:
        return light
    return f"{light}@media screen and (prefers-color-scheme: dark) {{ :root {{ {_declarations(theme.dark)} }} }}\n"


def _declarations(tokens: Tokens) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())
