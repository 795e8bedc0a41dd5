"""One canonical programme, published in every format.

programme = progpipe.load("source/alingsas-2027-2030.json")
bundle = progpipe.build(programme, out="dist")

A name is imported when it is used for the first time (PEP 562), so that `progpipe.load` costs no more than loading.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from progpipe.batch import Batch, Failure, Published, build_many
    from progpipe.build import build
    from progpipe.bundle import Bundle, PublishedArtefact
    from progpipe.check import CheckReport, check
    from progpipe.errors import (
        BuildError,
        MachineError,
        MissingDependencyError,
        PluginError,
        Problem,
        ProgpipeError,
        Severity,
        UsageError,
        ValidationError,
    )
    from progpipe.lint import Report, lint
    from progpipe.load import load
    from progpipe.model import Edition, Programme
    from progpipe.review.status import status

__all__ = [
    "Batch",
    "BuildError",
    "Bundle",
    "CheckReport",
    "Edition",
    "Failure",
    "MachineError",
    "MissingDependencyError",
    "PluginError",
    "Problem",
    "ProgpipeError",
    "Programme",
    "Published",
    "PublishedArtefact",
    "Report",
    "Severity",
    "UsageError",
    "ValidationError",
    "build",
    "build_many",
    "check",
    "lint",
    "load",
    "status",
]

# Where each public name comes from: what type checkers read above.
_HOMES = {
    "batch": ("Batch", "Failure", "Published", "build_many"),
    "build": ("build",),
    "bundle": ("Bundle", "PublishedArtefact"),
    "check": ("CheckReport", "check"),
    "errors": (
        "BuildError",
        "MachineError",
        "MissingDependencyError",
        "PluginError",
        "Problem",
        "ProgpipeError",
        "Severity",
        "UsageError",
        "ValidationError",
    ),
    "lint": ("Report", "lint"),
    "load": ("load",),
    "model": ("Edition", "Programme"),
    "review.status": ("status",),
}
_HOME = {name: f"progpipe.{home}" for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """`progpipe.load` is the function, also after something has imported the module of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
