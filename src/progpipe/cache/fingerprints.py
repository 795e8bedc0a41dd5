"""What a result depends on besides its input: this code, what is installed beside it, and the engines of the system."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Final

from progpipe.data import PACKAGE, data_folder

INSTALLED: Final = (".dist-info", ".egg-info")
# The libraries that WeasyPrint opens, and what each of them says of its version.
LIBRARIES: Final = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.dylib"), "hb_version_string"),
    (("libfontconfig.so.1", "libfontconfig.dylib"), "FcGetVersion"),
)
LARGEST_TREE: Final = 64 << 20


@lru_cache(maxsize=1)
def code() -> str:
    """The SHA-256 of every file of this package and of the schemas: its version, also while somebody works on it."""
    return tree_digest(PACKAGE) + tree_digest(data_folder("schema"))


@lru_cache(maxsize=1)
def surroundings() -> tuple[str, ...]:
    """Python, every installed distribution with its version, and the libraries of the engines. Nothing is imported."""
    return (sys.version, sys.platform, *engines(), *_distributions())


@lru_cache(maxsize=1)
def engines() -> tuple[str, ...]:
    """The versions of the system's libraries that set type; empty for one that is not there."""
    return tuple(_version(names, function) for names, function in LIBRARIES)


def tree_digest(folder: Path, limit: int = LARGEST_TREE) -> str:
    """The SHA-256 over every file of a folder, by name and content, compiled Python left out.

    Raises `ValueError` where there is more than `limit` bytes, and `OSError`.
    """
    found = hashlib.sha256()
    root = os.path.join(folder, "")  # noqa: PTH118 - half a thousand files
    for path in _files(folder):
        with open(path, "rb") as file:  # noqa: PTH123
            content = file.read()
        limit -= len(content)
        if limit < 0:
            raise ValueError(f"{folder} has too much in it")
        found.update(f"{path.removeprefix(root)}\n{len(content)}\n".encode("utf-8", "surrogateescape"))
        found.update(content)
    return found.hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (os.path.join(root, name) for name in sorted(files))  # noqa: PTH118 - half a thousand of them


def _distributions() -> Iterator[str]:
    """`weasyprint-70.0.dist-info`, and so on: the names of these folders carry the versions."""
    for entry in sys.path:
        with suppress(OSError):
            yield from sorted(name for name in os.listdir(entry or ".") if name.endswith(INSTALLED))  # noqa: PTH208


def _version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        with suppress(OSError, AttributeError):
            return _said(getattr(ctypes.CDLL(name), function))
    return ""


def _said(function: Callable[[], object]) -> str:
    function.restype = ctypes.c_char_p if function.__name__ != "FcGetVersion" else ctypes.c_int  # type: ignore[attr-defined]
    found = function()
    return found.decode("ascii") if isinstance(found, bytes) else str(found)
