"""Who makes what takes time: executors side by side, so that a step is made where the one before it was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any


class Lanes:
    """Executors of one worker each, by number. What a worker keeps is there for the next step; `begin` begins one."""

    def __init__(self, executors: Sequence[Executor], begin: Callable[[], Executor]) -> None:
        self._executors, self._begin = list(executors), begin

    def submit(self, lane: int, function: Callable[..., Any], /, *arguments: object) -> Future[Any]:
        """Have a step made, in the lane with this number; there may be fewer of them. Raises what an executor does."""
        return self._executors[lane % len(self._executors)].submit(function, *arguments)

    def renew(self) -> None:
        """Begin anew, after a worker was ended."""
        for executor in self._executors:
            executor.shutdown(wait=False, cancel_futures=True)
        self._executors = [self._begin() for _ in self._executors]

    def close(self) -> None:
        """End the workers. What they have begun is waited for: it takes a second at most."""
        for executor in self._executors:
            executor.shutdown(wait=True, cancel_futures=True)
