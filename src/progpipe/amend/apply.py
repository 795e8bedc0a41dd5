"""Amendments, applied to a source: all of them, or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from progpipe.amend.model import Action, Amendments
from progpipe.amend.slots import Kind, slots
from progpipe.amend.targets import Finder, Target, ids
from progpipe.errors import ValidationError, pointer
from progpipe.load import load
from progpipe.load.editing import at, editable, written
from progpipe.load.places import locate
from progpipe.model import Programme

# The list of a section in which texts of a kind stand.
LISTS: Final = {Kind.COMMITMENT: "commitments", Kind.PARAGRAPH: "blocks", Kind.ITEM: "blocks"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """A programme with amendments in it: its file's text, and what each amendment was about, in their order."""

    text: str = field(repr=False)
    programme: Programme
    targets: tuple[Target, ...]


def amend(programme: Programme, amendments: Amendments, *, text: str = "", file: str | None = None) -> Amended:
    """The programme with every amendment in it.

    `text` and `file` are those of the amendments: problems get their places from them. Raises `ValidationError`
    with all problems (P801 to P808) where one of them cannot be applied, and those of `load` where what comes
    out is no valid programme.
    """
    source = editable(programme)
    finder = Finder(programme.id, slots(source), ids(source))
    targets = finder.find(amendments)
    if finder.problems:
        problems = locate(finder.problems, text) if text else finder.problems
        raise ValidationError(replace(problem, file=file) for problem in problems)
    made = written(_Change(source, targets).made())
    return Amended(text=made, programme=load(made.encode("utf-8"), programme.base), targets=tuple(targets))


class _Change:
    """The source rebuilt: replaced texts, without what leaves, and with what comes after each entry."""

    def __init__(self, source: dict[str, Any], targets: Sequence[Target]) -> None:
        self._source = source
        self._replaced: dict[str, str] = {}
        self._gone: set[str] = set()
        self._after: defaultdict[str, list[Any]] = defaultdict(list)
        self._first: defaultdict[str, list[Any]] = defaultdict(list)
        for target in targets:
            self._note(target)

    def _note(self, target: Target) -> None:
        item, slot = target.amendment, target.slot
        if slot and item.action is Action.REPLACE:
            self._replaced[slot.place] = item.new
            return
        if slot:
            self._gone.add(slot.entry)
        if item.after is None:
            return
        entry = at(self._source, slot.entry) if slot else _entry(target)
        if target.anchor:
            self._after[target.anchor.entry].append(_fitting(entry, target.anchor.kind))
        elif target.within:
            name = LISTS[target.kind]
            at(self._source, target.within.entry).setdefault(name, [])
            self._first[f"{target.within.entry}/{name}"].append(entry)

    def made(self) -> dict[str, Any]:
        """The new source."""
        made: dict[str, Any] = self._value(self._source, "")
        return made

    def _value(self, value: Any, place: str) -> Any:
        """A value and what is in it, as they are now. `place` is where it stood."""
        if place in self._replaced:
            return self._replaced[place]
        if isinstance(value, list):
            return list(self._list(value, place))
        if isinstance(value, dict):
            return {name: self._value(item, f"{place}{pointer(name)}") for name, item in value.items()}
        return value

    def _list(self, value: Sequence[Any], place: str) -> Iterator[Any]:
        yield from self._first.get(place, ())
        for order, item in enumerate(value):
            here = f"{place}/{order}"
            if here not in self._gone and not _is_empty(made := self._value(item, here)):
                yield made
            yield from self._after.get(here, ())


def _is_empty(entry: Any) -> bool:
    """Whether it is a list or a quote that has lost all that was in it."""
    return isinstance(entry, dict) and entry.get("type") in {"list", "quote"} and [] in entry.values()


def _entry(target: Target) -> Any:
    """What an insertion puts into its list."""
    item = target.amendment
    if target.kind is Kind.COMMITMENT:
        return {"id": item.id, "text": item.new}
    return item.new if target.kind is Kind.ITEM else {"type": "paragraph", "text": item.new}


def _fitting(entry: Any, beside: Kind) -> Any:
    """An item of a list that comes among paragraphs becomes one."""
    return {"type": "paragraph", "text": entry} if isinstance(entry, str) and beside is Kind.PARAGRAPH else entry
