"""`Programme` + `Edition` → `Publication`: the only place that knows both."""

from progpipe.compose.publication import compose
from progpipe.compose.requirement import Requirement

__all__ = ["Requirement", "compose"]
