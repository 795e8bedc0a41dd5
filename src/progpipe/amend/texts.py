"""What a target says before and after: its text, or of a thing all the texts in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from progpipe.amend.apply import Amended
from progpipe.amend.model import Action
from progpipe.amend.slots import BLOCKS, WHOLE
from progpipe.amend.targets import Target, is_in
from progpipe.diff.lines import read
from progpipe.diff.parts import parts
from progpipe.model import Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The text before, empty for an insertion, and the text after, empty for a removal, both without markup."""

    old: str
    new: str


def texts(programme: Programme, found: Amended) -> Iterator[Texts]:
    """The texts of each target, in their order."""
    before, after = _Lines(programme), _Lines(found.programme)
    for target, places in zip(found.targets, found.places, strict=True):
        old, item = _old(target, before), target.amendment
        whole = item.thing is not None or (target.slot is not None and target.slot.kind in BLOCKS)
        if item.action is Action.MOVE and not item.new:
            yield Texts(old=old, new=old)
        elif item.action is Action.REMOVE:
            yield Texts(old=old, new="")
        else:
            yield Texts(old=old, new=after.of(places[0]) if whole else read(item.new))


def _old(target: Target, before: _Lines) -> str:
    slot = target.slot
    if slot is None:
        return ""
    return before.of(slot.entry) if slot.kind in WHOLE else read(slot.text)


class _Lines:
    """The texts of a programme by their places."""

    def __init__(self, programme: Programme) -> None:
        self._parts = [part for part in parts(programme) if not part.variety]

    def of(self, place: str) -> str:
        """All that stands there; of a block in a block all that the outer one says."""
        inside = [part.text for part in self._parts if is_in(part.pointer, place)]
        around = [part.text for part in self._parts if part.text and is_in(place, part.pointer)]
        return "\n".join(inside or around[-1:])
