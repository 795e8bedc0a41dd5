"""Which part of the new source is which of the old one: by what they say, sections first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from progpipe.diff.match import match
from progpipe.diff.model import Kind, Part
from progpipe.intake.update.model import Json
from progpipe.intake.update.words import Words, normal, walk


@dataclass(frozen=True, slots=True)
class Found:
    """A part with its JSON. `words` is all that it says, as one compares it."""

    part: Part
    value: Any
    words: str


class Matching:
    """`before` has the old part of each new one, `ids` the old ids of new ones, `gone` what has no match."""

    def __init__(self, old: Json, new: Json, words: Words) -> None:
        self._words = words
        self.before: dict[int, Found] = {}  # by the identity of the new JSON
        self.ids: dict[str, str] = {}
        self.gone: list[Found] = []
        self._match(old, new)

    def _match(self, old: Json, new: Json) -> None:
        before, after = list(self._parts(old)), list(self._parts(new))
        self._pair(
            [f for f in before if f.part.kind is Kind.SECTION], [f for f in after if f.part.kind is Kind.SECTION]
        )
        rest = [f for f in after if f.part.kind is not Kind.SECTION]
        here = [replace(f.part, section=self.ids.get(f.part.section, f.part.section)) for f in rest]
        moved = [Found(part, f.value, f.words) for part, f in zip(here, rest, strict=True)]
        self._pair([f for f in before if f.part.kind is not Kind.SECTION], moved)
        paired = {id(found.value) for found in self.before.values()}
        told = {Kind.SECTION, Kind.COMMITMENT}
        self.gone = [f for f in before if f.part.kind in told and id(f.value) not in paired]

    def _pair(self, before: list[Found], after: list[Found]) -> None:
        unnamed = [replace(found.part, id="") for found in after]
        for there, here in match([replace(found.part, id="") for found in before], unnamed):
            self.before[id(after[here].value)] = before[there]
            if isinstance(after[here].value, dict) and "id" in after[here].value and before[there].part.id:
                self.ids[after[here].value["id"]] = before[there].part.id

    def _parts(self, programme: Json) -> Iterator[Found]:
        for section in walk(programme["sections"]):
            name = section["id"]
            yield self._found(Kind.SECTION, section, name, "", section["title"])
            for block in section.get("blocks", ()):
                kind = Kind(block["type"])
                words = self._words.image(block["image"]) if kind is Kind.FIGURE else self._words.say(block)
                yield self._found(kind, block, name, block.get("id", ""), words)
            for promise in section.get("commitments", ()):
                yield self._found(Kind.COMMITMENT, promise, name, promise["id"], self._words.say(promise["text"]))

    def _found(self, kind: Kind, value: Json, section: str, name: str, text: str) -> Found:
        text = normal(text)
        identifier = section if kind is Kind.SECTION else name
        part = Part(
            kind=kind,
            id=identifier,
            section="" if kind is Kind.SECTION else section,
            pointer="",
            text=text,
            source=text,
        )
        return Found(part, value, self._words.all_of(value) if kind is not Kind.SECTION else text)
