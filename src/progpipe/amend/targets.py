"""What an amendment is about, once that has been found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from progpipe.amend.model import Action, Amendment
from progpipe.amend.slots import BLOCKS, LISTED, Kind, Slot
from progpipe.load.canonical import digest

SHOWN: Final = 80  # characters of a text that a message shows
# The list in which things of a kind stand: of a section, and for some of the programme.
LISTS: Final = {
    Kind.SECTION: "sections",
    Kind.ENTRY: "glossary",
    Kind.COMMITMENT: "commitments",
    **dict.fromkeys((*BLOCKS, Kind.PARAGRAPH, Kind.ITEM), "blocks"),
}
# They say how far a text has come, and are no part of it.
BESIDE_THE_TEXT: Final = frozenset({"renditions", "lint"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An amendment with the text or thing that it is about (None for an insertion).

    `anchor` is what it comes after; where that is None, and `within` names a section, it comes first in that.
    """

    amendment: Amendment
    slot: Slot | None
    anchor: Slot | None = None
    within: Slot | None = None

    @property
    def kind(self) -> Kind:
        """The kind of what is amended, or of what is new."""
        if self.slot:
            return self.slot.kind
        if self.amendment.thing is not None:
            return kind_of(self.amendment.thing) or Kind.PARAGRAPH
        if self.amendment.id:
            return Kind.COMMITMENT
        return Kind.ITEM if self.anchor and self.anchor.kind is Kind.ITEM else Kind.PARAGRAPH

    @property
    def leaves(self) -> bool:
        """Whether what it is about leaves its place."""
        return self.amendment.action in {Action.REMOVE, Action.MOVE}

    @property
    def section(self) -> str:
        """The id of the section that it is about, empty for none."""
        found = self.slot or self.anchor or self.within
        return found.section if found else ""

    @property
    def home(self) -> str:
        """The id of the section that it stands in afterwards."""
        found = self.anchor or self.within or self.slot
        return found.section if found else ""


def kind_of(thing: dict[str, Any]) -> Kind | None:
    """What a new thing is, by the properties that only such a thing has."""
    for name, kind in (("title", Kind.SECTION), ("term", Kind.ENTRY)):
        if name in thing:
            return kind
    known = {str(kind): kind for kind in (*BLOCKS, Kind.PARAGRAPH)}
    return known.get(str(thing.get("type")))


def takes(thing: Kind, kind: Kind) -> bool:
    """Whether a new thing can stand where one of that kind stood: blocks stand among blocks."""
    blocks = BLOCKS | {Kind.PARAGRAPH}
    return thing is kind or (thing in blocks and kind in blocks)


def is_alone(slot: Slot) -> bool:
    """Whether it can be removed without what is around it."""
    return slot.kind in LISTED or slot.optional


def digest_of(thing: Any) -> str:
    """What binds an amendment to all that a thing says: the SHA-256 over it, without renditions and silences."""
    return digest(_said(thing))


def _said(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _said(item) for name, item in value.items() if name not in BESIDE_THE_TEXT}
    return [_said(item) for item in value] if isinstance(value, list) else value


def is_in(place: str, around: str) -> bool:
    """Whether a place is another, or inside it (JSON Pointers)."""
    return place == around or place.startswith(f"{around}/")


def around(place: str) -> Iterator[str]:
    """The places that a place is in, the nearest first, the whole source last."""
    while "/" in place:
        place = place.rsplit("/", 1)[0]
        yield place


def short(text: str) -> str:
    """As much of a text as a message shows."""
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def ids(value: object) -> Iterator[str]:
    """Every id in a source, or in a part of one."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inside in value.values():
            yield from ids(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from ids(inside)
