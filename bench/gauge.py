"""Run one command and write down what it cost. A program of its own: `python -I -S gauge.py RESULT EVERY -- COMMAND`.

It is small, since Linux counts the memory of the program that starts a command as the command's own peak. CPU is user
and system time of all processes of the command (getrusage, RUSAGE_CHILDREN); those that outlive their parent come to
us and are waited for, so that nothing that works in the background is missed. `largest` is the peak of the largest
process (ru_maxrss). With EVERY seconds above 0, all processes are looked at that often: `samples` says how much memory
they have together, what they share counted once (Pss of /proc; Linux only). Looking costs time, so a run that is
timed to the millisecond has none.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
PATIENCE = 5.0  # seconds for what a command left running
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


def gauge(command: list[str], every: float) -> dict[str, object]:
    """Run the command to its end; what it printed stays in our streams."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    began, start = time.time(), time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    samples = list(_watched(process, start, every)) if every else []
    status = process.wait()
    wall = time.perf_counter() - start
    _wait_for_orphans()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest = used.ru_maxrss * UNIT
    cpu = used.ru_utime + used.ru_stime
    return {"status": status, "began": began, "cpu": cpu, "wall": wall, "largest": largest, "samples": samples}


def _watched(process: subprocess.Popen[bytes], start: float, every: float) -> Iterator[tuple[float, int]]:
    while process.poll() is None:
        yield time.perf_counter() - start, sum(_memory(pid) for pid in _below(os.getpid()))
        time.sleep(every)


def _below(pid: int) -> Iterator[int]:
    """All processes below that one, as Linux lists them."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, children.read_text().split()):
                yield child
                yield from _below(child)


def _memory(pid: int) -> int:
    """Bytes of memory of a process, its part of what it shares included; 0 for one that has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _wait_for_orphans() -> None:
    """Wait for what outlived its parent, then end it."""
    patience = time.monotonic() + PATIENCE
    with suppress(ChildProcessError):
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if not pid and time.monotonic() > patience:
                _end(list(_below(os.getpid())))
            if not pid:
                time.sleep(0.005)


def _end(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, 9)


if __name__ == "__main__":
    _, result, interval, _, *arguments = sys.argv
    Path(result).write_text(json.dumps(gauge(arguments, float(interval))))
