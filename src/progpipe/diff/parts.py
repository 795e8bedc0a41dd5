"""A programme as the parts that are compared, in reading order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from itertools import count
from typing import Final

from progpipe import model
from progpipe.compose import Node
from progpipe.diff.lines import lines, read_all
from progpipe.diff.model import Kind, Part
from progpipe.errors import pointer

KINDS: Final = {
    model.Paragraph: Kind.PARAGRAPH,
    model.List: Kind.LIST,
    model.Quote: Kind.QUOTE,
    model.Table: Kind.TABLE,
    model.Figure: Kind.FIGURE,
}
# What a programme says about itself. Its title and its texts are read; the rest are names and numbers.
FIELDS: Final = (
    *("language", "title", "period", "publisher", "release", "editions"),
    *("contact", "responsible", "licence", "transparency"),
)
WORDS: Final = ("title", "term", "expansion", "text", "explanation")


def parts(programme: model.Programme) -> tuple[Part, ...]:
    """Every part of a programme: its fields, its sections with what is in them, its glossary, and all renditions."""
    return tuple(_Parts(programme).all())


class _Parts:
    """The parts of one programme. Commitments are numbered through the whole of it."""

    def __init__(self, programme: model.Programme) -> None:
        self._programme = programme
        self._numbers = count(1)

    def all(self) -> Iterator[Part]:
        yield from _fields(self._programme)
        yield from self._renditions(self._programme, Kind.FIELD, "title", "")
        for section in self._programme.sections:
            yield from self._section(section, "")
        for entry in self._programme.glossary:
            said = (entry.term, *filter(None, (entry.expansion, entry.explanation)))
            yield _part(Kind.TERM, entry.id, "", entry.pointer, said, further=", ".join(entry.forms))
            yield from self._renditions(entry, Kind.TERM, entry.id, "")

    def _section(self, section: model.Section, parent: str) -> Iterator[Part]:
        yield _part(Kind.SECTION, section.id, parent, section.pointer, (section.title,), further=str(section.type))
        yield from self._renditions(section, Kind.SECTION, section.id, parent)
        for block in section.blocks:
            yield self._block(block, section.id)
        for key, text in section.notes.items():
            place = section.pointer + pointer("notes", key)
            yield _part(Kind.NOTE, f"{section.id}/{key}", section.id, place, (text,))
        for commitment in section.commitments:
            yield from self._commitment(commitment, section.id)
        for child in section.sections:
            yield from self._section(child, section.id)

    def _block(self, block: model.Block, section: str) -> Part:
        further = self._image(block.image) if isinstance(block, model.Figure) else ""
        return _part(KINDS[type(block)], block.id or "", section, block.pointer, tuple(lines(block)), further=further)

    def _image(self, name: str) -> str:
        """What tells two pictures of one name apart."""
        return hashlib.sha256(self._programme.images[name].content).hexdigest()

    def _commitment(self, commitment: model.Commitment, section: str) -> Iterator[Part]:
        said, further, number = (commitment.text,), ", ".join(commitment.related), next(self._numbers)
        yield _part(Kind.COMMITMENT, commitment.id, section, commitment.pointer, said, further=further, number=number)
        yield from self._renditions(commitment, Kind.COMMITMENT, commitment.id, section, number=number)

    def _renditions(self, node: Node, kind: Kind, name: str, section: str, *, number: int = 0) -> Iterator[Part]:
        for tag, rendition in node.renditions.items():
            said = [text for key in WORDS if (text := getattr(rendition, key))]
            for block in rendition.blocks or ():
                said += lines(block)
            pictures = (self._image(block.image) for block in rendition.blocks or () if isinstance(block, model.Figure))
            further = "\n".join((str(rendition.status), *pictures))
            place = rendition.pointer
            yield _part(kind, name, section, place, tuple(said), further=further, variety=tag, number=number)


def _part(
    kind: Kind,
    name: str,
    section: str,
    place: str,
    said: tuple[str, ...],
    *,
    further: str = "",
    variety: str = "",
    number: int = 0,
) -> Part:
    """A part of these lines. `further` belongs to it, and no reader sees it as words."""
    return Part(
        kind=kind,
        id=name,
        variety=variety,
        section=section,
        pointer=place,
        text=read_all(said),
        source="\n".join((*said, further) if further else said),
        number=number,
    )


def _fields(programme: model.Programme) -> Iterator[Part]:
    for name in FIELDS:
        said = tuple(_values(getattr(programme, name)))
        if said:
            yield Part(kind=Kind.FIELD, id=name, pointer=pointer(name), text="\n".join(said), source="\n".join(said))


def _values(value: object) -> Iterator[str]:
    """A value of the source as lines: those of an object, one after the other."""
    if value is None:
        return
    if isinstance(value, tuple):
        yield ", ".join(str(item) for item in value)
    elif isinstance(value, model.Period):
        yield f"{value.start}–{value.end}"
    elif hasattr(value, "__dataclass_fields__"):
        for item in fields(value):  # type: ignore[arg-type]
            yield from _values(getattr(value, item.name))
    else:
        yield str(value)
