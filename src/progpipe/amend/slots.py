"""The texts of a source that an amendment can be about, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Any


class Kind(StrEnum):
    """What kind of text it is."""

    COMMITMENT = "commitment"
    TITLE = "title of a section"
    PARAGRAPH = "paragraph"
    ITEM = "item of a list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A text in the source.

    `place` leads to the text itself, `entry` to what holds it in its list (the commitment, the paragraph, the item).
    `section` is the id of the section around it, `number` that of a commitment.
    """

    kind: Kind
    id: str = ""
    section: str
    text: str
    place: str
    entry: str
    number: int = 0


def slots(source: Mapping[str, Any]) -> list[Slot]:
    """Every text that can be amended, in reading order."""
    return list(_sections(source, "", count(1)))


def _sections(source: Mapping[str, Any], place: str, numbers: Iterator[int]) -> Iterator[Slot]:
    for order, section in enumerate(source.get("sections", ())):
        here, name = f"{place}/sections/{order}", section["id"]
        title = section["title"]
        yield Slot(kind=Kind.TITLE, id=name, section=name, text=title, place=f"{here}/title", entry=here)
        yield from _blocks(section.get("blocks", ()), f"{here}/blocks", name)
        for number, item in enumerate(section.get("commitments", ())):
            entry = f"{here}/commitments/{number}"
            yield _slot(Kind.COMMITMENT, item, name, entry, next(numbers))
        yield from _sections(section, here, numbers)


def _slot(kind: Kind, item: Mapping[str, Any], section: str, entry: str, number: int = 0) -> Slot:
    text, name = item["text"], item.get("id", "")
    return Slot(kind=kind, id=name, section=section, text=text, place=f"{entry}/text", entry=entry, number=number)


def _blocks(blocks: Sequence[Mapping[str, Any]], place: str, section: str) -> Iterator[Slot]:
    """Paragraphs and items of lists, also those inside others."""
    for order, block in enumerate(blocks):
        entry = f"{place}/{order}"
        match block["type"]:
            case "paragraph":
                yield _slot(Kind.PARAGRAPH, block, section, entry)
            case "list":
                yield from _items(block["items"], f"{entry}/items", section)
            case "quote":
                yield from _blocks(block["blocks"], f"{entry}/blocks", section)


def _items(items: Sequence[Any], place: str, section: str) -> Iterator[Slot]:
    for order, item in enumerate(items):
        entry = f"{place}/{order}"
        if isinstance(item, str):
            yield Slot(kind=Kind.ITEM, section=section, text=item, place=entry, entry=entry)
        else:
            yield from _blocks(item, entry, section)
