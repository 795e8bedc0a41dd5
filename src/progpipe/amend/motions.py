"""Which motions the changes between two versions come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from progpipe.amend.targets import Target
from progpipe.diff import Change, Motion, Part


def with_motions(changes: Iterable[Change], targets: Sequence[Target]) -> tuple[Change, ...]:
    """The changes, each with the motions that led to it: those about its id, or about a text that it has."""
    return tuple(replace(change, motions=tuple(_motions(change, targets))) for change in changes)


def _motions(change: Change, targets: Sequence[Target]) -> Iterable[Motion]:
    for target in targets:
        if not change.part.variety and _led_to(target, change):
            yield Motion(number=target.amendment.motion, mover=target.amendment.mover)


def _led_to(target: Target, change: Change) -> bool:
    item = target.amendment
    name = item.id or (target.slot.id if target.slot else "")
    if name:
        return name == change.part.id
    sections = {part.section for part in (change.old, change.new) if part}
    return _section(target) in sections and (_says(change.old, item.old) or _says(change.new, item.new))


def _section(target: Target) -> str:
    found = target.slot or target.anchor or target.within
    return found.section if found else ""


def _says(part: Part | None, text: str) -> bool:
    """Whether it is this text, or has it as a line of its own: an item of a list."""
    source = part.source if part else ""
    return bool(text) and (source == text or any(line.lstrip("–0123456789. ") == text for line in source.split("\n")))
