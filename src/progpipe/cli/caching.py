"""`progpipe cache`: what was kept of earlier builds."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Final

from progpipe.cache import open_cache
from progpipe.cli.outcome import DONE
from progpipe.cli.printing import Printer
from progpipe.errors import UsageError

MEGABYTE: Final = 1_000_000


def cache(arguments: Namespace) -> int:
    """Show what the cache holds, or empty it. Raises `UsageError` where there is none."""
    found = open_cache()
    if found is None:
        raise UsageError(
            "there is no cache: PROGPIPE_CACHE turns it off, or names a folder that is not yours alone to write to"
        )
    if arguments.clear:
        found.clear()
    held = found.contents()
    printer = Printer(sys.stdout, {})
    printer.line(f"folder   {held.folder}")
    printer.line(f"entries  {held.entries}")
    printer.line(f"size     {held.bytes / MEGABYTE:.1f} of at most {held.limit / MEGABYTE:.0f} MB")
    return DONE
