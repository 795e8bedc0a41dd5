"""What stands in a value of CSS: no address, no colour but a token, no function that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.theme.description import did_you_mean
from progpipe.theme.model import Pair
from progpipe.theme.stylesheet import USE

ADDRESSES: Final = frozenset(
    {
        *("url", "src", "image", "image-set", "cross-fade", "element", "expression", "paint", "local"),
        *("-webkit-image-set", "-webkit-cross-fade", "-moz-image-rect", "-moz-element"),
    }
)
COLOURS: Final = frozenset(
    {
        *("rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix"),
        *("contrast-color", "light-dark", "device-cmyk"),
    }
)
# CSS Color 4, 6.2: what the reader's system has for them is unknown. Its deprecated names: appendix A.
SYSTEM_COLOURS: Final = frozenset(
    {
        *("accentcolor", "accentcolortext", "activetext", "buttonborder", "buttonface", "buttontext", "canvas"),
        *("canvastext", "field", "fieldtext", "graytext", "highlight", "highlighttext", "linktext", "mark", "marktext"),
        *("selecteditem", "selecteditemtext", "visitedtext", "activeborder", "activecaption", "appworkspace"),
        *("background", "buttonhighlight", "buttonshadow", "captiontext", "inactiveborder", "inactivecaption"),
        *("inactivecaptiontext", "infobackground", "infotext", "menu", "menutext", "scrollbar", "threeddarkshadow"),
        *("threedface", "threedhighlight", "threedlightshadow", "threedshadow", "window", "windowframe"),
        "windowtext",
    }
)
COLOURED: Final = re.compile(r"color|background|border|outline|shadow|fill|stroke|decoration|column-rule|emphasis")
GRADIENTS: Final = frozenset(
    f"{repeating}{shape}-gradient" for repeating in ("", "repeating-") for shape in ("linear", "radial", "conic")
)
# Those that name a place in the document, not outside it: `attr(href url)` is the target of a page number.
TARGETS: Final = frozenset({"target-counter", "target-counters", "target-text"})
FUNCTIONS: Final = frozenset(
    {
        *GRADIENTS,
        *TARGETS,
        *("calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign", "pow", "sqrt", "hypot", "log", "exp"),
        *("attr", "content", "counter", "counters", "string", "symbols"),
        *("minmax", "repeat", "fit-content"),
        *("inset", "circle", "ellipse", "polygon", "rect", "xywh", "path"),
        *("translate", "translatex", "translatey", "rotate", "scale", "scalex", "scaley", "skew", "skewx", "skewy"),
        *("matrix", "cubic-bezier", "steps", "linear"),
    }
)
TEXT: Final = frozenset({"color", "-webkit-text-fill-color"})  # what letters are drawn with


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file of CSS and what it may use: the theme's tokens, those of them that are colours, and which meet."""

    file: str
    text: str
    tokens: Set[str]
    colours: Set[str] = frozenset()
    pairs: tuple[Pair, ...] = ()

    @property
    def unpaired(self) -> Set[str]:
        """The colours whose contrast nobody has measured."""
        return self.colours - {token for pair in self.pairs for token in (pair.foreground, pair.background)}

    @property
    def texts(self) -> Set[tuple[str, str]]:
        """The colours of text, each with a ground that it was measured on."""
        return {(pair.foreground, pair.background) for pair in self.pairs if pair.kind != "graphic"}

    @property
    def grounds(self) -> Set[str]:
        """The colours of which a whole area may be: what text stands on, and ornaments."""
        ornaments = {pair.foreground for pair in self.pairs if pair.kind == "graphic"}
        return ornaments | {pair.background for pair in self.pairs}

    def problem(self, code: str, message: str, hint: str, node: Any = None) -> Problem:
        line, column = (node.source_line, node.source_column) if node is not None else (None, None)
        return Problem(code=code, line=line, column=column, message=message, hint=hint, file=self.file)

    def after(self, node: Any) -> str:
        """The text as it is written, from a node on."""
        lines = self.text.split("\n")[node.source_line - 1 :]
        return "\n".join(lines)[node.source_column - 1 :]


def inside(value: Any) -> list[Any]:
    """The values in a function, in brackets or in a block."""
    return getattr(value, "arguments", None) or getattr(value, "content", None) or []


def value_problems(sheet: Sheet, values: Iterable[Any], name: str) -> Iterator[Problem]:
    """What may not stand in the value of a property, also inside functions and brackets.

    Addresses are not looked for here but in the whole sheet.
    """
    for value in values:
        if value.type == "error":
            yield sheet.problem("P408", f"this is not CSS: {value.message}", "Mend the value.", value)
        elif value.type == "function" and value.lower_name == "var":
            yield from _use(sheet, value)
        elif _is_colour(value, name):
            hint = "Give it a token in theme.toml, and the pair of colours that it is part of."
            yield sheet.problem("P410", f"{value.serialize()} is a colour without a token", hint, value)
        elif value.type == "function" and value.lower_name not in ADDRESSES:
            yield from _function(sheet, value, name)
        else:
            yield from value_problems(sheet, inside(value), name)


def _function(sheet: Sheet, value: Any, name: str) -> Iterator[Problem]:
    function = value.lower_name
    if function not in FUNCTIONS:
        hint = did_you_mean(function, FUNCTIONS) or "Do without it; the documentation of themes lists what there is."
        yield sheet.problem("P408", f"{function}() is not for themes", hint, value)
    elif function == "attr" and name not in TARGETS and len(_words(value)) != 1:
        hint = "Write attr(name), no more; it gives text."
        yield sheet.problem("P409", f"{value.serialize()} could reach out of the theme", hint, value)
    elif function in GRADIENTS:
        yield from value_problems(sheet, inside(value), "background")
    else:
        yield from value_problems(sheet, inside(value), function if function in TARGETS else name)


def _words(value: Any) -> list[Any]:
    return [part for part in inside(value) if part.type not in {"whitespace", "comment"}]


def used_tokens(values: Iterable[Any]) -> Iterator[str]:
    """The tokens that a value uses, also inside functions."""
    for value in values:
        if value.type == "function" and value.lower_name == "var":
            if use := USE.fullmatch(value.serialize()):
                yield use[1]
        else:
            yield from used_tokens(inside(value))


def _use(sheet: Sheet, value: Any) -> Iterator[Problem]:
    use = USE.match(sheet.after(value))  # as it is written: print and EPUB put values in its place
    if not use:
        yield sheet.problem(
            "P411", f"{value.serialize()} is not var(--token)", "Write var(--token), no more, and no escape.", value
        )
    elif use[1] not in sheet.tokens:
        hint = did_you_mean(use[1], sheet.tokens) or "Set it in theme.toml, for every profile."
        yield sheet.problem("P411", f"there is no token {use[1]!r}", hint, value)
    elif use[1] in sheet.unpaired:
        hint = f"Say in theme.toml, under [[pairs]], on which background {use[1]!r} stands."
        yield sheet.problem(
            "P413", f"the colour {use[1]!r} is in no pair, so that its contrast is unknown", hint, value
        )


def _is_colour(value: Any, name: str) -> bool:
    from tinycss2 import color4  # noqa: PLC0415

    if value.type == "hash" or (value.type == "function" and value.lower_name in COLOURS):
        return True
    if value.type != "ident" or not COLOURED.search(name):
        return False
    if value.lower_value in SYSTEM_COLOURS:
        return True
    found = color4.parse_color(value)
    return isinstance(found, color4.Color) and (name in TEXT or found.alpha > 0)
