"""What is wrong with an amended source, said about what is there: the amendments, and the old source."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from progpipe.amend.origins import Origins
from progpipe.amend.targets import Target, digest_of, is_in
from progpipe.errors import Problem
from progpipe.load.editing import at

EMPTY: Final = "P128"
AMENDED: Final = "once the amendments are in it"


class Blame:
    """Finds the amendments that a problem of the new source comes from."""

    def __init__(self, source: Mapping[str, Any], targets: Sequence[Target], origins: Origins) -> None:
        self._source, self._targets, self._origins = source, targets, origins

    def amended(self, place: str) -> bool:
        """Whether what is wrong stands in the amendments."""
        return self._origins.of(place).amended or bool(self._emptied(place))

    def of(self, problem: Problem) -> Problem:
        """The problem, where an editor can do something about it."""
        origin = self._origins.of(problem.pointer)
        emptied = self._emptied(problem.pointer)
        if problem.code == EMPTY and emptied:
            return self._empty(origin.pointer, emptied)
        message = problem.message if origin.amended else f"{problem.message}, {AMENDED}"
        return replace(problem, pointer=origin.pointer, message=message, line=None, column=None)

    def _emptied(self, place: str) -> list[Target]:
        """The amendments that have taken something out of the section that stands there."""
        origin = self._origins.of(place)
        if origin.amended or not self._is_section(origin.pointer):
            return []
        return [
            target
            for target in self._targets
            if target.leaves and target.slot and is_in(target.slot.entry, origin.pointer)
        ]

    def _is_section(self, place: str) -> bool:
        return place.rpartition("/")[0].endswith("/sections")

    def _empty(self, place: str, causes: Sequence[Target]) -> Problem:
        section = at(self._source, place)
        motions = dict.fromkeys(f"motion {item.amendment.motion} of {item.amendment.mover}" for item in causes)
        message = f"nothing is left under the heading {section['title']!r}: {' and '.join(motions)} took all of it"
        title = json.dumps(section["title"], ensure_ascii=False)
        hint = (
            "If the meeting wants the section gone, remove it too: "
            f'"action": "remove", "id": "{section["id"]}", "old": {title}, '
            f'"digest": "{digest_of(section)}". Else leave or insert something under it.'
        )
        return Problem(code="P810", pointer=causes[-1].amendment.pointer, message=message, hint=hint)
