"""The images of a source: read once, and found to be what they say (P115, P121, P122)."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document
from progpipe.model import Image

LARGEST: Final = 12 << 20
MOST_PIXELS: Final = 30_000_000
MEDIA_TYPES: Final = {"PNG": "image/png", "JPEG": "image/jpeg"}


class RefusedError(Exception):
    """Why a file is no image that can be published: a code, what is wrong and what to do."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read_images(document: Document) -> tuple[dict[str, Image], list[Problem]]:
    """The images that figures name, and a problem for each that cannot be used."""
    images: dict[str, Image] = {}
    problems = []
    for path, value in document.blocks("figure"):
        name = value.get("image")
        if not isinstance(name, str) or name in images:
            continue
        try:
            images[name] = _image(name, _content(name, document.base))
        except RefusedError as refused:
            place = pointer(*path, "image")
            problems.append(Problem(code=refused.code, pointer=place, message=refused.message, hint=refused.hint))
    return images, problems


def _content(name: str, base: Path | None) -> bytes:
    hint = "Put the image into the folder of the source, or below it, and name it from there: bilder/skola.jpg."
    if base is None:
        raise RefusedError(
            "P115", f"the image {name!r} cannot be read: the source has no folder", "Give `base` to load."
        )
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        raise RefusedError("P115", f"the image {name!r} is outside the folder of the source", hint)
    try:
        file = base.joinpath(*parts).resolve(strict=True)
        if not file.is_relative_to(base.resolve()):
            raise RefusedError("P115", f"the image {name!r} is outside the folder of the source", hint)
        if not file.is_file():
            raise RefusedError("P115", f"{name!r} is no file", hint)
        if file.stat().st_size > LARGEST:
            raise RefusedError("P122", f"the image {name!r} has more than {LARGEST} bytes", "Save it smaller.")
        return file.read_bytes()
    except (OSError, RuntimeError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise RefusedError("P115", f"the image {name!r} cannot be read: {cause}", hint) from error


def _image(name: str, content: bytes) -> Image:
    """The image, decoded whole once: a file that only begins like an image is none."""
    import PIL.Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large images; the limit here is lower
            with PIL.Image.open(BytesIO(content), formats=tuple(MEDIA_TYPES)) as image:
                width, height = image.size
                kind = str(image.format)
                if width * height <= MOST_PIXELS:
                    image.load()
    except Exception as error:
        hint = "Save it as PNG or JPEG with a program for images, and look at it there."
        raise RefusedError("P121", f"{name!r} is no PNG or JPEG image that can be read", hint) from error
    if width * height > MOST_PIXELS:
        message = f"the image {name!r} has {width} × {height} pixels; at most {MOST_PIXELS} are read"
        raise RefusedError("P122", message, "Save it smaller: 2 000 pixels in width fill a page.")
    return Image(name=name, media_type=MEDIA_TYPES[kind], content=content, width=width, height=height)
