"""The command line: arguments, printing, exit status. What it does is done by the layers to its left."""

from progpipe.cli.main import main
from progpipe.cli.program import program

__all__ = ["main", "program"]
