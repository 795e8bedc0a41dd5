"""The texts and things of a source by what amendments call them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from progpipe.amend.slots import Kind, Slot, slots

# A text that has an id of its own is named by that, not by its section.
NAMED: Final = frozenset({Kind.TITLE, Kind.COMMITMENT})


class Index:
    """`by_id` has the texts that an id leads to, `things` what can be taken whole and has one."""

    def __init__(self, source: Mapping[str, Any]) -> None:
        self.by_id: defaultdict[str, list[Slot]] = defaultdict(list)
        self.things: dict[str, Slot] = {}
        self._in_section: defaultdict[str, list[Slot]] = defaultdict(list)
        self._programme: Slot | None = None
        for slot in slots(source):
            self._note(slot)

    def _note(self, slot: Slot) -> None:
        for name in slot.names:
            self.by_id[name].append(slot)
        for thing in slot.around:
            if thing.id:
                self.things[thing.id] = thing
        if slot.kind not in NAMED and slot.section:
            self._in_section[slot.section].append(slot)
        if slot.kind is Kind.NAME:
            self._programme = replace(slot, entry="")  # as a place it is the root

    def texts_in(self, section: str) -> Sequence[Slot]:
        """The texts of a section that have no id of their own to be named by."""
        return self._in_section[section]

    def section(self, name: str) -> Slot | None:
        """The section with this id."""
        found = self.things.get(name)
        return found if found and found.kind is Kind.SECTION else None

    def sections(self) -> list[str]:
        """The ids of all sections."""
        return [name for name, slot in self.things.items() if slot.kind is Kind.SECTION]

    def programme(self, name: str) -> Slot | None:
        """The programme itself as a place, where this is its id."""
        found = self._programme
        return found if found and found.id == name else None
