"""Who runs the steps: this process, processes of its own, or what the caller gave."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TypeVar

from progpipe.errors import MachineError, UsageError
from progpipe.interfaces import Declaration

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
MENDED: Final = (3, 11, 5)  # gh-94777
STUCK: Final = 1.0  # seconds after which nothing more is sent
MOST: Final = 61  # processes that some systems can wait for at once


class Here(Executor):
    """The process itself: a step has ended when it was submitted."""

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(function(*arguments, **named))
        except Exception as error:
            future.set_exception(error)
        return future


class Processes(Executor):
    """As many processes as there is work for, up to `jobs`, begun when the first step is submitted.

    `preloads` are called before: forked processes then share the engines that these import. `begins` are called in
    each process, when it begins. `fork` says whether a fork is safe; None to find out when they begin.
    """

    def __init__(
        self,
        jobs: int,
        preloads: Iterable[Callable[[], object]],
        begins: Iterable[Callable[[], object]] = (),
        *,
        fork: bool | None = None,
    ) -> None:
        self._jobs = jobs
        self._fork = fork
        self._preloads = tuple(preloads)
        self._begins = tuple(begins)
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> Future[T]:
        if self._pool is None:
            try:
                self._pool = self._begun()
            except OSError as error:  # no room for temporary files, or for another process
                cause = error.strerror or str(error)
                raise MachineError(f"no process can be started: {cause}. Try it with --jobs 1.") from error
        return self._pool.submit(function, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        if self._pool is not None:
            _stop_sending(self._pool)
            self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _begun(self) -> ProcessPoolExecutor:
        import multiprocessing  # noqa: PLC0415 - most small builds need no other process
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        fork = forking_is_safe() if self._fork is None else self._fork
        method = "fork" if fork else "spawn"
        for preload in self._preloads if method == "fork" else ():
            preload()
        context = multiprocessing.get_context(method)
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin, initargs=(self._begins,))


def _stop_sending(pool: ProcessPoolExecutor) -> None:
    """Let go of what was being sent to a worker that was killed.

    Python before 3.11.5 waits for ever until somebody has read it; Debian 12 has 3.11.2. What sends ends by itself and
    closes what it sends to, unless it is stuck.
    """
    queue = getattr(pool, "_call_queue", None)
    if sys.version_info >= MENDED or queue is None or not getattr(pool, "_broken", False):
        return
    sender = queue._thread
    if sender is not None:
        sender.join(STUCK)
    if sender is None or sender.is_alive():
        with suppress(OSError):  # it was not stuck, and has closed it meanwhile
            queue._reader.close()


def _begin(functions: Iterable[Callable[[], object]]) -> None:
    """In a process that begins. Interrupts are left to its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for function in functions:
        function()


def forking_is_safe() -> bool:
    """Whether a fork copies all that runs here: on Linux, in a process of one thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def open_executor(executor: Executor | None, jobs: int | None, declared: Iterable[Declaration]) -> Iterator[Executor]:
    """The executor that was given, or one for that many jobs: as many as there are cores where None.

    It is this process where nothing that is made is slow, and where a library cannot fork on its caller's behalf.
    Raises `UsageError` for a number of jobs below 1.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs is {jobs}; it must be at least 1")
    if executor is not None:
        yield executor
        return
    slow = [said for said in declared if said.slow]
    wanted = min(cores() if jobs is None else jobs, MOST)
    if wanted == 1 or not slow or (jobs is None and not forking_is_safe()):
        yield Here()
        return
    with Processes(wanted, [said.preload for said in slow if said.preload]) as processes:
        yield processes
