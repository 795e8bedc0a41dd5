"""The command line: arguments, printing, exit status. What it does is done by the layers to its left."""

from progpipe.cli.main import main

__all__ = ["main"]
