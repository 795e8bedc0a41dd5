"""The other end of `processes`: reads the list of files, and writes one line of JSON for each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Judge = Callable[[Path], Mapping[str, Any]]


def serve(judge: Judge) -> None:
    """Judge each file of the list, and end at the first that cannot be judged: then nothing here can be trusted.

    The answers go to the output that the program was started with; whatever else a library prints goes to the errors.
    """
    out = os.dup(1)
    os.dup2(2, 1)
    for name in json.load(sys.stdin):
        answer = _answer(judge, Path(name))
        _write(out, (json.dumps({**answer, "path": name}) + "\n").encode("ascii"))
        if "failed" in answer:
            break
    os._exit(0)  # without waiting for the threads of a JVM


def _answer(judge: Judge, path: Path) -> Mapping[str, Any]:
    try:
        return judge(path)
    except Exception as error:  # whatever a library raises, the one who asked is told
        return {"failed": f"{type(error).__name__}: {error}"[:1000]}


def _write(out: int, line: bytes) -> None:
    while line:
        line = line[os.write(out, line) :]
