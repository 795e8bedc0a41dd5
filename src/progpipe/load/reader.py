"""From JSON that is valid to the model: read as a list of fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from progpipe import model as m
from progpipe.errors import pointer
from progpipe.load.canonical import basis_of
from progpipe.load.places import Path

Raw = Mapping[str, Any]


def sections(raw: Raw, path: Path) -> tuple[m.Section, ...]:
    """The sections of a programme or of a section."""
    return tuple(_section(item, inside) for inside, item in _items(raw, "sections", path))


def _section(raw: Raw, path: Path) -> m.Section:
    return m.Section(
        pointer=pointer(*path),
        id=raw["id"],
        type=m.SectionType(raw["type"]),
        title=raw["title"],
        blocks=_blocks(raw.get("blocks", ()), (*path, "blocks")),
        commitments=tuple(_commitment(item, inside) for inside, item in _items(raw, "commitments", path)),
        sections=sections(raw, path),
        notes=MappingProxyType(dict(raw.get("notes", {}))),
        renditions=renditions(raw, path, "section"),
        lint=_silences(raw, path),
    )


def _commitment(raw: Raw, path: Path) -> m.Commitment:
    return m.Commitment(
        pointer=pointer(*path),
        id=raw["id"],
        text=raw["text"],
        related=tuple(raw.get("related", ())),
        renditions=renditions(raw, path, "commitment"),
        lint=_silences(raw, path),
    )


def glossary(raw: Raw) -> tuple[m.GlossaryEntry, ...]:
    """The glossary of a programme."""
    return tuple(
        m.GlossaryEntry(
            pointer=pointer(*path),
            id=item["id"],
            term=item["term"],
            forms=tuple(item.get("forms", ())),
            expansion=item.get("expansion"),
            explanation=item["explanation"],
            renditions=renditions(item, path, "glossary"),
            lint=_silences(item, path),
        )
        for path, item in _items(raw, "glossary", ())
    )


def renditions(raw: Raw, path: Path, kind: str) -> m.Renditions:
    """The renditions of a node by language tag; stale where the basis is not that of the text."""
    found = raw.get("renditions", {})
    basis = basis_of(raw, kind) if found else ""
    return MappingProxyType({tag: _rendition(item, (*path, "renditions", tag), basis) for tag, item in found.items()})


def _rendition(raw: Raw, path: Path, basis: str) -> m.Rendition:
    return m.Rendition(
        pointer=pointer(*path),
        status=m.RenditionStatus(raw["status"]),
        basis=raw["basis"],
        review=m.Review(by=raw["review"]["by"], date=raw["review"]["date"]) if "review" in raw else None,
        stale=raw["basis"] != basis,
        title=raw.get("title"),
        text=raw.get("text"),
        blocks=_blocks(raw["blocks"], (*path, "blocks")) if "blocks" in raw else None,
        term=raw.get("term"),
        expansion=raw.get("expansion"),
        explanation=raw.get("explanation"),
        lint=_silences(raw, path),
    )


def _silences(raw: Raw, path: Path) -> tuple[m.Silence, ...]:
    return tuple(
        m.Silence(pointer=pointer(*inside), rule=item["silence"], reason=item["reason"])
        for inside, item in _items(raw, "lint", path)
    )


def _blocks(raw: Any, path: Path) -> tuple[m.Block, ...]:
    return tuple(BLOCKS[item["type"]](item, (*path, place)) for place, item in enumerate(raw))


def _paragraph(raw: Raw, path: Path) -> m.Block:
    return m.Paragraph(pointer=pointer(*path), id=raw.get("id"), text=raw["text"])


def _list(raw: Raw, path: Path) -> m.Block:
    items = tuple(_list_item(item, (*path, "items", place)) for place, item in enumerate(raw["items"]))
    return m.List(pointer=pointer(*path), id=raw.get("id"), ordered=raw.get("ordered", False), items=items)


def _list_item(raw: Any, path: Path) -> tuple[m.Block, ...]:
    if isinstance(raw, str):  # short for one paragraph
        return (m.Paragraph(pointer=pointer(*path), text=raw),)
    return _blocks(raw, path)


def _quote(raw: Raw, path: Path) -> m.Block:
    inside = _blocks(raw["blocks"], (*path, "blocks"))
    return m.Quote(pointer=pointer(*path), id=raw.get("id"), blocks=inside, attribution=raw.get("attribution"))


def _table(raw: Raw, path: Path) -> m.Block:
    return m.Table(
        pointer=pointer(*path),
        id=raw.get("id"),
        caption=raw["caption"],
        header=tuple(raw["header"]),
        rows=tuple(tuple(row) for row in raw["rows"]),
        row_headers=raw.get("rowHeaders", False),
    )


def _figure(raw: Raw, path: Path) -> m.Block:
    return m.Figure(
        pointer=pointer(*path),
        id=raw.get("id"),
        image=raw["image"],
        alternative=raw.get("alternative"),
        decorative=raw.get("decorative", False),
        caption=raw.get("caption"),
    )


BLOCKS = {"paragraph": _paragraph, "list": _list, "quote": _quote, "table": _table, "figure": _figure}


def _items(raw: Raw, name: str, path: Path) -> Iterator[tuple[Path, Raw]]:
    return (((*path, name, place), item) for place, item in enumerate(raw.get(name, ())))
