"""Where the cache is: in the user's cache folder, or where PROGPIPE_CACHE says."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from progpipe.cache.store import Cache

VARIABLE: Final = "PROGPIPE_CACHE"
OFF: Final = frozenset({"", "off"})
OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


def open_cache() -> Cache | None:
    """The cache of this user; None where it is turned off or the folder cannot be used.

    A folder that somebody else could write to is not used: what stands there is believed when its digest is right.
    """
    chosen = os.environ.get(VARIABLE)
    if chosen is not None and chosen in OFF:
        return None
    folder = Path(chosen) if chosen else _users()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.stat()
    except OSError:
        return None
    if status.st_uid != os.getuid() or status.st_mode & OTHERS:
        return None
    return Cache(folder=folder)


def _users() -> Path:
    """`~/.cache/progpipe` on Linux (XDG), and what other systems have."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("progpipe", appauthor=False)
