"""Who makes the programmes: a bounded number at a time, and once more alone where a process was ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from typing import Final, Protocol, TypeVar

from progpipe.batch.making import Outcome, make
from progpipe.batch.task import Task
from progpipe.build.workers import MOST, Here, Processes, cores, forking_is_safe
from progpipe.errors import MachineError, UsageError
from progpipe.interfaces import Declaration

AHEAD: Final = 3  # tasks for each worker: one that is made, and two that wait, so that nobody waits for us
KILLED: Final = (
    "the process that was making it was ended, also when it made nothing else: perhaps memory ran out. "
    "Build it by itself, with --jobs 1."
)
PATIENCE: Final = 30  # seconds until we look whether there is still a worker
GONE: Final = (
    "whoever made the programmes is gone before all were made. What was published stands: run the same again, and "
    "only the others are made."
)


class Job(Protocol):
    """Something that has a task."""

    @property
    def task(self) -> Task: ...


J = TypeVar("J", bound=Job)


class Crew:
    """An executor, and another one after it where the processes of the first were ended.

    `capacity` says how many tasks it takes at a time, 0 where nobody is there to make them. `renew` gives a new
    executor; without it there is only the one.
    """

    def __init__(
        self, executor: Executor, capacity: Callable[[], int], renew: Callable[[], Executor] | None = None
    ) -> None:
        self._executor = executor
        self._capacity = capacity
        self._renew = renew

    def outcomes(self, jobs: Iterable[J]) -> Iterator[tuple[J, Outcome]]:
        """What became of each job, as they end. Few of them are taken before others have ended.

        Raises `MachineError` where nothing more can be made.
        """
        pending: dict[Future[Outcome], J] = {}
        try:
            for job in jobs:
                pending[self._submit(job)] = job
                while len(pending) >= self._capacity():
                    yield from self._ended(pending)
            while pending:
                yield from self._ended(pending)
        finally:
            for future in pending:
                future.cancel()

    def close(self) -> None:
        """End the processes, once they have made what they are making."""
        if self._renew:
            self._executor.shutdown(cancel_futures=True)

    def _submit(self, job: Job) -> Future[Outcome]:
        try:
            return self._executor.submit(make, job.task)
        except BrokenExecutor as error:  # while nothing was made
            broken: Future[Outcome] = Future()
            broken.set_exception(error)
            return broken
        except (OSError, RuntimeError) as error:  # a connection that is gone, an executor that was shut down
            raise MachineError(GONE) from error

    def _ended(self, pending: dict[Future[Outcome], J]) -> Iterator[tuple[J, Outcome]]:
        done = self._first(pending)
        broken = any(isinstance(_failure(future), BrokenExecutor) for future in done)
        if broken:
            done, _ = wait(pending)  # none of them is made any more
        suspects = []
        for future in [future for future in pending if future in done]:
            job = pending.pop(future)
            if isinstance(_failure(future), BrokenExecutor):
                suspects.append(job)
            else:
                yield job, _outcome(future)
        for job in suspects:
            yield job, self._alone(job)

    def _first(self, pending: Iterable[Future[Outcome]]) -> set[Future[Outcome]]:
        """Those that have ended, once one has; but nothing ends where there are no workers any more."""
        while True:
            done, _ = wait(pending, PATIENCE, FIRST_COMPLETED)
            if done:
                return done
            if self._capacity() == 0:
                raise MachineError(GONE)

    def _alone(self, job: Job) -> Outcome:
        """A job that was under way when a process was ended; whether it was this one's shows when it is alone."""
        self._begin_anew()
        future = self._submit(job)
        wait([future])
        if isinstance(_failure(future), BrokenExecutor):
            self._begin_anew()
            return Outcome(error=MachineError(KILLED))
        return _outcome(future)

    def _begin_anew(self) -> None:
        if self._renew is None:
            raise MachineError(GONE)
        self._executor.shutdown()
        self._executor = self._renew()


def _failure(future: Future[Outcome]) -> BaseException | None:
    return CancelledError() if future.cancelled() else future.exception()


def _outcome(future: Future[Outcome]) -> Outcome:
    """What `make` returned, or what kept it from being run: then the executor says why."""
    failure = _failure(future)
    if failure is None:
        return future.result()
    if isinstance(failure, CancelledError):
        raise MachineError(GONE) from failure
    said = f"it could not be made where it was sent ({type(failure).__name__}: {failure})"
    return Outcome(
        error=MachineError(f"{said}. Look at the worker's own messages."), stop=isinstance(failure, ImportError)
    )


@contextmanager
def open_crew(executor: Executor | None, jobs: int | None, declared: Iterable[Declaration]) -> Iterator[Crew]:
    """A crew with the executor that was given, else in `jobs` processes, as many as there are cores where None.

    It is this process where a library cannot fork on its caller's behalf, or where one process is enough. Raises
    `UsageError` for a number of jobs below 1.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs is {jobs}; it must be at least 1")
    crew = _given(executor, jobs) if executor is not None else _own(jobs, declared)
    try:
        yield crew
    finally:
        crew.close()


def _given(executor: Executor, jobs: int | None) -> Crew:
    capacity = getattr(executor, "capacity", None)  # one that knows how many workers it has
    return Crew(executor, capacity if callable(capacity) else lambda: AHEAD * (jobs or cores()))


def _own(jobs: int | None, declared: Iterable[Declaration]) -> Crew:
    wanted = min(cores() if jobs is None else jobs, MOST)
    if wanted == 1 or (jobs is None and not forking_is_safe()):
        return Crew(Here(), lambda: 1)
    preloads = [said.preload for said in declared if said.slow and said.preload]

    def processes() -> Executor:
        return Processes(wanted, preloads)

    return Crew(processes(), lambda: AHEAD * wanted, processes)
