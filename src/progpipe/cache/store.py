"""A folder of contents by key: safe when several processes share it, bounded, and never believed unseen.

Each content is a file of its own, which comes into its place whole by a rename, as Git and ccache keep theirs. It
begins with the SHA-256 of what follows: an entry that is damaged is removed, and so made again. What cannot be read or
written is no failure: the cache only saves time. (diskcache would do this too; it has had no release since 2023, and
reads pickles that others may have written.)
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIMIT: Final = 512 << 20
KEPT: Final = 0.8  # of the limit, once it is passed
FORM: Final = "1"  # of the folder; another one begins anew beside it
DIGEST: Final = 32
UNFINISHED: Final = ".part"
ABANDONED: Final = 3600  # seconds after which a file that nobody finished is nobody's


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a cache holds: the folder, how many entries, how many bytes, and how many it may have."""

    folder: Path
    entries: int
    bytes: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Contents by key (hexadecimal). What was used least lately goes first once there is more than `limit` bytes."""

    folder: Path
    limit: int = LIMIT

    def get(self, key: str) -> bytes | None:
        """The content, exactly as it was put; None where there is none, or where it is damaged."""
        path = self._path(key)
        try:
            found = path.read_bytes()
        except OSError:
            return None
        content = found[DIGEST:]
        if hashlib.sha256(content).digest() != found[:DIGEST]:
            _remove(path)
            return None
        with suppress(OSError):
            os.utime(path)  # used now: the order in which entries go
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep the content under the key. Where it cannot be written, nothing is kept."""
        path = self._path(key)
        new = path.with_name(f"{path.name}-{os.urandom(8).hex()}{UNFINISHED}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_bytes(hashlib.sha256(content).digest() + content)
            new.replace(path)
        except OSError:
            _remove(new)

    def trim(self) -> None:
        """Remove what was used least lately, where there is too much, and what a killed process left behind."""
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        kept = self.limit if total <= self.limit else int(self.limit * KEPT)
        for used, size, path in entries:
            if total > kept or (path.suffix == UNFINISHED and used < time.time() - ABANDONED):
                _remove(path)
                total -= size

    def contents(self) -> Contents:
        """What is there now."""
        sizes = [size for _, size, path in self._entries() if path.suffix != UNFINISHED]
        return Contents(folder=self.folder, entries=len(sizes), bytes=sum(sizes), limit=self.limit)

    def clear(self) -> None:
        """Remove every entry."""
        for _, _, path in self._entries():
            _remove(path)

    def _path(self, key: str) -> Path:
        return self.folder / FORM / key[:2] / key[2:]

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        """When each entry was used last, its size and its file; some may go while we look."""
        for path in (self.folder / FORM).glob("??/*"):
            with suppress(OSError):
                status = path.stat()
                yield status.st_mtime, status.st_size, path


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
