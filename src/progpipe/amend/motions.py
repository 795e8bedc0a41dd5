"""Which motions the changes between two versions come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from progpipe.amend.apply import Amended
from progpipe.amend.model import Action
from progpipe.amend.targets import Target, is_in
from progpipe.diff import Change, Kind, Motion, Part
from progpipe.diff.parts import parts

Key = tuple[str, str, str, str]


def with_motions(changes: Iterable[Change], found: Amended) -> tuple[Change, ...]:
    """The changes, each with the motions that led to it.

    An amendment led to what happened to a part of the old version where it is about that, or about what is in it;
    and to a part of the new one where it has made that, or a text in it.
    """
    new = parts(found.programme)
    causes = [
        (target, {_key(part) for part in new if _made(part, places, target)})
        for target, places in zip(found.targets, found.places, strict=True)
    ]
    return tuple(replace(change, motions=tuple(dict.fromkeys(_motions(change, causes)))) for change in changes)


def _motions(change: Change, causes: Sequence[tuple[Target, set[Key]]]) -> Iterator[Motion]:
    for target, made in causes:
        if _about(change.old, target) or (change.new and _key(change.new) in made):
            yield Motion(number=target.amendment.motion, mover=target.amendment.mover)


def _key(part: Part) -> Key:
    """What a part says and where: also in a version in which more has changed since."""
    return str(part.kind), part.variety, part.id or part.source, part.section


def _made(part: Part, places: Sequence[str], target: Target) -> bool:
    """What has moved has brought all that is in it, and changed nothing of that."""
    moved = target.amendment.action is Action.MOVE
    return any(_has(part, place) or (not moved and is_in(part.pointer, place)) for place in places)


def _about(part: Part | None, target: Target) -> bool:
    """Whether the amendment is about this part of the old version, about a text in it, or about all around it."""
    if part is None:
        return False
    for slot in (target.slot, target.anchor):
        if slot and _has(part, slot.entry) and (slot is target.slot or slot.entry != part.pointer):
            return True
    whole = target.slot is not None and target.amendment.action is not Action.MOVE
    return whole and target.slot is not None and is_in(part.pointer, target.slot.entry)


def _has(part: Part, place: str) -> bool:
    """Whether a place is the part or in it. Of a section its heading is compared: what is in it is a part each."""
    if part.variety:
        return False
    if part.kind is Kind.SECTION:
        return place in {part.pointer, f"{part.pointer}/title"}
    return is_in(place, part.pointer)
