"""The picture of a cover, for shelves of e-books: the theme's colours and its type."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from progpipe import labels
from progpipe.publication import Publication, is_draft
from progpipe.theme import Font, Theme

if TYPE_CHECKING:
    from PIL.Image import Image as PILImage
    from PIL.ImageDraw import ImageDraw as Draw
    from PIL.ImageFont import FreeTypeFont

WIDTH: Final = 1200
HEIGHT: Final = 1600
MARGIN: Final = 110
RING: Final = 860
SMOOTH: Final = 4  # how many times larger the ring is drawn
TITLE_SIZES: Final = range(124, 40, -4)


def cover_png(publication: Publication, theme: Theme) -> bytes:
    """A PNG of 1200 × 1600 pixels with the publisher, the title and the edition: the same cover as in print."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    metadata, colours = publication.metadata, theme.colours
    image = _ground(colours["cover"], colours.get("cover-shape", colours["cover"])).copy()
    draw = ImageDraw.Draw(image)
    ink, y = colours["on-cover"], 4 * MARGIN
    draw.text((MARGIN, MARGIN), metadata.publisher, font=_face(theme, 700, 46), fill=ink)
    draw.rectangle((MARGIN, y - 60, WIDTH - MARGIN, y - 44), fill=colours["cover-ornament"])
    face, lines = _title(metadata.title, theme)
    draw.multiline_text((MARGIN, y), "\n".join(lines), font=face, fill=ink, spacing=face.size * 0.12)
    y += round(len(lines) * face.size * 1.3) + MARGIN // 2
    small = _face(theme, 400, 56)
    for line in filter(None, (metadata.offprint, metadata.edition_title if metadata.easy_read else "")):
        for part in _lines(line, small):
            draw.text((MARGIN, y), part, font=small, fill=ink)
            y += 76
    if is_draft(publication):
        _status(draw, y + MARGIN // 4, _face(theme, 700, 46), ink)
    buffer = BytesIO()
    image.quantize(256, Image.Quantize.MAXCOVERAGE).save(buffer, "PNG")
    return buffer.getvalue()


def _status(draw: Draw, y: int, face: FreeTypeFont, ink: str) -> None:
    """The word "Utkast" in a frame."""
    _, top, right, bottom = draw.textbbox((MARGIN + 34, y + 22), labels.DRAFT, font=face)
    draw.rectangle((MARGIN, top - 22, right + 34, bottom + 22), outline=ink, width=5)
    draw.text((MARGIN + 34, y + 22), labels.DRAFT, font=face, fill=ink)


@lru_cache(maxsize=8)
def _ground(field: str, shape: str) -> PILImage:
    """The field of colour, and the quarter of a ring in its corner; drawn larger for smooth edges."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    ring = Image.new("L", (SMOOTH * RING, SMOOTH * RING))
    draw = ImageDraw.Draw(ring)
    for radius, value in ((RING, 255), (RING // 2, 0)):
        near, far = SMOOTH * (RING - radius), SMOOTH * (RING + radius)
        draw.ellipse((near, near, far, far), fill=value)
    image = Image.new("RGB", (WIDTH, HEIGHT), field)
    image.paste(shape, (WIDTH - RING, HEIGHT - RING), ring.reduce(SMOOTH))
    return image


def _title(title: str, theme: Theme) -> tuple[FreeTypeFont, list[str]]:
    """The largest size at which every word of the title fits the measure, and its lines."""
    for size in TITLE_SIZES:
        face = _face(theme, 700, size)
        lines = list(_lines(title, face))
        if all(face.getlength(line) <= WIDTH - 2 * MARGIN for line in lines):
            break
    return face, lines


def _lines(text: str, face: FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}".lstrip()
        if line and face.getlength(longer) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = longer
    yield line


def _face(theme: Theme, weight: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415

    def distance(font: Font) -> tuple[bool, int]:
        return font.style != "normal", abs(font.weight - weight)

    font = min(theme.fonts, key=distance)
    return ImageFont.truetype(BytesIO(font.print), size, layout_engine=ImageFont.Layout.BASIC)
