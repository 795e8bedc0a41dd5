"""Amendments that cannot all be done: two that touch one text, and a place that another takes away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from progpipe.amend.model import Action
from progpipe.amend.slots import WHOLE
from progpipe.amend.targets import Target, around
from progpipe.errors import Problem

BOTH: Final = "Leave one of them, or write in one amendment what both of them together make of the text."
ELSEWHERE: Final = "Say after what else it is to come."
DONE: Final = {Action.REMOVE: "removed", Action.MOVE: "moved", Action.REPLACE: "replaced"}


def conflicts(targets: Sequence[Target]) -> Iterator[Problem]:
    """Two that touch the same text (P805), and places that are gone (P806)."""
    touched: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        if target.slot:
            touched[target.slot.entry].append(target)
    for target in targets:
        if other := _same_text(target, touched):
            yield _problem("P805", "", target, f"this touches the same text as {_motion(other)}", BOTH)
        if other := _gone(target, touched):
            happened = DONE[other.amendment.action]
            message = f"what this comes after or into is {happened} by {_motion(other)}"
            yield _problem("P806", "/after", target, message, ELSEWHERE)
    yield from _notes(targets)


Touched = defaultdict[str, list[Target]]


def _same_text(target: Target, touched: Touched) -> Target | None:
    """Another that comes before it in the file, or that is about all of what it is in."""
    if target.slot is None:
        return None
    first = touched[target.slot.entry][0]
    if first is not target:
        return first
    for place in around(target.slot.entry):
        for other in touched.get(place, ()):
            # What is struck with its section may be struck by itself too, and may be saved from it.
            agree = other.amendment.action is Action.REMOVE and target.leaves
            if _takes_all(other) and not agree:
                return other
    return None


def _gone(target: Target, touched: Touched) -> Target | None:
    """What takes the place away after which it comes, or in which."""
    anchor = target.anchor or target.within
    if anchor is None:
        return None
    if target.anchor:
        for other in touched.get(anchor.entry, ()):
            if other.leaves:
                return other
    places = around(anchor.entry) if target.anchor else (anchor.entry, *around(anchor.entry))
    for place in places:
        for other in touched.get(place, ()):
            # Two that move into each other would be nowhere.
            moves = target.slot is not None and target.slot.kind in WHOLE and other.amendment.action is Action.MOVE
            if _takes_all(other) or moves:
                return other
    return None


def _takes_all(other: Target) -> bool:
    return other.slot is not None and other.slot.kind in WHOLE and other.amendment.action is not Action.MOVE


def _notes(targets: Sequence[Target]) -> Iterator[Problem]:
    """Two that bring a note with the same key into a section."""
    known: dict[tuple[str, str], Target] = {}
    for target in targets:
        for key in target.amendment.notes:
            other = known.setdefault((target.home, key), target)
            if other is not target:
                message = f"{_motion(other)} brings a note {key!r} into the section too"
                yield _problem("P807", "/notes", target, message, "Choose another key for it.")


def _motion(target: Target) -> str:
    return f"motion {target.amendment.motion} of {target.amendment.mover}"


def _problem(code: str, place: str, target: Target, message: str, hint: str) -> Problem:
    return Problem(code=code, pointer=target.amendment.pointer + place, message=message, hint=hint)
