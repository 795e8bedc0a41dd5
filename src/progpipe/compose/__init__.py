"""`Programme` + `Edition` → `Publication`: the only place that knows both."""

from progpipe.compose.publication import compose
from progpipe.compose.requirement import Node, Standing, nodes, standing
from progpipe.options import Requirement

__all__ = ["Node", "Requirement", "Standing", "compose", "nodes", "standing"]
