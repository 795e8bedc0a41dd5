"""The ids of a source: those that are written, and those that compose makes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from progpipe.load.places import Path
from progpipe.load.tree import Document

EVERY: Final = "*"  # sections, commitments and glossary entries keep their ids in every edition
SOURCE: Final = ""  # a block of the source itself; else the tag of the rendition that it is part of


class Id(NamedTuple):
    """An id, the path of where it is written (of the block, where compose makes it), and the variety it is in."""

    path: Path
    name: str
    variety: str


def ids(document: Document) -> Iterator[Id]:
    """Every id. Blocks without one get `<owner>-<n>`, also items of lists and what stands in them or in quotes."""
    for path, value in document.named("sections", "commitments", "glossary"):
        name = value.get("id")
        if isinstance(name, str):
            yield Id((*path, "id"), name, EVERY)
            if path[-2] != "glossary":
                yield from _blocks(_prose(value), (*path, "blocks"), name, SOURCE)
                yield from _renditions(value, path, name)


def _prose(value: dict[str, Any]) -> Any:
    """The blocks; the text of a commitment is one, which stands where the commitment does."""
    return value.get("blocks", [{}] if "text" in value else [])


def _renditions(value: dict[str, Any], path: Path, owner: str) -> Iterator[Id]:
    found = value.get("renditions")
    for tag, rendition in found.items() if isinstance(found, dict) else ():
        if isinstance(rendition, dict):
            yield from _blocks(_prose(rendition), (*path, "renditions", tag, "blocks"), owner, tag)


def _blocks(blocks: Any, path: Path, owner: str, variety: str) -> Iterator[Id]:
    for place, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict):
            here = (*path, place)
            name = block.get("id", f"{owner}-{place + 1}")
            if isinstance(name, str):
                yield Id((*here, "id") if "id" in block else here, name, variety)
                yield from _inside(block, here, name, variety)


def _inside(block: dict[str, Any], path: Path, name: str, variety: str) -> Iterator[Id]:
    yield from _blocks(block.get("blocks"), (*path, "blocks"), name, variety)
    items = block.get("items")
    for place, item in enumerate(items if isinstance(items, list) else ()):
        here, made = (*path, "items", place), f"{name}-{place + 1}"
        yield Id(here, made, variety)
        if isinstance(item, str):
            yield Id(here, f"{made}-1", variety)
        else:
            yield from _blocks(item, here, made, variety)
