"""The files that are checked: those that were named, and those in the folders that were named."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from progpipe.check.kinds import EMPTY, PROMISES, kind, media_type
from progpipe.check.model import Finding, Result, Target
from progpipe.errors import UsageError

OURS: Final = "progpipe files"  # who says that a file is not what it is called, or cannot be read
LARGEST: Final = 1 << 30  # bytes: every validator reads a file whole


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """Something in a folder at which no validator looks, and why. `media_type` is that of an ordinary file."""

    name: str
    reason: str
    media_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is to check: `targets`; `results` of files that no validator can be given; what is `passed_over`.

    `named` are the files that were asked for one by one, `order` all of them as they were found.
    """

    targets: tuple[Target, ...]
    named: frozenset[Path]
    order: tuple[Path, ...]
    results: tuple[Result, ...]
    passed_over: tuple[PassedOver, ...]


def find_targets(paths: Sequence[Path | str]) -> Found:
    """Every file that is named or stands in a folder that is named, once, in the order of names within a folder.

    Raises `UsageError` where a path leads nowhere, or to something that is no file and no folder.
    """
    if isinstance(paths, str | Path) or not paths:
        raise UsageError("name the files and folders to check in a list, at least one")
    places = [Path(path) for path in paths]
    for path in places:
        _require_there(path)
    return _sorted_out(_once(place for path in places for place in _places(path)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    path: Path
    name: str
    named: bool = False
    reason: str = ""  # why it is passed over, or cannot be looked into


def _require_there(path: Path) -> None:
    try:
        there = path.is_dir() or path.is_file()
        exists = there or path.exists()
    except (OSError, ValueError) as error:  # a folder on the way is closed; a name has a null character
        raise UsageError(f"{path} cannot be looked at: {getattr(error, 'strerror', None) or error}") from error
    if not exists:
        raise UsageError(f"there is no file or folder {path}")
    if not there:
        raise UsageError(f"{path} is neither a file nor a folder")


def _places(path: Path) -> Iterator[_Place]:
    if path.is_file():
        yield _Place(path=path, name=path.name or str(path), named=True)
        return
    closed: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=closed.append):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        entries = [*files, *(name for name in folders if (here / name).is_symlink())]
        for name in sorted(entry for entry in entries if not entry.startswith(".")):
            yield _in_folder(here / name, path)
    for error in closed:
        place = Path(error.filename)
        inside = str(place.relative_to(path)) if place != path else place.name
        yield _Place(path=place, name=f"{inside}/", named=True, reason=_cause(error))


def _in_folder(path: Path, folder: Path) -> _Place:
    name = path.relative_to(folder).as_posix()
    if path.is_file():
        return _Place(path=path, name=name)
    if not path.is_symlink():
        return _Place(path=path, name=name, reason="it is no ordinary file")
    reason = "it is a link to another folder" if path.is_dir() else "it is a link that leads nowhere"
    return _Place(path=path, name=name, reason=reason)


def _once(places: Iterator[_Place]) -> list[_Place]:
    """Each file once; where two are called the same, both by their paths."""
    first: dict[Path, _Place] = {}
    for place in places:
        real = place.path.absolute() if place.reason else place.path.resolve()
        known = first.setdefault(real, place)
        first[real] = replace(known, named=known.named or place.named)
    names = Counter(place.name for place in first.values())
    return [replace(place, name=str(place.path)) if names[place.name] > 1 else place for place in first.values()]


def _sorted_out(places: Sequence[_Place]) -> Found:
    targets: list[Target] = []
    results: list[Result] = []
    passed_over: list[PassedOver] = []
    for place in places:
        found = _look(place)
        if isinstance(found, Target):
            targets.append(found)
        elif isinstance(found, Result):
            results.append(found)
        else:
            passed_over.append(found)
    return Found(
        targets=tuple(targets),
        named=frozenset(place.path for place in places if place.named),
        order=tuple(place.path for place in places),
        results=tuple(results),
        passed_over=tuple(passed_over),
    )


def _look(place: _Place) -> Target | Result | PassedOver:
    """The file as a target, or what keeps it from being one."""
    promised = PROMISES.get(place.path.suffix.lower())
    if place.reason:
        if place.named or promised:
            return _unread(place, place.reason)
        return PassedOver(name=place.name, reason=place.reason)
    try:
        size, media = place.path.stat().st_size, media_type(place.path)
    except OSError as error:
        return _unread(place, _cause(error))
    target = Target(path=place.path, name=place.name, media_type=media)
    if (promised and media not in promised) or (place.named and media == EMPTY):
        return Result(target=target, validator=OURS, findings=(_misnamed(target),))
    if size > LARGEST:
        return _unread(place, f"it has {size:,} bytes; at most {LARGEST:,} are checked")
    return target


def _unread(place: _Place, reason: str) -> Result:
    target = Target(path=place.path, name=place.name, media_type="")
    return Result(target=target, validator=OURS, reason=reason)


def _misnamed(target: Target) -> Finding:
    if target.media_type == EMPTY:
        return Finding(code="empty", level="error", message="The file is empty.", remedy="Put the real file there.")
    said = target.path.suffix.lower()
    return Finding(
        code="kind",
        level="error",
        message=f"The name ends with {said}, but what is in the file is something else: {kind(target.media_type)}.",
        remedy="Give it the name of what it is, or make it anew: it may have been damaged on its way.",
    )


def _cause(error: OSError) -> str:
    return f"it cannot be read: {error.strerror or error}"
