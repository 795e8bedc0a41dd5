"""Contrast as WCAG 2.2 counts it, and the nearest tone that has enough of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.theme.model import Pair, Theme, Tokens

# WCAG 2.2, 1.4.6 (text, large text) and 1.4.11 (what is not text)
NEEDED: Final = {"text": 7.0, "large": 4.5, "graphic": 3.0}
STEPS: Final = 255
Channels = tuple[float, float, float]


def ratio(first: str, second: str) -> float:
    """The contrast ratio of two colours (`#rrggbb`), 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(_channels(first)), _luminance(_channels(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def failures(theme: Theme) -> Iterator[tuple[Pair, str, float]]:
    """Each pair with too little contrast, with `light` or `dark` and its ratio."""
    for ground, colours in grounds(theme):
        for pair in theme.pairs:
            found = ratio(colours[pair.foreground], colours[pair.background])
            if found < NEEDED[pair.kind]:
                yield pair, ground, found


def grounds(theme: Theme) -> Iterator[tuple[str, Tokens]]:
    """The colours on a light ground and, where the theme has one, on a dark ground."""
    yield "light", theme.colours
    if theme.dark:
        yield "dark", {**theme.colours, **theme.dark}


def nearest_tone(foreground: str, background: str, needed: float) -> str | None:
    """The tone nearest to the foreground, made darker or lighter, that has the contrast; None if none has."""
    tones = (_mixed(foreground, end, step) for step in range(STEPS + 1) for end in (0.0, 255.0))
    return next((tone for tone in tones if ratio(tone, background) >= needed), None)


def _mixed(colour: str, end: float, step: int) -> str:
    return "#" + "".join(f"{round(value + (end - value) * step / STEPS):02x}" for value in _channels(colour))


def _channels(colour: str) -> Channels:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(channels: Channels) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(value / 255) for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004
