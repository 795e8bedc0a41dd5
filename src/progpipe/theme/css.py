"""A theme's CSS, held to what a theme may do: no address, no colour of its own, nothing unknown.

The parser is the one that WeasyPrint uses, so an escape that hides `url(` from a search does not hide it here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.theme.description import did_you_mean
from progpipe.theme.stylesheet import USE

GROUPS: Final = frozenset({"media", "supports"})
BLOCKS: Final = frozenset({"page", "counter-style"})
MARGINS: Final = frozenset(
    f"{side}-{place}"
    for side, places in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for place in places
)
REACHING: Final = frozenset({"import", "font-face", "namespace", "document", "-moz-document"})
ADDRESSES: Final = frozenset(
    {
        "url",
        "src",
        "image",
        "image-set",
        "-webkit-image-set",
        "cross-fade",
        "-webkit-cross-fade",
        "element",
        "expression",
    }
)
BINDINGS: Final = frozenset({"behavior", "-moz-binding"})
COLOURS: Final = frozenset(
    {
        "rgb",
        "rgba",
        "hsl",
        "hsla",
        "hwb",
        "lab",
        "lch",
        "oklab",
        "oklch",
        "color",
        "color-mix",
        "light-dark",
        "device-cmyk",
    }
)
# They change colours in ways that no contrast can be computed for.
VEILS: Final = frozenset({"opacity", "filter", "backdrop-filter", "mix-blend-mode"})
COLOURED: Final = re.compile(r"color|background|border|outline|shadow|fill|stroke|decoration|column-rule|emphasis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of CSS and what it may use. `colours` are those of `tokens` that stand in no pair."""

    file: str
    text: str
    tokens: Set[str]
    unpaired: Set[str]


def css_problems(sheet: Sheet) -> Iterator[Problem]:
    """Everything that a theme's style sheet may not do, with its line."""
    import tinycss2  # noqa: PLC0415

    if found := re.search(r"<[/!]", sheet.text):
        line = sheet.text.count("\n", 0, found.start()) + 1
        problem = _problem(
            sheet, "P408", "a style sheet stands inside a page: it cannot have '</' or '<!'", "Remove it."
        )
        yield problem.at(line, found.start() - sheet.text.rfind("\n", 0, found.start()))
    yield from _nodes(sheet, tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True))


def _nodes(sheet: Sheet, nodes: Iterable[Any]) -> Iterator[Problem]:
    for node in nodes:
        if node.type == "error":
            yield _problem(sheet, "P408", f"this is not CSS: {node.message}", "Mend the rule.", node)
        elif node.type == "declaration":
            yield from _declaration(sheet, node)
        elif node.type == "at-rule":
            yield from _at_rule(sheet, node)
        elif node.type == "qualified-rule":
            yield from _values(sheet, node.prelude, "")
            yield from _nodes(sheet, _block(node.content))


def _block(content: Any) -> list[Any]:
    import tinycss2  # noqa: PLC0415

    return list(tinycss2.parse_blocks_contents(content or [], skip_comments=True, skip_whitespace=True))


def _at_rule(sheet: Sheet, node: Any) -> Iterator[Problem]:
    import tinycss2  # noqa: PLC0415

    name = node.lower_at_keyword
    if name in REACHING:
        hint = "Leave it out: the build writes the font faces, and nothing comes from anywhere else."
        yield _problem(sheet, "P409", f"@{name} reaches out of the theme", hint, node)
    elif name in GROUPS:
        yield from _nodes(sheet, tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True))
    elif name in BLOCKS | MARGINS:
        yield from _nodes(sheet, _block(node.content))
    else:
        known = sorted(GROUPS | BLOCKS)
        hint = did_you_mean(name, known) or f"A theme may use {', '.join(f'@{word}' for word in known)}."
        yield _problem(sheet, "P408", f"@{name} is not for themes", hint, node)


def _declaration(sheet: Sheet, node: Any) -> Iterator[Problem]:
    name = node.lower_name
    if name.startswith("--"):
        yield _problem(sheet, "P411", f"{name} is set in CSS", f"Set {name[2:]!r} in theme.toml.", node)
    if name in BINDINGS:
        yield _problem(sheet, "P409", f"{name} runs code of somebody else", "Remove it.", node)
    if name in VEILS:
        yield _problem(sheet, "P410", f"{name} makes the contrast unknown", "Use a colour of theme.toml.", node)
    yield from _values(sheet, node.value, name)


def _values(sheet: Sheet, values: Iterable[Any], name: str) -> Iterator[Problem]:
    """Component values, also inside functions and brackets. `name` is the property, empty in a selector."""
    for value in values:
        if value.type == "error":
            yield _problem(sheet, "P408", f"this is not CSS: {value.message}", "Mend the value.", value)
        elif value.type == "url" or (value.type == "function" and value.lower_name in ADDRESSES):
            hint = "Draw ornaments with borders and gradients; a theme names no address at all."
            yield _problem(sheet, "P409", "an address in a style sheet reaches out of the theme", hint, value)
        elif value.type == "function" and value.lower_name == "var":
            yield from _use(sheet, value)
        elif name and _is_colour(value, name):
            hint = "Give it a token in theme.toml, and the pair of colours that it is part of."
            yield _problem(sheet, "P410", f"{value.serialize()} is a colour without a token", hint, value)
        else:
            yield from _values(sheet, getattr(value, "arguments", None) or getattr(value, "content", None) or (), name)


def _use(sheet: Sheet, value: Any) -> Iterator[Problem]:
    use = USE.fullmatch(value.serialize())
    if not use:
        yield _problem(sheet, "P411", f"{value.serialize()} is not var(--token)", "Write var(--token), no more.", value)
    elif use[1] not in sheet.tokens:
        hint = did_you_mean(use[1], sheet.tokens) or "Set it in theme.toml."
        yield _problem(sheet, "P411", f"there is no token {use[1]!r}", hint, value)
    elif use[1] in sheet.unpaired:
        hint = f"Say in theme.toml, under [[pairs]], on which background {use[1]!r} stands."
        yield _problem(
            sheet, "P413", f"the colour {use[1]!r} is in no pair, so that its contrast is unknown", hint, value
        )


def _is_colour(value: Any, name: str) -> bool:
    import tinycss2.color3  # noqa: PLC0415

    if value.type == "hash" or (value.type == "function" and value.lower_name in COLOURS):
        return True
    if value.type != "ident" or not COLOURED.search(name):
        return False
    found = tinycss2.color3.parse_color(value)
    return isinstance(found, tinycss2.color3.RGBA) and bool(found.alpha > 0)


def _problem(sheet: Sheet, code: str, message: str, hint: str, node: Any = None) -> Problem:
    line, column = (node.source_line, node.source_column) if node is not None else (None, None)
    return Problem(code=code, line=line, column=column, message=message, hint=hint, file=sheet.file)
