"""From `sys.argv` to an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from typing import Final

from progpipe.cli.arguments import parser
from progpipe.cli.commands import run
from progpipe.cli.printing import safe
from progpipe.errors import MachineError, ProgpipeError

# As a shell reports a program that a signal ended: 128 + SIGINT, 128 + SIGPIPE.
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
TRACEBACK: Final = "PROGPIPE_TRACEBACK"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, that of the process where left out, and return the exit status.

    0 done; 1 the input has problems; 2 wrong usage; 3 something is not installed; 4 the machine, or
    progpipe itself, failed.
    """
    _open_streams()
    _speak_utf8()
    try:
        status = run(parser().parse_args(argv))
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        return INTERRUPTED
    except ProgpipeError as error:
        _show_traceback(error)
        _say(str(error))
        return error.exit_code
    except Exception as error:  # nothing that a user does may end in a traceback
        return _bug(error)
    return status


def _open_streams() -> None:
    """Whoever starts a program can close its output, which is None then: what is printed goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end


def _speak_utf8() -> None:
    """Output is UTF-8 whatever the locale; a file name that is no text is shown with escapes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(message: str) -> None:
    print(f"progpipe: error: {safe(message)}", file=sys.stderr)


def _show_traceback(error: Exception) -> None:
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)


def _bug(error: Exception) -> int:
    _show_traceback(error)
    _say(
        f"this is a fault in progpipe ({type(error).__name__}: {error}). Please report it with what "
        f"{TRACEBACK}=1 shows when you run the same command again."
    )
    return MachineError.exit_code


def _silence() -> None:
    """Nobody reads any more; what is left in the buffer goes nowhere when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
