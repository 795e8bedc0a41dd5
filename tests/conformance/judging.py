"""Validators by name, and files as targets of theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from progpipe.check.model import Result, Target, Validator
from progpipe.plugins import validators

TYPES = {".pdf": "application/pdf", ".epub": "application/epub+zip", ".html": "text/html"}
Judge = Callable[[str, Sequence[Path]], Mapping[Path, Result]]


def load(name: str) -> Validator:
    loaded = validators()[name].load()
    assert isinstance(loaded, Validator)
    return loaded


def target(path: Path) -> Target:
    return Target(path=path, name=path.name, media_type=TYPES[path.suffix])
