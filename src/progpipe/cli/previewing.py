"""`progpipe preview`: the programme in a browser, while it is written."""

from __future__ import annotations

import signal
import sys
import webbrowser
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from progpipe.cli.outcome import DONE
from progpipe.cli.printing import Printer
from progpipe.cli.sources import STDIN, theme_of
from progpipe.errors import UsageError
from progpipe.model import Order

STOPPED: Final = 128  # as a shell reports a program that a signal ended, and the signal's number


def preview(arguments: Namespace) -> int:
    """Serve the bundle of a source, and make it anew whenever something of it changes, until Ctrl-C."""
    from progpipe.preview import open_preview  # noqa: PLC0415 - the engines, which no other command needs

    if arguments.source == STDIN:
        raise UsageError("standard input cannot be watched: name a file")
    order = Order(
        editions=None if arguments.edition is None else tuple(arguments.edition),
        formats=None if arguments.format is None else tuple(arguments.format),
        theme=theme_of(arguments),
        sections=tuple(arguments.section or ()),
        require=arguments.require,
    )
    with _ending_in_order(), open_preview(Path(arguments.source), order, port=arguments.port) as opened:
        Printer(sys.stdout, {}).line(f"{arguments.source}: {opened.address} (Ctrl-C ends it)")
        sys.stdout.flush()
        if arguments.open:
            webbrowser.open(opened.address)
        opened.run()
    return DONE


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """What asks the process to end is an exception, so that its workers end too."""

    def end(number: int, _: object) -> None:
        raise SystemExit(STOPPED + number)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)
