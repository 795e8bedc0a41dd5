"""The images of an OpenDocument text, and what they say in words."""

from __future__ import annotations

from collections.abc import Iterable

from progpipe.intake.container import Tree
from progpipe.intake.opendocument.names import DRAW, SVG, XLINK, gone


def alternatives(root: Tree) -> dict[str, str]:
    """What an image says in words, by its address. Pandoc reads the title only, and makes an id of it."""
    found = {}
    for frame in root.iter(f"{{{DRAW}}}frame"):
        image = frame.find(f"{{{DRAW}}}image")
        texts = [frame.findtext(f"{{{SVG}}}{name}") or "" for name in ("desc", "title")]
        text = next((" ".join(text.split()) for text in texts if text.strip()), "")
        if image is not None and text:
            found[image.get(f"{{{XLINK}}}href", "")] = text
        for name in ("desc", "title"):
            for element in frame.findall(f"{{{SVG}}}{name}"):
                gone(element)
    return found


def images(root: Tree) -> Iterable[str]:
    """The addresses of images inside the file."""
    for image in root.iter(f"{{{DRAW}}}image"):
        name = image.get(f"{{{XLINK}}}href", "")
        if name and ":" not in name and not name.startswith(("/", "..")):
            yield name
