"""Styles that have their initial values from the start.

WeasyPrint works out each property of each box when it is asked for it, also those that no rule sets.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.engine.version import fits

# What is asked of almost every box.
SIDES: Final = ("top", "right", "bottom", "left")
CORNERS: Final = ("top_left", "top_right", "bottom_right", "bottom_left")
ASKED: Final = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in SIDES),
    *(f"border_{corner}_radius" for corner in CORNERS),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *("background_color", "background_image", "border_image_source", "mask_border_source", "box_shadow", "box_sizing"),
    *("anchor", "appearance", "bookmark_level", "bookmark_state", "image_orientation", "opacity", "overflow"),
    *("outline_color", "outline_offset", "outline_style", "transform"),
)
# Whose properties are copied onto other boxes: those that have been asked for.
COPIED: Final = frozenset({"first-line", "first-letter"})


@contextmanager
def filled_styles() -> Iterator[None]:
    """While the block runs, WeasyPrint makes such styles."""
    if not fits():
        yield
        return
    from weasyprint import css  # noqa: PLC0415
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS  # noqa: PLC0415

    initial = {name: css.INITIAL_VALUES[name] for name in ASKED}
    sides: defaultdict[str, list[str]] = defaultdict(list)  # the physical properties that a logical one may set
    for name in initial.keys() & PHYSICAL_FUNCTIONS.keys():
        for direction in ("ltr", "rtl"):
            sides[PHYSICAL_FUNCTIONS[name](block="ttb", inline=direction)].append(name)
    kinds = css.ComputedStyle, css.AnonymousStyle
    stock = [kind.__init__ for kind in kinds]
    css.ComputedStyle.__init__ = _computed(stock[0], initial, sides)
    css.AnonymousStyle.__init__ = _anonymous(stock[1], initial)
    try:
        yield
    finally:
        for kind, before in zip(kinds, stock, strict=True):
            kind.__init__ = before


def _computed(stock: Callable[..., None], initial: dict[str, Any], sides: defaultdict[str, list[str]]) -> Any:
    def init(style: Any, parent: Any, rules: dict[str, Any], pseudo: str | None, *others: Any) -> None:
        stock(style, parent, rules, pseudo, *others)
        if pseudo is None:
            style.update(initial)
            for name in rules:
                style.pop(name, None)
                for side in sides.get(name, ()):
                    style.pop(side, None)
        elif pseudo not in COPIED and "anchor" not in rules:
            style["anchor"] = None

    return init


def _anonymous(stock: Callable[..., None], initial: dict[str, Any]) -> Any:
    def init(style: Any, parent: Any) -> None:
        stock(style, parent)
        style.update(initial)

    return init
