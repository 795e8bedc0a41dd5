"""P123: a text alternative says what the image says, in words. P124: it is short enough to be listened to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document

TOO_LONG: Final = 250  # characters: a screen reader says an alternative in one breath, and nobody can stop in it
FILE: Final = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|svg|tiff?|heic|bmp|pdf)", re.IGNORECASE)
# What cameras, telephones and programs call their files: IMG_1234, DSC00042, Skärmbild 2026-03-01 12.30.
CAMERA: Final = re.compile(
    r"(?:img|dscn?|dscf|pict?|pxl|mvimg|gopr|scan|screenshot|skärmbild|skärmavbild|image|bild|foto|whatsapp image)"
    r"[\W_]*\d[\W\d_]*(?:kl|at)?[\W\d_]*",
    re.IGNORECASE,
)
# Words that only say that there is an image, and words that lead to what it shows.
IMAGE: Final = (
    r"(?:(?:en|ett|an?|the)\s+)?"
    r"(?:bild(?:en)?|foto(?:t|grafi)?|illustration(?:en)?|image|photo|picture|logga|logotyp|logo)"
)
ONLY_AN_IMAGE: Final = re.compile(rf"\W*{IMAGE}(?:\s+(?:av|på|från|of))?\W*", re.IGNORECASE)


def alternative_words(document: Document) -> Iterator[Problem]:
    """WCAG 2.2, 1.1.1, failure F30: the name of a file, or that there is an image, is no text alternative."""
    for path, value in document.blocks("figure"):
        said = value.get("alternative")
        if not isinstance(said, str) or not said.strip():
            continue  # P106, and the schema
        where = pointer(*path, "alternative")
        if _says_nothing(said.strip(), value.get("image")):
            hint = "Say what can be seen, as to somebody on the telephone: a red school with two trees in front of it."
            message = f"the alternative text {said[:60]!r} does not say what the image shows"
            yield Problem(code="P123", pointer=where, message=message, hint=hint)
        if len(said) >= TOO_LONG:
            hint = (
                "Say the main thing in a sentence or two. What needs more room belongs in a paragraph beside the image."
            )
            message = f"the alternative text has {len(said)} characters; it must have fewer than {TOO_LONG}"
            yield Problem(code="P124", pointer=where, message=message, hint=hint)


def _says_nothing(said: str, image: object) -> bool:
    name = image.rpartition("/")[2].rpartition(".")[0] if isinstance(image, str) else ""
    forms = (FILE, CAMERA, ONLY_AN_IMAGE)
    return any(form.fullmatch(said) for form in forms) or _plain(said) == _plain(name) or not _plain(said)


def _plain(text: str) -> str:
    """The letters and digits alone: `skolgard_2` and `Skolgard 2` are one name."""
    return "".join(filter(str.isalnum, text)).casefold()
