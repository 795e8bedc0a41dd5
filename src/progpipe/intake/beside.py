"""Images that a text names by their address: inside the address itself, or beside the file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from progpipe.intake.model import Block, Blocks, Document, Figure, Items, Quote
from progpipe.load.images import LARGEST

DATA: Final = re.compile(r"data:image/[a-z+.-]+;base64,(.*)", re.DOTALL)


def with_media(document: Document, folder: Path) -> Document:
    """The document with its images. What stands outside the folder, or on the web, is not fetched."""
    media = {}
    for figure in figures(document.blocks):
        content = _content(figure.image, folder)
        if content is not None:
            media[figure.image] = content
    return replace(document, media=media)


def figures(blocks: Iterable[Block]) -> Iterator[Figure]:
    """Every figure, also those in lists and quotes."""
    for block in blocks:
        inside: Blocks = ()
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, Items):
            inside = tuple(each for item in block.items for each in item)
        elif isinstance(block, Quote):
            inside = block.blocks
        yield from figures(inside)


def _content(address: str, folder: Path) -> bytes | None:
    if found := DATA.fullmatch(address):
        with suppress(binascii.Error, ValueError):
            return base64.b64decode(unquote(found[1]))
        return None
    if ":" in address or address.startswith(("/", "\\")):
        return None
    with suppress(OSError, RuntimeError, ValueError):
        file = (folder / unquote(address)).resolve(strict=True)
        if file.is_relative_to(folder.resolve()) and file.is_file() and file.stat().st_size <= LARGEST:
            return file.read_bytes()
    return None
