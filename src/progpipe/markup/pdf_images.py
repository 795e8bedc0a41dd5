"""Images as a PDF can hold them for good: in the colours of the screen, whole, and the right way up.

PDF/A wants the colour space of the output intent, which is sRGB: a photograph in the four inks of a press is out
(ISO 19005-3, 6.2.4.3). What is plain is not touched; the rest is decoded once and written anew, a photograph as
JPEG, all else without loss.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from progpipe.publication import Resource

if TYPE_CHECKING:
    from PIL.Image import Image

PHOTOGRAPHS: Final = ("JPEG", "MPO")  # several pictures in one JPEG file; programs show the first
PLAIN: Final = {**dict.fromkeys(PHOTOGRAPHS, ("L", "RGB")), "PNG": ("L", "LA", "RGB", "RGBA")}
QUALITY: Final = 95


def printable(resource: Resource) -> bytes:
    """The content of an image, written anew where a PDF could not hold it as it is."""
    import PIL.Image  # noqa: PLC0415
    from PIL import ImageOps  # noqa: PLC0415

    with PIL.Image.open(BytesIO(resource.content), formats=("PNG", "JPEG")) as image:
        if image.mode in PLAIN.get(str(image.format), ()) and "transparency" not in image.info:
            return resource.content
        upright = _eight_bits(ImageOps.exif_transpose(image))
        made = upright.convert(_mode(upright.mode, transparent="transparency" in image.info))
        content = BytesIO()
        if image.format in PHOTOGRAPHS:
            made.save(content, format="JPEG", quality=QUALITY)
        else:
            made.save(content, format="PNG")
        return content.getvalue()


def _eight_bits(image: Image) -> Image:
    """Shades of grey in 16 bits, each divided by 256: as it is, Pillow makes white of all that is above 255."""
    return image.point(lambda value: value * (1 / 256) + 0) if image.mode.startswith("I") else image


def _mode(mode: str, *, transparent: bool) -> str:
    if transparent:
        return "RGBA"
    return "L" if mode == "1" or mode.startswith("I") else "RGB"
