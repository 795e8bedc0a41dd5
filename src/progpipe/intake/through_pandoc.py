"""Bytes through Pandoc's readers, within limits of time and memory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from progpipe.intake.model import Document
from progpipe.intake.tree import Origin, read_tree
from progpipe.markup.pandoc import read_with_pandoc

SECONDS = 60
MEGABYTES: Final = 1024  # of Pandoc's heap


def through_pandoc(
    content: bytes, source: str, origins: Mapping[int, Origin] | None = None
) -> tuple[Document, frozenset[int]]:
    """The document, and the numbers of the marks that came out. Raises `BuildError` where Pandoc cannot read it."""
    tree = read_with_pandoc(content, source, seconds=SECONDS, megabytes=MEGABYTES)
    return read_tree(tree, origins, plain_links=source == "odt")
