"""The images of a document: those that a source may have, and those that can be made one of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import Final

from progpipe.intake.model import Document
from progpipe.load.images import LARGEST, MOST_PIXELS, RefusedError, check_image

# What Pillow reads safely and others put into documents; drawings (EMF, WMF, SVG) are not among them.
OTHERS: Final = ("GIF", "BMP", "TIFF", "WEBP")


def usable(document: Document) -> Document:
    """The document with only the images that can be published; a figure without one is told later."""
    found = {}
    for name, content in document.media.items():
        if (made := _usable(name, content)) is not None:
            found[name] = made
    return replace(document, media=found)


def _usable(name: str, content: bytes) -> bytes | None:
    if len(content) > LARGEST:
        return None
    with suppress(RefusedError):
        check_image(name, content)
        return content
    return _converted(content)


def _converted(content: bytes) -> bytes | None:
    """The image as PNG; None where it is none."""
    import PIL.Image  # noqa: PLC0415

    try:
        with PIL.Image.open(BytesIO(content), formats=OTHERS) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            made = BytesIO()
            image.convert("RGBA").save(made, "PNG")
    except Exception:
        return None
    return made.getvalue()
