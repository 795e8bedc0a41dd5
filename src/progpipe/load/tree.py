"""The raw JSON of a source, walked in the order of the text. What has the wrong type is passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any, Final

from progpipe.inline import parse_inline
from progpipe.load.places import Path
from progpipe.publication import Inline, Inlines, walk

# Where inline markup is read: by the name of the value, or of the list that it stands in.
INLINE: Final = frozenset({"text", "caption", "attribution", "explanation", "transparency"})
INLINE_LISTS: Final = frozenset({"items", "header", "rows"})
LONGEST: Final = 20_000  # characters of a text, as the schema says: its markup is parsed in a second


@dataclass(frozen=True)
class Document:
    """A source while it is checked: its JSON value and the folder of its images."""

    value: Any
    base: FilePath | None = None
    leaves: list[tuple[Path, Any]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "leaves", list(leaves(self.value)))

    @cached_property
    def texts(self) -> list[tuple[Path, Inlines]]:
        """Every text with inline markup, parsed. What is longer than the schema allows is passed over."""
        return [
            (path, parse_inline(text))
            for path, text in self.leaves
            if isinstance(text, str) and len(text) <= LONGEST and _is_inline(path)
        ]

    @cached_property
    def inlines(self) -> list[tuple[Path, Inline]]:
        """Every inline node of every text, with the path of the text."""
        return [
            (path, node)
            for path, nodes in self.texts
            for top in nodes
            for node in walk(top)
            if isinstance(node, Inline)
        ]

    @cached_property
    def objects(self) -> list[tuple[Path, dict[str, Any]]]:
        """Every object, the outer before the inner."""
        return list(objects(self.value))

    def named(self, *kinds: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The objects in the lists with these names."""
        return ((path, value) for path, value in self.objects if len(path) > 1 and path[-2] in kinds)

    def blocks(self, kind: str) -> Iterator[tuple[Path, dict[str, Any]]]:
        """The blocks of a kind, wherever they stand."""
        return ((path, value) for path, value in self.objects if path and value.get("type") == kind)

    def renditions(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Every rendition; the last part of its path is its language tag."""
        return ((path, value) for path, value in self.objects if len(path) > 1 and path[-2] == "renditions")

    def notes(self, section: Path) -> dict[str, Any]:
        """The notes of a section; the programme itself has none."""
        value = self.get(section) if section else None
        found = value.get("notes") if isinstance(value, dict) else None
        return found if isinstance(found, dict) else {}

    def get(self, path: Path) -> Any:
        """The value at a path."""
        value = self.value
        for part in path:
            value = value[part]
        return value


def leaves(value: Any) -> Iterator[tuple[Path, Any]]:
    """Every value that holds no others, in the order of the text."""
    stack: list[tuple[Path, Any]] = [((), value)]
    while stack:
        path, item = stack.pop()
        children = _children(item)
        if children is None:
            yield path, item
        else:
            stack.extend(((*path, name), child) for name, child in reversed(children))


def objects(value: Any) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every object, the outer before the inner."""
    stack: list[tuple[Path, Any]] = [((), value)]
    while stack:
        path, item = stack.pop()
        if isinstance(item, dict):
            yield path, item
        stack.extend(((*path, name), child) for name, child in reversed(_children(item) or []))


def _children(item: Any) -> list[tuple[str | int, Any]] | None:
    if isinstance(item, dict):
        return list(item.items())
    return list(enumerate(item)) if isinstance(item, list) else None


def _is_inline(path: Path) -> bool:
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return False
    if isinstance(path[-1], int):
        return names[-1] in INLINE_LISTS
    return names[-1] in INLINE or names[-2:-1] == ["notes"]


def in_rendition(path: Path) -> bool:
    """Whether a path leads into a rendition."""
    return "renditions" in path


def section_of(path: Path) -> Path:
    """The path of the innermost section around a path, that of the programme where there is none."""
    ends = [place + 2 for place, part in enumerate(path) if part == "sections" and place + 1 < len(path)]
    return path[: ends[-1]] if ends else ()
