"""The images of a source: read once, and found to be what they say (P115, P121, P122)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document
from progpipe.model import Image

LARGEST: Final = 12 << 20
MOST_PIXELS: Final = 30_000_000
FORMATS: Final = ("PNG", "JPEG")
# A telephone may put several pictures into one JPEG file (CIPA DC-007); readers show the first.
MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}
BESIDE: Final = "Put the image into the folder of the source, or below it, and name it from there: bilder/skola.jpg."
SMALLER: Final = "Save it smaller: 2000 pixels in width fill a page."


class RefusedError(Exception):
    """Why a file is no image that can be published: a code, what is wrong and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read_images(document: Document) -> tuple[dict[str, Image], list[Problem]]:
    """The images that figures name, and a problem for each place where one cannot be used."""
    found: dict[str, Image | RefusedError] = {}
    problems = []
    for path, value in document.blocks("figure"):
        name = value.get("image")
        if not isinstance(name, str):
            continue
        if name not in found:
            found[name] = _read(name, document.base)
        refused = found[name]
        if isinstance(refused, RefusedError):
            place = pointer(*path, "image")
            problems.append(Problem(code=refused.code, pointer=place, message=refused.message, hint=refused.hint))
    return {name: image for name, image in found.items() if isinstance(image, Image)}, problems


def _read(name: str, base: Path | None) -> Image | RefusedError:
    try:
        return check_image(name, image_content(name, base))
    except RefusedError as refused:
        return refused


def image_content(name: str, base: Path | None) -> bytes:
    """The bytes of an image below the folder of the source. Raises `RefusedError`."""
    if base is None:
        hint = "Save the programme in a folder with its images, or give `base` to load."
        raise RefusedError("P115", f"the image {name!r} cannot be read: the source has no folder", hint)
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        raise RefusedError("P115", f"the image {name!r} is outside the folder of the source", BESIDE)
    try:
        file = base.joinpath(*parts).resolve(strict=True)
        if not file.is_relative_to(base.resolve()):
            raise RefusedError("P115", f"the image {name!r} is outside the folder of the source", BESIDE)
        if not file.is_file():
            raise RefusedError("P115", f"{name!r} is no file", BESIDE)
        if file.stat().st_size > LARGEST:
            raise RefusedError("P122", f"the image {name!r} has more than {LARGEST:,} bytes", SMALLER)
        return file.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:  # ValueError: a name that no file system can hold
        cause = getattr(error, "strerror", None) or "no file can have this name"
        raise RefusedError("P115", f"the image {name!r} cannot be read: {cause}", BESIDE) from error


def check_image(name: str, content: bytes) -> Image:
    """The image, decoded whole once: a file that only begins like an image is none."""
    import PIL.Image  # noqa: PLC0415

    try:
        with _strictly(), PIL.Image.open(BytesIO(content), formats=FORMATS) as image:
            width, height = image.size
            media_type = MEDIA_TYPES[str(image.format)]
            if width * height <= MOST_PIXELS:
                image.load()
    except PIL.Image.DecompressionBombError as error:
        raise _too_many_pixels(name, "far too many") from error
    except Exception as error:  # an image parser raises anything for a broken file
        hint = "Save it as PNG or JPEG with a program for images, and look at it there."
        raise RefusedError("P121", f"{name!r} is no PNG or JPEG image that can be read", hint) from error
    if width * height > MOST_PIXELS:
        raise _too_many_pixels(name, f"{width} × {height}")
    return Image(name=name, media_type=media_type, content=content, width=width, height=height)


@contextmanager
def _strictly() -> Iterator[None]:
    """Pillow as it is by itself: WeasyPrint, once imported, lets it read images that end in the middle."""
    from PIL import ImageFile  # noqa: PLC0415

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of large images; the limit here is lower
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _too_many_pixels(name: str, size: str) -> RefusedError:
    message = f"the image {name!r} has {size} pixels; at most {MOST_PIXELS:,} are read"
    return RefusedError("P122", message, SMALLER)
