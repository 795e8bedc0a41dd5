"""A source as it stood in a revision of git, with its images."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from progpipe.errors import MissingDependencyError, UsageError
from progpipe.source import LARGEST

SECONDS: Final = 60
# A repository may say that what it lacks is to be fetched, and by which program: nothing is, by none.
ALONE: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none", "GIT_TERMINAL_PROMPT": "0"}


@contextmanager
def checked_out(revision: str, file: Path) -> Iterator[Path]:
    """The file as it stood in that revision, in a folder of its own that is gone afterwards.

    Raises `UsageError` where there is no such revision or no such file in it, `MissingDependencyError` without git.
    """
    folder = file.resolve().parent
    commit = _commit(revision, folder)
    content = _file(commit, folder, file.name)
    if content is None:
        raise UsageError(f"{file} did not exist in the revision {revision!r}")
    with TemporaryDirectory(prefix="progpipe-revision-") as made:
        target = Path(made, file.name)
        target.write_bytes(content)
        for name in _images(content):
            picture = _file(commit, folder, name)
            if picture is not None:
                Path(made, name).parent.mkdir(parents=True, exist_ok=True)
                Path(made, name).write_bytes(picture)
        yield target


def _commit(revision: str, folder: Path) -> str:
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _git(folder, *asked)
    if found is None:
        raise UsageError(f"{revision!r} is neither a file nor a revision that git knows in {folder}")
    return found.decode("ascii").strip()


def _file(commit: str, folder: Path, name: str) -> bytes | None:
    """A file of a commit; None where there is none. Raises `UsageError` where nobody would read one so large."""
    place = f"{commit}:./{name}"
    size = _git(folder, "cat-file", "-s", place)
    if size is not None and int(size) > LARGEST:
        raise UsageError(f"{name} has {int(size):,} bytes in the revision; at most {LARGEST:,} are read")
    return _git(folder, "cat-file", "blob", place)


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, None where it finds nothing. It runs no hook, no filter and no pager, and fetches nothing."""
    program = shutil.which("git")
    if program is None:
        raise MissingDependencyError(
            "git is not installed, and a revision was asked for. Install it, or name two files."
        )
    try:
        done = subprocess.run(  # noqa: S603
            [program, "-C", str(folder), *arguments],
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, **ALONE},
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):  # ValueError: a null character in a name
        return None
    return done.stdout if done.returncode == 0 else None


def _images(content: bytes) -> Iterator[str]:
    """The names of images in what may be a source: plain relative ones. The loader says what is wrong with others."""
    try:
        value = json.loads(content) if len(content) <= LARGEST else None
    except (ValueError, RecursionError):
        return
    yield from sorted({name for name in _named(value) if _is_inside(name)})


def _named(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, dict):
            if isinstance(name := found.get("image"), str):
                yield name
            waiting += found.values()
        elif isinstance(found, list):
            waiting += found


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and name.isprintable() and "\\" not in name
