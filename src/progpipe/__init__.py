"""One canonical programme, published in every format.

programme = progpipe.load("source/alingsas-2027-2030.json")
bundle = progpipe.build(programme, out="dist")
"""

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
from progpipe.review import status

__all__ = [
    "BuildError",
    "Bundle",
    "CheckReport",
    "Edition",
    "MachineError",
    "MissingDependencyError",
    "PluginError",
    "Problem",
    "ProgpipeError",
    "Programme",
    "PublishedArtefact",
    "Report",
    "Severity",
    "UsageError",
    "ValidationError",
    "build",
    "check",
    "lint",
    "load",
    "status",
]
