"""Whether an amendment can be done to what it is about, and whether that can stand where it is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from progpipe.amend.model import Action, Amendment
from progpipe.amend.slots import BLOCKS, LISTED, WHOLE, Kind, Slot
from progpipe.amend.targets import LISTS, Target, is_alone, kind_of, takes

YEARS: Final = re.compile(r"([0-9]{4})\s*[–-]\s*([0-9]{4})")
BY_ACTION: Final = {Action.REMOVE: "removed", Action.MOVE: "moved", Action.REPLACE: "replaced by a thing"}
SECTIONED: Final = frozenset(LISTS) - {Kind.ENTRY}
# What a text with the mark of a note can be, or have in it.
NOTED: Final = BLOCKS | LISTED | {Kind.CAPTION, Kind.LEGEND, Kind.ATTRIBUTION, Kind.CELL}
LIST_HINT: Final = (
    "Sections stand in one list, commitments in another, blocks in a third. Name one of its own kind, or a section. "
    "A new commitment has an `id`."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why something cannot be done. `place` is the pointer inside the amendment."""

    code: str = "P808"
    place: str = ""
    message: str
    hint: str


def digest_needed(item: Amendment, slot: Slot) -> str:
    """Why the amendment must name a digest: it is about more than the text. Empty where it need not."""
    if not slot.around or item.action is Action.INSERT:
        return ""
    thing = slot.around[-1]
    if item.action is Action.REPLACE:
        needs = item.thing is not None and slot.kind is not Kind.PARAGRAPH
    elif item.action is Action.REMOVE:
        needs = not is_alone(slot)
    else:
        needs = slot.kind not in LISTED
    return (
        f"the {thing.kind} is {BY_ACTION[item.action]} with all that is in it: that needs its `digest`" if needs else ""
    )


def refusal(target: Target) -> Refusal | None:
    """Why this cannot be done to what it is about, apart from what it comes after."""
    item, slot = target.amendment, target.slot
    if item.thing is not None and kind_of(item.thing) is None:
        hint = "A section has a `title`, an entry of the glossary a `term`, a block a `type`: paragraph, list, table …"
        return Refusal(place="/new", message="it cannot be told what this is", hint=hint)
    if item.notes and (target.kind not in NOTED or not target.home):
        hint = "A new section has its `notes` in itself. Other texts have none."
        return Refusal(place="/notes", message=f"no notes belong to a {target.kind}", hint=hint)
    if slot is None:
        return _new(target) or _within(target)
    if item.action is Action.REPLACE:
        return _replaced(item, slot)
    if slot.kind in WHOLE or slot.kind in LISTED or (item.action is Action.REMOVE and slot.optional):
        return _moved(item, slot) or _within(target)
    message = f"the {slot.kind} cannot be {BY_ACTION[item.action]}"
    return Refusal(message=message, hint="It can be replaced.")


def _moved(item: Amendment, slot: Slot) -> Refusal | None:
    if item.new and slot.kind in WHOLE:
        hint = "Move it, and amend each text in it."
        return Refusal(place="/new", message=f"a {slot.kind} cannot be moved and replaced at once", hint=hint)
    return None


def _new(target: Target) -> Refusal | None:
    if target.amendment.thing is not None and target.amendment.id:
        return Refusal(place="/id", message="a new thing has its id in itself", hint="Write the id in `new`.")
    return None


def _within(target: Target) -> Refusal | None:
    """Sections and entries of the glossary can come first in the programme, and entries nowhere else."""
    within, kind = target.within, target.kind
    if within is None or kind in ({Kind.SECTION, Kind.ENTRY} if within.kind is Kind.NAME else SECTIONED):
        return None
    where = "the programme" if within.kind is Kind.NAME else "a section"
    hint = "Name a section; for an entry of the glossary the programme's own id, or the entry that it comes after."
    return Refusal(place="/after", message=f"a {kind} cannot come first in {where}", hint=hint)


def _replaced(item: Amendment, slot: Slot) -> Refusal | None:
    if slot.kind is Kind.PERIOD and not YEARS.fullmatch(item.new):
        hint = "Write the first year and the last one, as 2027–2030."
        return Refusal(place="/new", message="this is no period", hint=hint)
    new = Kind.PARAGRAPH if item.thing is None else kind_of(item.thing)
    if (slot.kind in WHOLE or item.thing is not None) and not (new and takes(new, slot.kind)):
        message = f"a {new} cannot stand where the {slot.kind} stands"
        return Refusal(place="/new", message=message, hint="Write what is of the same kind.")
    return None


def beside(target: Target) -> Slot | Refusal:
    """What it comes after in the list that it comes into.

    A text joins its neighbours: an item comes after an item, a paragraph of a quote after another. All else comes
    after the whole block that the named text is in.
    """
    kind, anchor = target.kind, target.anchor
    assert anchor is not None
    blocks = [thing for thing in anchor.around if thing.kind in BLOCKS]
    if LISTS[kind] != "blocks":
        found = anchor if anchor.kind is kind else None
    elif target.amendment.thing is None and _joins(kind, anchor.kind):
        found = anchor
    else:
        found = [*blocks, anchor][0]
        found = found if found.kind in BLOCKS or found.kind is Kind.PARAGRAPH else None
    if found:
        return found
    return Refusal(place="/after", message=f"a {kind} cannot come after a {anchor.kind}", hint=LIST_HINT)


def _joins(kind: Kind, anchor: Kind) -> bool:
    return kind is anchor or (kind is Kind.ITEM and anchor is Kind.PARAGRAPH)
