"""The preview as a whole: one thread builds, others watch and serve and only bring it news."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from progpipe.build import cores
from progpipe.build.workers import Processes
from progpipe.cache import open_cache
from progpipe.errors import MachineError, MissingDependencyError, UsageError
from progpipe.model import Order
from progpipe.plugins import declared
from progpipe.preview.resident import Job, Resident
from progpipe.preview.server import Server, served
from progpipe.preview.shelf import Shelf
from progpipe.preview.watching import Watch, require_watchfiles

WORKERS: Final = 2  # the PDF of the edition that is read, and the one before it or of another edition


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

    `executor` makes what runs the slow steps: processes of its own where left out.

    Raises `UsageError` for a port that cannot be had and for names that do not exist, and `MissingDependencyError`
    where watchfiles, or what a format needs, is missing.
    """
    require_watchfiles()
    shelf, jobs = Shelf(), queue.SimpleQueue[Job | None]()
    resident = Resident(
        source, order, shelf, begin=executor or (lambda: _processes(order)), post=jobs.put, cache=open_cache()
    )
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


def _processes(order: Order) -> Executor:
    """Processes that have begun, as long as this one has no other threads that a fork would leave behind."""
    names = ("pdf",) if order.formats is None else order.formats
    preloads = []
    for name in names:
        try:
            preload = declared("emitter", name)[1].preload
        except (UsageError, MissingDependencyError):  # the build says so
            continue
        preloads += [preload] if preload else []
    processes = Processes(min(WORKERS, cores()) if cores() > 1 else 1, preloads)
    processes.submit(int).result()
    return processes
