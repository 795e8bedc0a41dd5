"""What was published of the very same input: found without loading the programme, and so within milliseconds.

The key is the digest of everything that is known before a source is read: its bytes, what stands beside it, the
theme's files, what was asked for, and what would make it. The images that a source names are known only
afterwards: the record of a bundle has their digests, and stands for nothing where one of them has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from progpipe.cache.digests import digest
from progpipe.cache.fingerprints import code, surroundings, tree_digest
from progpipe.cache.store import Cache
from progpipe.data import BESIDE, data_folder
from progpipe.model import Order

LARGEST_THEME: Final = 32 << 20
LARGEST_FILE: Final = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A bundle that was published: its folder's name, the digest of each file, and what else was known of it.

    `images` are the digests of the images that the source names, below its folder. `artefacts` and `problems` are data
    for whoever made the record.
    """

    name: str
    files: Mapping[str, str]
    images: Mapping[str, str] = field(default_factory=dict)
    artefacts: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Mapping[str, Any], ...] = ()


def record_key(source: bytes, base: Path | None, order: Order) -> str | None:
    """The key of what is made of these bytes; None where something beside them cannot be read.

    `base` is the folder of the source.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        beside = None if base is None else _beside(base)
        return digest(
            "bundle", source, beside, _themes(order.theme), replace(order, theme=""), epoch, code(), surroundings()
        )
    except (OSError, ValueError, TypeError):
        return None


def theme_key(theme: str | Path) -> str | None:
    """The key of a theme that was read and checked; None where its folder cannot be read."""
    try:
        return digest("theme", _themes(theme), code(), surroundings())
    except (OSError, ValueError):
        return None


def _beside(base: Path) -> bytes | None:
    path = base / BESIDE
    if not os.path.lexists(path):
        return None
    with path.open("rb") as file:
        return file.read(LARGEST_FILE)


def _themes(theme: str | Path) -> tuple[str, ...]:
    """All themes that come with progpipe, which others extend, and the one that is wanted: its name, or its files."""
    ours = tree_digest(data_folder("themes"))
    if isinstance(theme, str) and not {"/", "\\"} & set(theme):
        return ours, theme
    folder = Path(theme)
    return ours, folder.resolve().name, tree_digest(folder, LARGEST_THEME)


def recall(cache: Cache, key: str, base: Path | None) -> Record | None:
    """The record under the key, if the images of the source are what they were."""
    content = cache.get(key)
    if content is None:
        return None
    found = json.loads(content)  # its digest was right: it is what `remember` wrote
    values: dict[str, Any] = {name: tuple(item) if isinstance(item, list) else item for name, item in found.items()}
    record = Record(**values)
    return record if all(_is_still(base, name, sha256) for name, sha256 in record.images.items()) else None


def _is_still(base: Path | None, name: str, sha256: str) -> bool:
    if base is None:
        return False
    try:
        path = (base / name).resolve(strict=True)
        if not path.is_relative_to(base.resolve()) or path.stat().st_size > LARGEST_FILE:
            return False
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except (OSError, ValueError, RuntimeError):
        return False


def remember(cache: Cache, key: str, record: Record, files: Mapping[str, bytes]) -> None:
    """Keep the record of a bundle that was published, and those of its files that are given."""
    for name, content in files.items():
        cache.put(record.files[name], content)
    fields = {name: getattr(record, name) for name in Record.__slots__}
    cache.put(key, json.dumps(fields, default=str).encode("utf-8"))


def unchanged(cache: Cache, key: str, base: Path | None, out: Path) -> Record | None:
    """The record under the key, if its bundle stands below `out` as it was published."""
    record = recall(cache, key, base)
    return record if record and stands(record, out / record.name) else None


def stands(record: Record, folder: Path) -> bool:
    """Whether the folder holds exactly the files of the record, byte for byte."""
    try:
        if folder.is_symlink() or set(os.listdir(folder)) != set(record.files):  # noqa: PTH208 - a set of names
            return False
        return all(_holds(folder / name, sha256) for name, sha256 in record.files.items())
    except OSError:
        return False


def _holds(path: Path, sha256: str) -> bool:
    return not path.is_symlink() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def files(cache: Cache, record: Record) -> dict[str, bytes] | None:
    """The files of the record; None where the cache no longer has all of them."""
    found: dict[str, bytes] = {}
    for name, sha256 in record.files.items():
        content = cache.get(sha256)
        if content is None:
            return None
        found[name] = content
    return found
