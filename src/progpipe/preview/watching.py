"""Tells that files have changed, within a few milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from progpipe.errors import MissingDependencyError

# Milliseconds. What is written within a step after the last change belongs to it: editors write, then rename.
STEP: Final = 4
LONGEST: Final = 40  # that a change waits for others
LOOK_UP: Final = 100  # until the watch looks up, where nothing happens
PATIENCE: Final = 2.0  # seconds

Changed = Callable[[frozenset[str]], None]


class Watch:
    """Watches folders, each for what is directly in it, in a thread of its own.

    `changed` is called in that thread: once, with nothing, when the watch has begun, and then with the paths that have
    changed. Where the watch cannot go on, `failure` says why, and `changed` is called with nothing.
    """

    def __init__(self, folders: frozenset[Path], changed: Changed) -> None:
        self.folders = folders
        self.failure: Exception | None = None
        self._changed = changed
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="progpipe watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch: it takes no longer than a step."""
        self._stopped.set()
        self._thread.join(PATIENCE)

    def _run(self) -> None:
        begun = False
        try:
            for found in self._changes():
                if found or not begun:
                    self._changed(frozenset(path for _, path in found))
                begun = True
        except (OSError, RuntimeError) as error:
            self.failure = error
            self._changed(frozenset())

    def _changes(self) -> Iterator[set[tuple[Any, str]]]:
        import watchfiles  # noqa: PLC0415 - of the extra `preview`

        return watchfiles.watch(
            *sorted(self.folders),
            watch_filter=None,
            debounce=LONGEST,
            step=STEP,
            stop_event=self._stopped,
            rust_timeout=LOOK_UP,
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        )


def require_watchfiles() -> None:
    """Raise `MissingDependencyError` where what watches is not installed."""
    if find_spec("watchfiles") is None:
        message = 'the preview needs the package watchfiles. Install it: pip install "progpipe[preview]"'
        raise MissingDependencyError(message)
