"""The preview as a whole: one thread builds, others watch and serve and only bring it news."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from progpipe.build import cores
from progpipe.build.workers import Processes, forking_is_safe
from progpipe.cache import open_cache
from progpipe.errors import MachineError, MissingDependencyError, UsageError
from progpipe.model import Order
from progpipe.plugins import declared
from progpipe.preview.lanes import Lanes
from progpipe.preview.resident import Job, Resident
from progpipe.preview.server import Server, served
from progpipe.preview.shelf import Shelf
from progpipe.preview.watching import Watch, require_watchfiles

WORKERS: Final = 2  # one for the edition that is read, and one for everything else meanwhile


class Preview:
    """A preview that is open: its address, and the work that is to be done for it."""

    def __init__(
        self, resident: Resident, server: Server, jobs: queue.SimpleQueue[Job | None], state: tuple[object, ...]
    ) -> None:
        self._resident, self._server, self._jobs = resident, server, jobs
        self._state = state  # before the first build
        self._watch = self._begin_watch()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return self._server.address

    def run(self) -> None:
        """Build what changes until `stop`, or until Ctrl-C, which is raised as `KeyboardInterrupt`."""
        while True:
            if self._jobs.empty():
                self._resident.settle()
            job = self._jobs.get()
            if job is None:
                return
            job()
            if self._watch.failure or self._watch.folders != self._resident.inputs.folders():
                self._watch_anew()

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._jobs.put(None)

    def close(self) -> None:
        """End the watch."""
        self._watch.stop()

    def _watch_anew(self) -> None:
        old, failure = self._watch, self._watch.failure
        if failure and old.folders == self._resident.inputs.folders():
            raise MachineError(f"the files cannot be watched: {failure}") from failure
        self._watch = self._begin_watch()
        old.stop()

    def _begin_watch(self) -> Watch:
        return Watch(self._resident.inputs.folders(), lambda paths: self._jobs.put(lambda: self._changed(paths)))

    def _changed(self, paths: frozenset[str]) -> None:
        state = self._resident.inputs.state()  # what is written while it builds comes after
        if paths:
            self._resident.change(paths)
        elif state != self._state:  # before the watch had begun
            self._resident.rebuild()
        self._state = state


@contextmanager
def open_preview(
    source: Path, order: Order, *, port: int | None = None, executor: Callable[[], Executor] | None = None
) -> Iterator[Preview]:
    """A preview of the source, served on 127.0.0.1 until the block ends; `run` keeps it in step.

    `executor` makes what runs the slow steps, one worker at a time: processes of its own where left out.

    Raises `UsageError` for a port that cannot be had and for names that do not exist, and `MissingDependencyError`
    where watchfiles, or what a format needs, is missing.
    """
    require_watchfiles()
    shelf, jobs = Shelf(), queue.SimpleQueue[Job | None]()
    # The threads of a process that has begun only wait: the next one forks beside them.
    first = executor or partial(_process, order, fork=forking_is_safe())
    lanes = Lanes([first() for _ in range(min(WORKERS, cores()))], executor or partial(_process, order))
    resident = Resident(source, order, shelf, lanes=lanes, post=jobs.put, cache=open_cache())
    try:
        state = resident.inputs.state()
        resident.begin()
        with served(shelf, order.theme, port) as server:
            preview = Preview(resident, server, jobs, state)
            try:
                yield preview
            finally:
                preview.close()
    finally:
        resident.close()


def _process(order: Order, *, fork: bool | None = None) -> Executor:
    """A process that has begun; it forks where `fork` says so, and where None, if no other thread is left behind."""
    names = ("pdf",) if order.formats is None else order.formats
    found = []
    for name in names:
        try:
            found.append(declared("emitter", name)[1])
        except (UsageError, MissingDependencyError):  # the build says so
            continue
    preloads = [one.preload for one in found if one.preload]
    process = Processes(1, preloads, [one.resident for one in found if one.resident], fork=fork)
    process.submit(int).result()
    return process
