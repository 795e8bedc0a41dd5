"""The ids of a source: those that are written, and those that compose makes."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.load.places import Path
from progpipe.load.tree import Document


def written_ids(document: Document) -> Iterator[tuple[Path, str]]:
    """The ids of sections, commitments, glossary entries and blocks, with the paths of the ids."""
    for path, value in document.objects:
        name = value.get("id")
        if path and isinstance(name, str):
            yield (*path, "id"), name


def made_ids(document: Document) -> Iterator[tuple[Path, str]]:
    """The ids that blocks without one get, with the paths of the blocks: `<owner>-<n>` (DESIGN, The source)."""
    for path, value in document.named("sections", "commitments"):
        owner = value.get("id")
        blocks = value.get("blocks")
        if isinstance(owner, str) and isinstance(blocks, list):
            for number, block in enumerate(blocks, start=1):
                if isinstance(block, dict) and "id" not in block:
                    yield (*path, "blocks", number - 1), f"{owner}-{number}"
