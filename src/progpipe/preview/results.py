"""What the steps of a preview have made lately: in memory, and for what is slow also in the user's cache folder."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from typing import Any, Final

from progpipe.build.run import Step
from progpipe.cache import Cache

LATELY: Final = 96  # results: several changes back, so that an undone change costs nothing


class Results:
    """Results by the key of their step. A step without a key is never found."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._made: OrderedDict[str, Any] = OrderedDict()

    def find(self, step: Step, *, slow: bool = False) -> Any | None:
        """The result of the very same step, if it is known; `slow` looks into the cache folder too."""
        if step.key is None:
            return None
        if step.key in self._made:
            self._made.move_to_end(step.key)
            return self._made[step.key]
        content = self._cache.get(step.key) if slow and self._cache else None
        if content is not None:
            try:
                self._remember(step.key, pickle.loads(content))  # noqa: S301 - the cache is ours alone
            except Exception:
                return None
        return self._made.get(step.key)

    def keep(self, step: Step, result: Any, *, slow: bool = False) -> None:
        """Keep what the step has made."""
        if step.key is None or not step.keep(result):
            return
        self._remember(step.key, result)
        if slow and self._cache:
            self._cache.put(step.key, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))

    def made(self, step: Step) -> Any:
        """The result of the step, made here and now unless it is known."""
        found = self.find(step)
        if found is None:
            found = step.function(*step.arguments)
            self.keep(step, found)
        return found

    def _remember(self, key: str, result: Any) -> None:
        self._made[key] = result
        self._made.move_to_end(key)
        while len(self._made) > LATELY:
            self._made.popitem(last=False)
