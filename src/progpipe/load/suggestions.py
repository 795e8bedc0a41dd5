"""The nearest of the names that exist: "Did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LONGEST: Final = 100  # characters: no id, property or value of the schema has more
MOST_COMPARISONS: Final = 100_000  # of some ten microseconds each


class Suggestions:
    """Names to choose from. After a hundred thousand comparisons there are no more suggestions: it would take long."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {name: name.casefold() for name in known if len(name) <= LONGEST}
        self._left = MOST_COMPARISONS

    def nearest(self, word: str, *, but: str | None = None) -> str | None:
        """The known name that is most like the word, if one is like it. `but` is a name that it cannot be."""
        self._left -= len(self._known)
        if self._left < 0 or len(word) > LONGEST:
            return None
        names = [name for name in self._known if name != but]
        # To difflib, TITLE is nothing like title.
        same = [name for name in names if self._known[name] == word.casefold()]
        return next(iter(same or get_close_matches(word, names, n=1)), None)
