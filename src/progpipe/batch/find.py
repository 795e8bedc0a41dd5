"""The sources that folders, patterns and file names stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from progpipe.errors import UsageError


def find_sources(names: Iterable[Path | str], out: Path | str) -> list[Path]:
    """Every source that is named: a file, the `.json` files of a folder, what a pattern (`**` is any depth) matches.

    What stands below `out` is no source. Raises `UsageError` for a name that stands for nothing.
    """
    found: dict[Path, None] = {}
    for name in names:
        sources = [path for path in _of(str(name)) if not _is_below(path, Path(out))]
        if not sources:
            raise UsageError(f"{name} stands for no source: name a folder of .json files, a pattern or a file")
        found |= dict.fromkeys(sources)
    return list(found)


def _of(name: str) -> Iterator[Path]:
    path = Path(name)
    if _is_folder(path):
        yield from sorted(entry for entry in path.glob("*.json") if not entry.name.startswith("."))
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield path  # also one that is not there: the loader says so
    else:
        # Names, not files: what is a folder, or leads nowhere, is a source with a problem.
        yield from (Path(match) for match in sorted(glob.glob(name, recursive=True)))  # noqa: PTH207 - a whole pattern


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_below(path: Path, out: Path) -> bool:
    """Whether the file is one of those that are published: its folder counts, wherever a link leads."""
    return os.path.realpath(out) in {os.path.realpath(parent) for parent in path.parents}
