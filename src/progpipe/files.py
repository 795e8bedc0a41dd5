"""All writing: a folder that changes over whole, and a file that is replaced whole.

A reader finds the old folder or the new one, also when the writer is killed. POSIX only: the lock is
`flock`, and a folder that is open can be renamed.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from progpipe.errors import MachineError, UsageError

FILE_MODE: Final = 0o644
FOLDER_MODE: Final = 0o755
# renameat2(2): AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
HERE: Final = -100
EXCHANGE: Final = 2
# What a kernel, a file system or a sandbox says that does not know the exchange of two folders.
UNKNOWN: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM})
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def publish(files: Mapping[str, bytes], target: Path, *, may_replace: Callable[[Path], None]) -> None:
    """Make `target` a folder with exactly these files, by name, in one step.

    `may_replace` is given the folder that stands there now, unless that is empty, and raises where it must
    stay. Builds into the same folder wait for each other; what a killed build left is repaired or removed.

    Raises `UsageError` where something else than a folder stands at `target` or a name is not a plain file
    name, and `MachineError` where the machine cannot write. By each the old folder stays as it was.
    """
    for name in files:
        _require_plain(name)
    _require_plain(target.name)
    with _machine_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _lock(_beside(target, "lock")):
            _repair(target)
            _require_replaceable(target, may_replace)
            _write_and_change_over(files, target)


def replace_file(path: Path, content: bytes) -> None:
    """Give the file at `path` new content in one step; its mode stays, and a symbolic link is followed.

    Raises `MachineError` where it cannot be written; by that the old file stays as it was.
    """
    path = path.resolve()
    new = _beside(path, "new")
    with _machine_errors(path), _lock(_beside(path, "lock")):
        try:
            new.unlink(missing_ok=True)
            _write(new, content, path.stat().st_mode & 0o7777 if path.exists() else FILE_MODE)
            new.replace(path)
            _sync(path.parent)
        finally:
            new.unlink(missing_ok=True)


def _require_plain(name: str) -> None:
    if name in {"", ".", ".."} or "/" in name or "\\" in name or not name.isprintable():
        raise UsageError(f"{name!r} is not the name of a file in the bundle: use a plain name without a folder")


def _beside(target: Path, role: str) -> Path:
    """A hidden name of ours beside the target, on the same file system. Only the holder of the lock uses it."""
    return target.with_name(f".{target.name}.progpipe-{role}")


def _repair(target: Path) -> None:
    """Remove the old folder or the unfinished one; where only the first of two renames happened, take it back."""
    old = _beside(target, "old")
    if old.exists() and not os.path.lexists(target):
        old.rename(target)
    for leftover in (old, _beside(target, "new")):
        if leftover.exists():
            shutil.rmtree(leftover)


def _require_replaceable(target: Path, may_replace: Callable[[Path], None]) -> None:
    if target.is_symlink():
        raise UsageError(f"{target} is a symbolic link; progpipe replaces whole folders. Name the folder itself.")
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError(f"{target} is a file, not a folder. Remove it, or choose another folder with --out.")
    if any(target.iterdir()):
        may_replace(target)


def _write_and_change_over(files: Mapping[str, bytes], target: Path) -> None:
    new, old = _beside(target, "new"), _beside(target, "old")
    try:
        new.mkdir()
        new.chmod(FOLDER_MODE)
        for name, content in files.items():
            _write(new / name, content, FILE_MODE)
        _sync(new)
        _change_over(new, target, old)
        _sync(target.parent)
    finally:
        _repair(target)


def _write(path: Path, content: bytes, mode: int) -> None:
    with path.open("xb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the folder's entries last, where the file system can."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in UNKNOWN:
            raise
    finally:
        os.close(descriptor)


def _change_over(new: Path, target: Path, old: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        _rename_twice(new, target, old)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux). False where that is not to be had."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(HERE, os.fsencode(one), HERE, os.fsencode(other), ctypes.c_uint(EXCHANGE)) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _rename_twice(new: Path, target: Path, old: Path) -> None:
    """Between the two renames there is no target; where a build dies there, the next one repairs it."""
    target.rename(old)
    new.rename(target)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Wait until no other build holds this lock. The kernel lets go of it when its holder dies."""
    descriptor = _acquire(path)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if _is_still(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # its last holder removed the file: a new one may have come in its place


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


@contextmanager
def _machine_errors(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MachineError(f"{target} cannot be written: {error.strerror or error}. {_remedy(error.errno)}") from error


def _remedy(code: int | None) -> str:
    if code in FULL:
        return "The disk, or what you may use of it, is full: make room, or choose another folder with --out."
    if code == errno.ENAMETOOLONG:
        return (
            "Its name comes from the ids of the programme, its sections and its editions: choose fewer, or shorter ids."
        )
    return "Make the folder writable for you, or choose another one with --out."
