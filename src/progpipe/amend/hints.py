"""What to do about a name or a text that is not to be found: which one was meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from progpipe.amend.model import Action, Amendments
from progpipe.amend.slots import Slot
from progpipe.amend.targets import ids, short
from progpipe.diff.lines import read
from progpipe.load.suggestions import Suggestions

COPY = "Copy the text from the source, to the letter."
REMEMBERED = 20_000  # texts without their markup


class Hints:
    """Knows the names of a source, and what is new in a file of amendments."""

    def __init__(
        self, source: Mapping[str, Any], found: Amendments, named: Mapping[str, object], sections: Iterable[str]
    ) -> None:
        inserted = [item for item in found.amendments if item.action is not Action.REMOVE]
        self._new = {name: item.motion for item in inserted for name in (item.id, *ids(item.thing)) if name}
        self._new_texts = {item.new: item.motion for item in inserted if item.new}
        self._named, self._ids = named, Suggestions(named)
        self._sections = list(sections)
        self._near_section = Suggestions(self._sections)
        self._renditions = dict(_renditions(source))
        self._read = lru_cache(REMEMBERED)(read)

    def id(self, name: str) -> str:
        """Which id was meant."""
        if name in self._new and name not in self._named:
            return self._together(self._new[name])
        near = self._ids.nearest(name)
        hint = "Name a commitment, a section, a block or an entry of the glossary by the id that it has in the source."
        return f"Did you mean {near!r}? {hint}" if near else hint

    def section(self, name: str) -> str:
        """Which section was meant."""
        if name in self._new and name not in self._named:
            return self._together(self._new[name])
        near = self._near_section.nearest(name)
        return f"Did you mean {near!r}?" if near else f"There are: {', '.join(self._sections[:20])}."

    def text(self, text: str, known: Sequence[Slot]) -> str:
        """Which of the texts there was meant, and what is different in it."""
        if text in self._new_texts:
            return self._together(self._new_texts[text])
        if text in self._renditions:
            return f"This is the text in {self._renditions[text]}. {COPY} The rendition is rewritten afterwards."
        words = self._words(text)
        for slot in known:
            if self._words(slot.text) == words:
                return f"Only spaces or markup are different. In the source it is {slot.text!r}."
        if len(known) == 1:
            now = short(known[0].text)
            return f"It says {now}. Ask whoever moved it what it means for that, and correct `old` and `new`."
        near = Suggestions(slot.text for slot in known).nearest(text)
        return f"Is it this, which stands there now: {short(near)}" if near else COPY

    def _words(self, text: str) -> str:
        return " ".join(self._read(text).split())

    def _together(self, motion: str) -> str:
        return (
            f"It is new in motion {motion}. Write there what both make of it: amendments are to the text as it is now."
        )


def _renditions(value: Any, variety: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a rendition, and its variety."""
    if isinstance(value, str) and variety:
        yield value, variety
    elif isinstance(value, list):
        for inside in value:
            yield from _renditions(inside, variety)
    elif isinstance(value, dict):
        for name, inside in value.items():
            if name == "renditions":
                for tag, made in inside.items():
                    yield from _renditions(made, tag)
            else:
                yield from _renditions(inside, variety)
