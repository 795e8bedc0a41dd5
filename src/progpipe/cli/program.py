"""The command line as a process of its own: how it ends."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

from progpipe.cli.main import main
from progpipe.collector import be_patient


def program() -> NoReturn:
    """Run the command line of this process, and end it with the exit status.

    What was put off until the end is done, and what was written is sent. Then the process ends at once: before its own
    end Python would take every object apart, a tenth of the time of a small build, and the memory is given back anyway.
    """
    be_patient()
    status = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # nobody listens any more
            stream.flush()
    os._exit(status)
