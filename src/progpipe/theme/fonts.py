"""Font files: whether they are what theme.toml says, and which characters they have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Final

from progpipe.theme.description import Face
from progpipe.theme.model import Font

WOFF2_HEADER: Final = 48  # WOFF File Format 2.0, 4.1


def characters(content: bytes) -> frozenset[str]:
    """The characters that a TrueType or OpenType font has a glyph for; none for what is no font."""
    try:
        return frozenset(map(chr, _table(content)[0]))
    except ValueError:
        return frozenset()


def font_faults(face: Face, font: Font) -> Iterator[str]:
    """What is wrong with the files of a face, in words."""
    screen = font.screen
    if len(screen) < WOFF2_HEADER or screen[:4] != b"wOF2" or int.from_bytes(screen[8:12], "big") != len(screen):
        yield f"{face.screen} is not a whole WOFF2 file"
    try:
        _, family, weight, italic = _table(font.print)
    except ValueError as error:
        yield f"{face.print} is not a font: {error}"
        return
    if family != face.family:
        yield f"{face.print} is of the family {family!r}, not {face.family!r}"
    if weight != face.weight:
        yield f"{face.print} has the weight {weight}, not {face.weight}"
    if italic != (face.style == "italic"):
        yield f"{face.print} is {'italic' if italic else 'upright'}, but its style is {face.style}"


@lru_cache(maxsize=64)
def _table(content: bytes) -> tuple[tuple[int, ...], str, int, bool]:
    """Code points, family, weight and slope of a font. Raises `ValueError`."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    try:
        with TTFont(BytesIO(content), lazy=True) as font:
            names, metrics = font["name"], font["OS/2"]
            family = names.getDebugName(16) or names.getDebugName(1) or ""
            return tuple(font.getBestCmap() or ()), family, metrics.usWeightClass, bool(metrics.fsSelection & 1)
    except Exception as error:  # a font parser raises anything for a broken file
        raise ValueError(type(error).__name__) from error
