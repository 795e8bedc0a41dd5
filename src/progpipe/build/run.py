"""Steps that run side by side, each as soon as it can; what was made before comes from the cache."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from progpipe.cache import Cache
from progpipe.errors import BuildError, MachineError

if TYPE_CHECKING:
    from progpipe.check import Step as CheckStep

KILLED: Final = (
    "a process that was making part of the bundle was ended, perhaps because memory ran out. "
    "Build with fewer of them: --jobs 1."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How far a step has come: `what` (`stages`, a format, `picture`) of which edition.

    `seconds` is what it cost, None while it is being made. `cached` says that it was made before.
    """

    edition: str
    what: str
    seconds: float | None = None
    cached: bool = False


Progress = Callable[["Made | CheckStep"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A function of plain values, and the key of its result: the digest of all that this depends on.

    Without a key the result is neither looked for nor kept. `keep` says whether a result is worth keeping.
    """

    edition: str
    what: str
    key: str | None
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    keep: Callable[[Any], bool] = lambda _: True


class Run:
    """The steps of one build. A step that has ended may start others. `made` counts what the cache did not have."""

    def __init__(self, executor: Executor, cache: Cache | None, progress: Progress | None) -> None:
        self._executor = executor
        self._cache = cache
        self._progress = progress or _nobody_listens
        self._pending: dict[Future[Any], tuple[int, Step, Callable[[Any], None]]] = {}
        self._failed: list[tuple[int, Exception]] = []
        self._started = 0
        self.made = 0

    def start(self, step: Step, then: Callable[[Any], None]) -> None:
        """Begin the step; `then` is given its result, in this thread, while `finish` waits."""
        self._started += 1
        kept = self._kept(step)
        if kept is not None:
            self._progress(Made(edition=step.edition, what=step.what, seconds=0.0, cached=True))
            then(kept[0])
            return
        self._progress(Made(edition=step.edition, what=step.what))
        try:
            future = self._executor.submit(_timed, step.function, *step.arguments)
        except BrokenExecutor as error:
            self._failed.append((self._started, _killed(error)))
            return
        self._pending[future] = (self._started, step, then)

    def finish(self) -> None:
        """Wait for all steps. Raises what they raised: all problems at once, else the first that was started."""
        try:
            while self._pending:
                done, _ = wait(self._pending, return_when=FIRST_COMPLETED)
                for future in sorted(done, key=lambda future: self._pending[future][0]):
                    self._end(future)
        except BaseException:
            for future in self._pending:
                future.cancel()
            raise
        self._raise()

    def _end(self, future: Future[Any]) -> None:
        number, step, then = self._pending.pop(future)
        try:
            result, seconds = future.result()
        except BrokenExecutor as error:
            self._failed.append((number, _killed(error)))
        except Exception as error:
            self._failed.append((number, error))
        else:
            self.made += 1
            self._progress(Made(edition=step.edition, what=step.what, seconds=seconds))
            self._keep(step, result)
            then(result)

    def _raise(self) -> None:
        failures = [error for _, error in sorted(self._failed, key=lambda failed: failed[0])]
        self._failed.clear()
        others = [error for error in failures if not isinstance(error, BuildError)]
        problems = [problem for error in failures if isinstance(error, BuildError) for problem in error.problems]
        if others:
            raise others[0]
        if len(failures) == 1:
            raise failures[0]
        if problems:
            raise BuildError(dict.fromkeys(problems))

    def _kept(self, step: Step) -> tuple[Any] | None:
        content = self._cache.get(step.key) if self._cache and step.key else None
        if content is None:
            return None
        try:
            return (pickle.loads(content),)  # noqa: S301 - the cache is ours alone, and the digest was right
        except Exception:
            return None

    def _keep(self, step: Step, result: Any) -> None:
        if self._cache and step.key and step.keep(result):
            self._cache.put(step.key, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


def _timed(function: Callable[..., Any], *arguments: Any) -> tuple[Any, float]:
    start = time.perf_counter()
    return function(*arguments), time.perf_counter() - start


def _killed(error: BrokenExecutor) -> MachineError:
    failure = MachineError(KILLED)
    failure.__cause__ = error
    return failure


def _nobody_listens(_: object) -> None:
    pass
