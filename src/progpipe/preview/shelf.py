"""What is served, by name: filled by the build, read by the threads of the server."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

PAGE: Final = "text/html"
PROBLEMS: Final = "problems"  # the version of whatever cannot be shown begins with it
WARNINGS: Final = "warnings"  # the name of the page of the warnings, which is no file of the bundle
MISSING: Final = "missing"  # the version of a file that is not there


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the bundle, as it is served. `version` changes whenever the content does."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    version: str

    @property
    def is_page(self) -> bool:
        return self.media_type == PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What whoever reads a page is told: which version there is now, and how many warnings the source has."""

    version: str
    warnings: int = 0


class Shelf:
    """The files of the bundle, and the page that stands for all of them while the source has problems."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._files: dict[str, File] = {}
        self._problems: File | None = None
        self._warnings: Callable[[], File] | None = None
        self._accepted = 0  # times: the version of the warnings
        self._count = 0
        self._readers: Counter[str] = Counter()
        self._closed = False

    # --- filled ---

    def put(self, name: str, media_type: str, content: bytes) -> None:
        """Put a file there; whoever reads another version of it is told."""
        made = _file(name, media_type, content)
        with self._changed:
            if self._files.get(name) != made:
                self._files[name] = made
                self._changed.notify_all()

    def keep(self, names: Iterable[str]) -> None:
        """Take away every file that is not named."""
        kept = set(names)
        with self._changed:
            for name in self._files.keys() - kept:
                del self._files[name]
            self._changed.notify_all()

    def refuse(self, page: bytes) -> None:
        """Show this page instead of all others, until `accept`."""
        with self._changed:
            self._problems = _file(PROBLEMS, PAGE, page, PROBLEMS)
            self._changed.notify_all()

    def accept(self, warnings: int = 0, page: Callable[[], bytes] = bytes) -> None:
        """Show the files again. `page` makes the page of the warnings, if somebody wants to see it."""
        with self._changed:
            self._problems = None
            self._accepted += 1
            version = f"{WARNINGS}-{self._accepted}"
            self._warnings = lambda: File(name=WARNINGS, media_type=PAGE, content=page(), version=version)
            self._count = warnings
            self._changed.notify_all()

    def close(self) -> None:
        """Nothing comes any more: whoever waits goes on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    # --- read ---

    def file(self, name: str) -> File | None:
        """The file itself, as it was made last."""
        with self._changed:
            return self._files.get(name)

    @property
    def problems(self) -> File | None:
        """The page of the problems, while the source has some."""
        with self._changed:
            return self._problems

    @property
    def warnings(self) -> File | None:
        """The page of the warnings, where the source has some."""
        with self._changed:
            made, count = self._warnings, self._count
        return made() if made and count else None

    def state(self, name: str) -> State:
        """What there is to see under a name."""
        with self._changed:
            return self._state(name)

    def wait(self, name: str, known: State, seconds: float) -> State | None:
        """The state once it is another one than what is known; None after that time, and when nothing comes."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state(name) != known, seconds)
            state = self._state(name)
            return None if self._closed or state == known else state

    @property
    def closed(self) -> bool:
        with self._changed:
            return self._closed

    @contextmanager
    def reading(self, name: str) -> Iterator[None]:
        """While somebody has the page open, it comes first."""
        with self._changed:
            self._readers[name] += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers[name] -= 1

    def open_names(self) -> frozenset[str]:
        """The names of the files that somebody has open."""
        with self._changed:
            return frozenset(name for name, count in self._readers.items() if count)

    def _state(self, name: str) -> State:
        if self._problems:
            return State(version=self._problems.version)
        if name == WARNINGS and self._count:
            return State(version=f"{WARNINGS}-{self._accepted}", warnings=self._count)
        found = self._files.get(name)
        return State(version=found.version if found else MISSING, warnings=self._count)


def _file(name: str, media_type: str, content: bytes, prefix: str = "") -> File:
    version = hashlib.sha256(content).hexdigest()[:20]
    return File(name=name, media_type=media_type, content=content, version="-".join(filter(None, (prefix, version))))
