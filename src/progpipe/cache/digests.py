"""The digest of a value: what a step depends on, as a key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from pathlib import PurePath
from typing import Final

PLAIN: Final = (bool, int, float, type(None))
Put = Callable[[bytes], object]


def digest(*values: object) -> str:
    """The SHA-256 (hexadecimal) of values made of dataclasses, tuples, mappings, sets, texts, bytes and numbers.

    Equal values have equal digests in every process, and values that differ differ in theirs: each part is written with
    its kind and its length. Raises `TypeError` for a value of another kind.
    """
    parts: list[bytes] = []
    _write(values, parts.append)
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _write(value: object, put: Put) -> None:
    kind = type(value)
    if kind is str:
        _text(value, put)  # type: ignore[arg-type]
    elif isinstance(value, tuple | list):
        put(b"(%d:" % len(value))
        for item in value:
            _write(item, put)
    elif isinstance(value, Enum):
        put(b"e")
        _text(f"{kind.__qualname__}.{value.name}", put)
    elif kind in PLAIN:
        put(f"{value!r};".encode("ascii"))
    elif is_dataclass(kind):
        _fields(value, kind, put)
    else:
        _less_common(value, put)


def _less_common(value: object, put: Put) -> None:
    if isinstance(value, bytes):
        put(b"b%d:" % len(value))
        put(value)
    elif isinstance(value, Mapping):
        put(b"{%d:" % len(value))
        for key in sorted(value):
            _write(key, put)
            _write(value[key], put)
    elif isinstance(value, frozenset | set):
        put(b"s")
        _write(sorted(value), put)
    elif isinstance(value, PurePath):
        put(b"p")
        _text(str(value), put)
    else:
        raise TypeError(f"a {type(value).__name__} has no digest")


def _text(value: str, put: Put) -> None:
    content = value.encode("utf-8", "surrogatepass")
    put(b'"%d:' % len(content))
    put(content)


def _fields(value: object, kind: type, put: Put) -> None:
    name, names = _described(kind)
    put(name)
    for field in names:
        _write(getattr(value, field), put)


@lru_cache(maxsize=256)
def _described(kind: type) -> tuple[bytes, tuple[str, ...]]:
    names = tuple(field.name for field in fields(kind))
    return f"<{kind.__module__}.{kind.__qualname__} {len(names)}:".encode(), names
