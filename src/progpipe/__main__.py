"""`python -m progpipe` is the command line."""

from __future__ import annotations

from progpipe.cli import program

program()
