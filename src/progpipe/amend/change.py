"""The source rebuilt: what is replaced, without what leaves, and with what comes after each entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from progpipe.amend.fits import YEARS
from progpipe.amend.origins import Origins
from progpipe.amend.slots import BLOCKS, Kind
from progpipe.amend.targets import LISTS, Target
from progpipe.errors import pointer
from progpipe.load.editing import at

# What a section can do without: where nothing is left of it, nothing is written.
OPTIONAL: Final = frozenset({"blocks", "commitments", "sections", "notes"})
Made = Callable[[str], Any]  # a value, given the place where it comes to stand


class Change:
    """One rebuilding of a source. `origins` says afterwards where everything comes from."""

    def __init__(self, source: dict[str, Any], targets: Sequence[Target]) -> None:
        self.origins = Origins()
        self._source = source
        self._replaced: dict[str, Made] = {}
        self._gone: set[str] = set()
        self._after: defaultdict[str, list[Made]] = defaultdict(list)
        self._first: defaultdict[str, list[Made]] = defaultdict(list)
        self._notes: defaultdict[str, list[tuple[Target, str]]] = defaultdict(list)
        self._ids = {place: section["id"] for place, section in _sections(source, "")}
        for target in targets:
            self._note(target)

    def made(self) -> dict[str, Any]:
        """The new source."""
        made: dict[str, Any] = self._value(self._source, "", "")
        return made

    def _note(self, target: Target) -> None:
        item, slot = target.amendment, target.slot
        for key in item.notes:
            self._notes[target.home].append((target, key))
        if slot and (item.new or item.thing is not None):
            place = slot.place if item.thing is None else slot.entry
            self._replaced[place] = lambda here: self._new(target, here)
        if slot and target.leaves:
            self._gone.add(slot.entry)
        if target.anchor:
            self._after[target.anchor.entry].append(lambda here: self._coming(target, here))
        elif target.within:
            self._first[f"{target.within.entry}/{LISTS[target.kind]}"].append(lambda here: self._coming(target, here))

    # --- what is new --------------------------------------------------------------------------

    def _new(self, target: Target, here: str) -> Any:
        """What takes the place of a text or a thing."""
        item, slot = target.amendment, target.slot
        assert slot is not None
        self.origins.new(here, target)
        if item.thing is not None:
            return _with_what_stays(item.thing, at(self._source, slot.entry))
        if slot.kind is Kind.PERIOD:
            found = YEARS.fullmatch(item.new)
            assert found is not None
            return {"from": int(found[1]), "to": int(found[2])}
        return {"type": "paragraph", "text": item.new} if slot.kind in BLOCKS else item.new

    def _coming(self, target: Target, here: str) -> Any:
        """What is inserted, or what comes from elsewhere."""
        item, slot = target.amendment, target.slot
        beside = target.anchor.kind if target.anchor else None
        if slot:
            self.origins.moved(here, slot.entry, target)
            value = self._value(at(self._source, slot.entry), slot.entry, here)
            return value if beside is Kind.ITEM or not isinstance(value, str) else {"type": "paragraph", "text": value}
        self.origins.new(here, target)
        if item.thing is not None:
            return item.thing
        if target.kind is Kind.ITEM:
            return item.new
        self.origins.new_id(f"{here}/id", target)
        return {"id": item.id, "text": item.new} if item.id else {"type": "paragraph", "text": item.new}

    # --- what stays ---------------------------------------------------------------------------

    def _value(self, value: Any, place: str, here: str) -> Any:
        """A value and what is in it, as they are now. It stood at `place`, and comes to stand `here`."""
        if place in self._replaced:
            return self._replaced[place](here)
        if isinstance(value, list):
            return list(self._list(value, place, here))
        return self._object(value, place, here) if isinstance(value, dict) else value

    def _object(self, value: dict[str, Any], place: str, here: str) -> dict[str, Any]:
        made = {}
        for name in (*value, *(name for name in self._coming_lists(place) if name not in value)):
            inside = pointer(name)
            if f"{place}{inside}" not in self._gone:
                made[name] = self._value(value.get(name, []), f"{place}{inside}", f"{here}{inside}")
        if place in self._ids:
            self._add_notes(made, self._ids[place], here)
            for name in OPTIONAL & made.keys():
                if not made[name] and value.get(name):
                    del made[name]
        return made

    def _coming_lists(self, place: str) -> Iterator[str]:
        """The lists that something comes into that had nothing."""
        yield from (name for name in dict.fromkeys(LISTS.values()) if f"{place}/{name}" in self._first)

    def _add_notes(self, section: dict[str, Any], name: str, here: str) -> None:
        for target, key in self._notes.get(name, ()):
            section["notes"] = {**section.get("notes", {}), key: target.amendment.notes[key]}
            self.origins.note(f"{here}/notes{pointer(key)}", target, key)

    def _list(self, value: Sequence[Any], place: str, here: str) -> Iterator[Any]:
        number = 0
        for old, make in self._entries(value, place):
            made = make(f"{here}/{number}")
            if old is not None and _is_empty(made, old):
                continue
            yield made
            number += 1

    def _entries(self, value: Sequence[Any], place: str) -> Iterator[tuple[Any, Made]]:
        """What is in a list now, in order: what it was (None for what is new), and what makes it."""
        yield from ((None, make) for make in self._first.get(place, ()))
        for order, item in enumerate(value):
            there = f"{place}/{order}"
            if there not in self._gone:
                yield item, self._staying(item, there)
            yield from ((None, make) for make in self._after.get(there, ()))

    def _staying(self, item: Any, there: str) -> Made:
        def make(here: str) -> Any:
            self.origins.stays(here, there)
            return self._value(item, there, here)

        return make


def _sections(node: Mapping[str, Any], place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for order, section in enumerate(node.get("sections", ())):
        here = f"{place}/sections/{order}"
        yield here, section
        yield from _sections(section, here)


def _is_empty(made: Any, old: Any) -> bool:
    """Whether it is a list, a quote or an item that has lost all that was in it."""
    if made == []:
        return bool(old)
    return isinstance(made, dict) and made.get("type") in {"list", "quote"} and [] in made.values()


def _with_what_stays(new: Any, old: Any) -> Any:
    """A new thing with the id of the old one, and each part that keeps its id with its renditions."""
    kept: dict[str, Any] = {}
    _renditions(old, kept)
    return _kept({"id": old["id"], **new} if isinstance(old, dict) and "id" in old else new, kept)


def _renditions(value: Any, found: dict[str, Any]) -> None:
    if isinstance(value, dict):
        if "renditions" in value and "id" in value:
            found[value["id"]] = value["renditions"]
        for inside in value.values():
            _renditions(inside, found)
    elif isinstance(value, list):
        for inside in value:
            _renditions(inside, found)


def _kept(value: Any, renditions: Mapping[str, Any]) -> Any:
    if isinstance(value, list):
        return [_kept(item, renditions) for item in value]
    if not isinstance(value, dict):
        return value
    made = {name: _kept(item, renditions) for name, item in value.items()}
    name = value.get("id")
    return {"renditions": renditions[name], **made} if isinstance(name, str) and name in renditions else made
