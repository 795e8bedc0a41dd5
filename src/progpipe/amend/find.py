"""Finds what each amendment is about, and says what keeps it from being done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from progpipe.amend.fits import beside, digest_needed, refusal
from progpipe.amend.hints import Hints
from progpipe.amend.index import Index
from progpipe.amend.model import Action, Amendment, Amendments, Place
from progpipe.amend.slots import Slot
from progpipe.amend.targets import Target, digest_of, ids, short
from progpipe.errors import Problem
from progpipe.load.editing import at


class Finder:
    """Finds what amendments are about in one source, and gathers what is wrong with them."""

    def __init__(self, source: Mapping[str, Any], found: Amendments) -> None:
        self.problems: list[Problem] = []
        self._source, self._taken = source, set(ids(source))
        self._index = Index(source)
        self._hints = Hints(source, found, self._index.by_id, self._index.sections())

    def target(self, item: Amendment) -> Target | None:
        """What it is about; None where that is not to be found, or cannot be done."""
        slot = None
        if item.action is not Action.INSERT:
            slot = self._slot(item)
            if slot is None:
                return None
        self._new_ids(item, slot)
        anchor, within = self._place(item, item.after) if item.after else (None, None)
        if item.after and anchor is None and within is None:
            return None
        target = Target(amendment=item, slot=slot, anchor=anchor, within=within)
        self._new_notes(target)
        return self._fitting(target)

    def _fitting(self, target: Target) -> Target | None:
        """The target, with what it comes after as it is in the list that it comes into."""
        item = target.amendment
        refused = refusal(target)
        if refused is None and target.anchor:
            anchor = beside(target)
            if isinstance(anchor, Slot):
                return Target(amendment=item, slot=target.slot, anchor=anchor)
            refused = anchor
        if refused:
            self._say(refused.code, item.pointer + refused.place, refused.message, refused.hint)
            return None
        return target

    # --- ids ----------------------------------------------------------------------------------

    def _new_ids(self, item: Amendment, slot: Slot | None) -> None:
        """An id is permanent: only what takes the place of a thing may have one of those that were in it."""
        kept = set(ids(at(self._source, slot.entry))) if slot and item.thing is not None else set()
        new = [item.id] if item.action is Action.INSERT and item.id else [*ids(item.thing)]
        place = f"{item.pointer}/id" if item.thing is None else f"{item.pointer}/new"
        for name in new:
            if name in self._taken and name not in kept:
                message = f"the id {name!r} is used already"
                self._say("P807", place, message, "Choose another id: it is permanent, and leads to one thing.")
            kept.discard(name)
            self._taken.add(name)

    def _new_notes(self, target: Target) -> None:
        section = self._index.things.get(target.home)
        if section is None:
            return
        for key in target.amendment.notes:
            if key in at(self._source, section.entry).get("notes", {}):
                place, message = f"{target.amendment.pointer}/notes", f"the section has a note {key!r} already"
                self._say("P807", place, message, "Choose another key, or amend that note.")

    # --- what it is about ---------------------------------------------------------------------

    def _slot(self, item: Amendment) -> Slot | None:
        if item.id:
            known = self._named(item.id, f"{item.pointer}/id")
        else:
            known = (
                self._index.texts_in(item.section) if self._section(item.section, f"{item.pointer}/section") else None
            )
        if known is None:
            return None
        found = [slot for slot in known if slot.text == item.old]
        place = f"{item.pointer}/old"
        if item.digest and found:
            return self._thing(item, found)
        return self._only(found, known, item.old, place, item)

    def _only(
        self, found: Sequence[Slot], known: Sequence[Slot], text: str, place: str, item: Amendment | None
    ) -> Slot | None:
        """The one text, which must be one that such an amendment can be about by itself."""
        if len(found) > 1:
            message = f"{len(found)} texts there say {short(text)}"
            hint = "Give the paragraph an id in the source, and name that; of a table, amend the whole."
            self._say("P804", place, message, hint)
        elif not found:
            message = f"nothing there says {short(text)}"
            if len(known) == 1:
                message = "the text is another now than the amendment has as its old one"
            self._say("P803", place, message, self._hints.text(text, known))
        elif item and (needed := digest_needed(item, found[0])):
            thing = found[0].around[-1]
            digest = digest_of(at(self._source, thing.entry))
            self._say("P809", item.pointer, needed, f'Read all of it, and if that is meant add: "digest": "{digest}".')
        else:
            return found[0]
        return None

    def _thing(self, item: Amendment, found: Sequence[Slot]) -> Slot | None:
        """The whole thing around the text that has the digest."""
        things = list({thing.entry: thing for slot in found for thing in slot.around}.values())
        place = f"{item.pointer}/digest"
        if not things:
            hint = "Leave `digest` out: the text is all there is."
            self._say("P808", place, f"{short(item.old)} is not in a section, table or list of its own", hint)
            return None
        digests = {thing.entry: digest_of(at(self._source, thing.entry)) for thing in things}
        bound = [thing for thing in things if digests[thing.entry] == item.digest]
        if len(bound) > 1:
            message = f"{len(bound)} things there are the same"
            self._say("P804", f"{item.pointer}/old", message, "Give one of them an id.")
        if len(bound) == 1:
            return bound[0]
        if not bound:
            now = ", or ".join(f"the {thing.kind} {digests[thing.entry]}" for thing in things)
            hint = f"Read what is there now, and if that is meant write the digest of it: {now}."
            self._say("P803", place, f"the {things[-1].kind} with {short(item.old)} is another now", hint)
        return None

    def _named(self, name: str, place: str) -> Sequence[Slot] | None:
        if name in self._index.by_id:
            return self._index.by_id[name]
        self._say("P802", place, f"nothing that can be amended is called {name!r}", self._hints.id(name))
        return None

    def _section(self, name: str, place: str) -> Slot | None:
        if found := self._index.section(name):
            return found
        self._say("P802", place, f"there is no section called {name!r}", self._hints.section(name))
        return None

    # --- where it comes -----------------------------------------------------------------------

    def _place(self, item: Amendment, after: Place) -> tuple[Slot | None, Slot | None]:
        where = f"{item.pointer}/after"
        if after.id:
            named = self._index.things.get(after.id)
            known = [named] if named else self._named(after.id, f"{where}/id")
            return (known[0], None) if known else (None, None)
        if after.text:
            if not self._section(after.section, f"{where}/section"):
                return None, None
            known = self._index.texts_in(after.section)
            found = [slot for slot in known if slot.text == after.text]
            return self._only(found, known, after.text, f"{where}/text", None), None
        programme = self._index.programme(after.section)
        return None, programme or self._section(after.section, f"{where}/section")

    def _say(self, code: str, place: str, message: str, hint: str) -> None:
        self.problems.append(Problem(code=code, pointer=place, message=message, hint=hint))
