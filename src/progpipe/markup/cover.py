"""The picture of a cover, for shelves of e-books: the theme's colours and its type."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from progpipe.publication import Publication
from progpipe.theme import Font, Theme

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH: Final = 1200
HEIGHT: Final = 1600
MARGIN: Final = 110
TITLE_SIZES: Final = range(124, 40, -4)


def cover_png(publication: Publication, theme: Theme) -> bytes:
    """A PNG of 1200 × 1600 pixels with the publisher, the title and the edition."""
    from PIL import Image, ImageDraw  # noqa: PLC0415

    metadata = publication.metadata
    image = Image.new("RGB", (WIDTH, HEIGHT), theme.colours["cover"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - 2 * MARGIN, WIDTH, HEIGHT), fill=theme.colours["cover-ornament"])
    ink = theme.colours["on-cover"]
    draw.text((MARGIN, MARGIN), metadata.publisher, font=_face(theme, 400, 46), fill=ink)
    face, lines = _title(metadata.title, theme)
    draw.multiline_text((MARGIN, 4 * MARGIN), "\n".join(lines), font=face, fill=ink, spacing=face.size * 0.25)
    below = 4 * MARGIN + len(lines) * face.size * 1.4 + MARGIN / 2
    further = [metadata.offprint, metadata.edition_title if metadata.easy_read else ""]
    draw.multiline_text((MARGIN, below), "\n".join(filter(None, further)), font=_face(theme, 700, 56), fill=ink)
    buffer = BytesIO()
    image.quantize(64).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


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
