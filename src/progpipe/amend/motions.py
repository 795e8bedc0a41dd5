"""Which motions the changes between two versions come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from progpipe.amend.apply import Amended
from progpipe.amend.model import Action
from progpipe.amend.targets import Target, around
from progpipe.diff import Change, Kind, Motion, Part
from progpipe.diff.parts import parts


def moved(found: Amended) -> frozenset[str]:
    """The places in the old version of what amendments have moved."""
    targets = found.targets
    return frozenset(item.slot.entry for item in targets if item.slot and item.amendment.action is Action.MOVE)


def with_motions(changes: Sequence[Change], found: Amended) -> tuple[Change, ...]:
    """The changes, each with the motions that led to it.

    An amendment led to what happened to a part of the old version where it is about that, or about what is in it;
    and to a part of the new one where it has made that, or a text in it.
    """
    before = _Places(change.old for change in changes if change.old)
    after = _Places(parts(found.programme))
    causes: defaultdict[object, set[int]] = defaultdict(set)
    for number, (target, places) in enumerate(zip(found.targets, found.places, strict=True)):
        for part in _touched(target, before):
            causes[part.pointer].add(number)
        for part in _made(target, places, after):
            causes[_key(part)].add(number)
    return tuple(replace(change, motions=_motions(change, causes, found.targets)) for change in changes)


def _motions(change: Change, causes: dict[object, set[int]], targets: Sequence[Target]) -> tuple[Motion, ...]:
    old = causes.get(change.old.pointer, set()) if change.old else set()
    new = causes.get(_key(change.new), set()) if change.new else set()
    items = (targets[number].amendment for number in sorted(old | new))
    return tuple(dict.fromkeys(Motion(number=item.motion, mover=item.mover) for item in items))


def _key(part: Part) -> object:
    """What a part says and where: also in a version in which more has changed since."""
    return str(part.kind), part.variety, part.id or part.source, part.section


def _touched(target: Target, before: _Places) -> Iterator[Part]:
    """What an amendment is about, and the list that something comes into that is no part by itself."""
    slot, anchor = target.slot, target.anchor
    if slot:
        yield from before.around(slot.entry)
        if target.amendment.action is not Action.MOVE:
            yield from before.inside(slot.entry)
    if anchor:
        yield from (part for part in before.around(anchor.entry) if part.pointer != anchor.entry)


def _made(target: Target, places: Sequence[str], after: _Places) -> Iterator[Part]:
    """What has moved has brought all that is in it, and changed nothing of that."""
    for place in places:
        yield from after.around(place)
        if target.amendment.action is not Action.MOVE:
            yield from after.inside(place)


class _Places:
    """Parts of one version by where they stand."""

    def __init__(self, found: Iterable[Part]) -> None:
        self._at: dict[str, Part] = {}
        self._inside: defaultdict[str, list[Part]] = defaultdict(list)
        for part in found:
            if not part.variety:
                self._at[part.pointer] = part
            for place in (part.pointer, *around(part.pointer)):
                self._inside[place].append(part)

    def inside(self, place: str) -> Sequence[Part]:
        """All that stands at a place or in it, renditions too."""
        return self._inside.get(place, ())

    def around(self, place: str) -> Iterator[Part]:
        """The part that a place is, or is in. Of a section only its heading: what is in it is a part each."""
        part = next((self._at[name] for name in (place, *around(place)) if name in self._at), None)
        if part and (part.kind is not Kind.SECTION or place in {part.pointer, f"{part.pointer}/title"}):
            yield part
