"""A damage: one fault in a good file, and the validator and the code that must go red for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Damage:
    """`make` writes the damaged file to the second path, from the good one. `place` is a part of where it is found."""

    name: str
    validator: str
    code: str
    make: Callable[[Path, Path], None]
    place: str = ""
