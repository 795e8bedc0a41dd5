"""Which text each amendment is about, and what keeps it from being done."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from progpipe.amend.model import Action, Amendment, Amendments, Place
from progpipe.amend.slots import Kind, Slot
from progpipe.errors import Problem
from progpipe.load.suggestions import Suggestions

SHOWN: Final = 80  # characters of a text that a message shows
DONE: Final = {Action.REMOVE: "removed", Action.MOVE: "moved"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An amendment with the text that it is about (None for an insertion).

    `anchor` is what it comes after; where that is None, and `within` names a section, it comes first in that.
    """

    amendment: Amendment
    slot: Slot | None
    anchor: Slot | None = None
    within: Slot | None = None

    @property
    def kind(self) -> Kind:
        """The kind of the text that is amended, or that is new."""
        if self.slot:
            return self.slot.kind
        if self.amendment.id:
            return Kind.COMMITMENT
        return Kind.ITEM if self.anchor and self.anchor.kind is Kind.ITEM else Kind.PARAGRAPH


class Finder:
    """Finds what amendments are about in the texts of one source, and gathers what is wrong with them."""

    def __init__(self, programme: str, texts: Sequence[Slot], taken: Iterable[str]) -> None:
        self.problems: list[Problem] = []
        self._programme, self._taken = programme, set(taken)
        self._texts = texts
        self._by_id = {slot.id: slot for slot in texts if slot.id}
        self._sections = {slot.id: slot for slot in texts if slot.kind is Kind.TITLE}

    def find(self, found: Amendments) -> list[Target]:
        """The targets of all amendments that have one; `problems` says what is wrong with the others."""
        if found.programme != self._programme:
            message = f"the amendments are about {found.programme!r}, not about {self._programme!r}"
            self._say("P801", "/programme", message, "Name the source that they are about, or correct the id.")
            return []
        targets = [target for item in found.amendments if (target := self._target(item))]
        self._conflicts(targets)
        return targets

    # --- one amendment ------------------------------------------------------------------------

    def _target(self, item: Amendment) -> Target | None:
        slot = None
        if item.action is Action.INSERT:
            self._new_id(item)
        else:
            slot = self._slot(item)
            if slot is None:
                return None
        anchor, within = self._place(item, item.after) if item.after else (None, None)
        if item.after and anchor is None and within is None:
            return None
        target = Target(amendment=item, slot=slot, anchor=anchor, within=within)
        return target if self._may(target) else None

    def _new_id(self, item: Amendment) -> None:
        if item.id in self._taken:
            message = f"the id {item.id!r} is used already"
            self._say("P807", f"{item.pointer}/id", message, "Choose another id for the new commitment.")
        elif item.id:
            self._taken.add(item.id)

    def _slot(self, item: Amendment) -> Slot | None:
        if not item.id:
            return self._text(item.section, item.old, f"{item.pointer}/section", f"{item.pointer}/old")
        slot = self._named(item.id, f"{item.pointer}/id")
        if slot and slot.text != item.old:
            message = f"{item.id!r} no longer says what the amendment has as its old text; it says {_short(slot.text)}"
            hint = "Ask whoever moved it what it means for the text as it is now, and correct `old` and `new`."
            self._say("P803", f"{item.pointer}/old", message, hint)
            return None
        return slot

    def _named(self, name: str, place: str) -> Slot | None:
        if name in self._by_id:
            return self._by_id[name]
        near = Suggestions(self._by_id).nearest(name)
        hint = "Name a commitment, a section or a paragraph by the id that it has in the source."
        hint = f"Did you mean {near!r}? {hint}" if near else hint
        self._say("P802", place, f"nothing that can be amended is called {name!r}", hint)
        return None

    def _section(self, name: str, place: str) -> Slot | None:
        found = self._sections.get(name)
        if not found:
            near = Suggestions(self._sections).nearest(name)
            hint = f"Did you mean {near!r}?" if near else f"There are: {', '.join(self._sections)}."
            self._say("P802", place, f"there is no section called {name!r}", hint)
        return found

    def _text(self, section: str, text: str, place: str, text_place: str) -> Slot | None:
        """The only paragraph or item of a section that says this."""
        if not self._section(section, place):
            return None
        here = [slot for slot in self._texts if slot.section == section and slot.kind in {Kind.PARAGRAPH, Kind.ITEM}]
        found = [slot for slot in here if slot.text == text]
        if len(found) == 1:
            return found[0]
        if found:
            message = f"{len(found)} texts in {section!r} say {_short(text)}"
            self._say("P804", text_place, message, "Give the paragraph an id in the source, and name that.")
        else:
            near = Suggestions(slot.text for slot in here).nearest(text)
            hint = f"Is it this, which stands there now: {_short(near)}" if near else "Copy the text from the source."
            self._say("P803", text_place, f"no text in {section!r} says {_short(text)}", hint)
        return None

    def _place(self, item: Amendment, after: Place) -> tuple[Slot | None, Slot | None]:
        where = f"{item.pointer}/after"
        if after.id:
            return self._named(after.id, f"{where}/id"), None
        if after.text:
            return self._text(after.section, after.text, f"{where}/section", f"{where}/text"), None
        return None, self._section(after.section, f"{where}/section")

    def _may(self, target: Target) -> bool:
        """Whether texts of these kinds can be done this to: a section has all that is in it."""
        item, kind = target.amendment, target.kind
        if item.action in DONE and kind is Kind.TITLE:
            message = f"a whole section cannot be {DONE[item.action]} by an amendment"
            self._say("P808", item.pointer, message, "Amend each text in it, or change the source by hand.")
            return False
        anchor = target.anchor
        fits = anchor is None or anchor.kind is kind or (kind is Kind.ITEM and anchor.kind is Kind.PARAGRAPH)
        if not fits or (target.within and kind is Kind.ITEM):
            beside = anchor.kind if anchor else "title of a section"
            message = f"a {kind} cannot come after a {beside}"
            hint = "Commitments stand in one list, paragraphs in another. Name one of its own kind."
            self._say("P808", f"{item.pointer}/after", message, hint)
            return False
        return True

    # --- several amendments -------------------------------------------------------------------

    def _conflicts(self, targets: Sequence[Target]) -> None:
        touched: defaultdict[str, list[Target]] = defaultdict(list)
        for target in targets:
            if target.slot:
                touched[target.slot.entry].append(target)
        for first, *others in touched.values():
            for other in others:
                self._conflict(first, other)
        leaving = {target.slot.entry: target for target in targets if target.slot and _leaves(target)}
        for target in targets:
            if target.anchor and target.anchor.entry in leaving:
                gone = leaving[target.anchor.entry].amendment
                message = f"what this comes after is {DONE[gone.action]} by motion {gone.motion} of {gone.mover}"
                hint = "Say after what else it is to come."
                self._say("P806", f"{target.amendment.pointer}/after", message, hint)

    def _conflict(self, first: Target, other: Target) -> None:
        one, item = first.amendment, other.amendment
        message = f"this touches the same text as motion {one.motion} of {one.mover}"
        hint = (
            "Only one of them can have been adopted. Leave one, or write what both of them together make of the text."
        )
        self._say("P805", item.pointer, message, hint)

    def _say(self, code: str, place: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code=code, pointer=place, message=message, hint=hint))


def _leaves(target: Target) -> bool:
    return target.amendment.action in DONE


def _short(text: str) -> str:
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def ids(value: object) -> Iterator[str]:
    """Every id in a source."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inside in value.values():
            yield from ids(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from ids(inside)
