"""What an amendment can be about: the texts of a source, and the things that can be taken whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from typing import Any, Final

from progpipe.errors import pointer


class Kind(StrEnum):
    """What kind of text it is, or of what thing."""

    COMMITMENT = "commitment"
    TITLE = "title of a section"
    PARAGRAPH = "paragraph"
    ITEM = "item of a list"
    CAPTION = "caption of a table"
    LEGEND = "caption of a figure"
    ALTERNATIVE = "alternative text"
    ATTRIBUTION = "attribution of a quote"
    CELL = "cell of a table"
    NOTE = "note"
    TERM = "term"
    EXPANSION = "expansion of a term"
    EXPLANATION = "explanation of a term"
    IMAGE = "image"
    NAME = "title of the programme"
    PERIOD = "period of the programme"
    SECTION = "section"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    FIGURE = "figure"
    ENTRY = "entry of the glossary"


# What is taken whole has more in it than one text: an amendment binds itself to it by a digest.
BLOCKS: Final = frozenset({Kind.LIST, Kind.QUOTE, Kind.TABLE, Kind.FIGURE})
WHOLE: Final = BLOCKS | {Kind.SECTION, Kind.ENTRY}
# A text that is all of what stands in a list.
LISTED: Final = frozenset({Kind.COMMITMENT, Kind.PARAGRAPH, Kind.ITEM})
# What a figure, a quote and an entry of the glossary can do without; a table cannot do without its caption.
OPTIONAL: Final = frozenset({"caption", "attribution", "expansion"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A text in the source, or a thing whose first text this is.

    `place` leads to the text, `entry` to what leaves when it is removed: the commitment, the paragraph, the caption.
    Of a thing both lead to itself. `section` is the id of the section around it, empty for what stands in none;
    `number` is that of a commitment. `around` are the things that it is in and that can be taken whole, outermost
    first. `optional` is a text that its thing can do without.
    """

    kind: Kind
    id: str = ""
    section: str = ""
    text: str
    place: str
    entry: str
    number: int = 0
    around: tuple[Slot, ...] = ()
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The ids by which it is found: its own, and those of the things that it is in."""
        return tuple(name for name in (self.id, *(slot.id for slot in self.around)) if name)


def slots(source: Mapping[str, Any]) -> list[Slot]:
    """Every text that can be amended, in reading order."""
    return [*_programme(source), *_sections(source, "", count(1)), *_glossary(source)]


def period(value: Mapping[str, Any]) -> str:
    """The years of a programme as a text."""
    return f"{int(value['from'])}–{int(value['to'])}"


def _programme(source: Mapping[str, Any]) -> Iterator[Slot]:
    name = source["id"]
    yield Slot(kind=Kind.NAME, id=name, text=source["title"], place="/title", entry="/title")
    yield Slot(kind=Kind.PERIOD, id=name, text=period(source["period"]), place="/period", entry="/period")


@dataclass(frozen=True, slots=True)
class _Home:
    """What texts stand in: a section (empty for none), and the things that can be taken whole, outermost first."""

    section: str
    around: tuple[Slot, ...] = ()

    def inside(self, thing: Slot) -> _Home:
        return _Home(self.section, (*self.around, thing))

    def slot(self, kind: Kind, text: str, entry: str, *, optional: bool = False) -> Slot:
        """A text that is all of its entry."""
        return Slot(
            kind=kind,
            section=self.section,
            text=text,
            place=entry,
            entry=entry,
            around=self.around,
            optional=optional,
        )


def _sections(source: Mapping[str, Any], place: str, numbers: Iterator[int]) -> Iterator[Slot]:
    for order, section in enumerate(source.get("sections", ())):
        here, home = f"{place}/sections/{order}", _Home(section["id"])
        whole = _named(home.slot(Kind.SECTION, section["title"], here), section)
        yield home.inside(whole).slot(Kind.TITLE, section["title"], f"{here}/title")
        yield from _blocks(section.get("blocks", ()), f"{here}/blocks", home)
        for key, text in section.get("notes", {}).items():
            yield home.slot(Kind.NOTE, text, f"{here}/notes{pointer(key)}", optional=True)
        for number, item in enumerate(section.get("commitments", ())):
            found = _listed(Kind.COMMITMENT, item, f"{here}/commitments/{number}", home)
            yield replace(found, number=next(numbers))
        yield from _sections(section, here, numbers)


def _glossary(source: Mapping[str, Any]) -> Iterator[Slot]:
    for order, entry in enumerate(source.get("glossary", ())):
        here, home = f"/glossary/{order}", _Home("")
        home = home.inside(_named(home.slot(Kind.ENTRY, entry["term"], here), entry))
        yield from _properties(
            entry, {"term": Kind.TERM, "expansion": Kind.EXPANSION, "explanation": Kind.EXPLANATION}, here, home
        )


def _named(slot: Slot, thing: Mapping[str, Any]) -> Slot:
    return replace(slot, id=thing.get("id", ""))


def _listed(kind: Kind, item: Mapping[str, Any], entry: str, home: _Home) -> Slot:
    """A text that is in its entry as `text`."""
    return replace(_named(home.slot(kind, item["text"], entry), item), place=f"{entry}/text")


def _properties(thing: Mapping[str, Any], kinds: Mapping[str, Kind], place: str, home: _Home) -> Iterator[Slot]:
    """The texts that are a property each."""
    for name, kind in kinds.items():
        if name in thing:
            may_go = name in OPTIONAL and thing.get("type") != "table"
            yield home.slot(kind, thing[name], f"{place}/{name}", optional=may_go)


def _blocks(blocks: Sequence[Mapping[str, Any]], place: str, home: _Home) -> Iterator[Slot]:
    for order, block in enumerate(blocks):
        entry = f"{place}/{order}"
        if block["type"] == "paragraph":
            yield _listed(Kind.PARAGRAPH, block, entry, home)
            continue
        first = next(_inside(block, entry, home)).text
        whole = _named(home.slot(Kind(block["type"]), first, entry), block)
        yield from _inside(block, entry, home.inside(whole))


def _inside(block: Mapping[str, Any], place: str, home: _Home) -> Iterator[Slot]:
    """The texts of a block that has more than one."""
    match block["type"]:
        case "list":
            yield from _items(block["items"], f"{place}/items", home)
        case "quote":
            yield from _blocks(block["blocks"], f"{place}/blocks", home)
            yield from _properties(block, {"attribution": Kind.ATTRIBUTION}, place, home)
        case "table":
            yield from _properties(block, {"caption": Kind.CAPTION}, place, home)
            yield from _cells(block["header"], f"{place}/header", home)
            for order, row in enumerate(block["rows"]):
                yield from _cells(row, f"{place}/rows/{order}", home)
        case _:
            # A decorative one without a caption says nothing: its image's name is what it is known by.
            names = {"alternative": Kind.ALTERNATIVE, "caption": Kind.LEGEND}
            yield from _properties(block, names if names.keys() & block.keys() else {"image": Kind.IMAGE}, place, home)


def _items(items: Sequence[Any], place: str, home: _Home) -> Iterator[Slot]:
    for order, item in enumerate(items):
        if isinstance(item, str):
            yield home.slot(Kind.ITEM, item, f"{place}/{order}")
        else:
            yield from _blocks(item, f"{place}/{order}", home)


def _cells(cells: Sequence[str], place: str, home: _Home) -> Iterator[Slot]:
    for order, text in enumerate(cells):
        yield home.slot(Kind.CELL, text, f"{place}/{order}")
