"""Other programs judge files: how they are started, how long they may take, and what counts as an answer.

A server is a program that reads a JSON list of paths from its input and writes one line of JSON for each, in
that order, as soon as it has judged it: a JVM or a browser that starts in seconds serves many files. Files are hostile:
one that hangs or kills the server costs only itself, and a new server goes on with the next.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, Final

from progpipe.check.model import NotVerifiedError
from progpipe.check.tools import environment

# The longest that one file may take, the start of the program included: a book of a thousand pages takes a third.
SECONDS: Final = 240.0
LONGEST_LINE: Final = 64 * 1024 * 1024
Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A file that the program could not judge, and why."""

    reason: str


def answers(
    command: Sequence[str | Path], paths: Sequence[Path], variables: Mapping[str, str], *, seconds: float | None = None
) -> Iterator[Answer | NoAnswer]:
    """What the server says of each file, in their order; `NoAnswer` for each that it could not judge."""
    done = 0
    while done < len(paths):
        with _Server(command, paths[done:], variables) as server:
            for path in paths[done:]:
                answer = server.answer(path, SECONDS if seconds is None else seconds)
                done += 1
                yield answer
                if isinstance(answer, NoAnswer):
                    break  # it is in no state to go on


class _Server:
    """A running server, and a thread that reads its lines: reading from a pipe has no time limit of its own."""

    def __init__(self, command: Sequence[str | Path], paths: Sequence[Path], variables: Mapping[str, str]) -> None:
        self._lines: Queue[bytes] = Queue()
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it is closed with the server
        try:
            self._process = subprocess.Popen(  # noqa: S603
                [str(word) for word in command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=environment(**variables),
                start_new_session=True,  # so that what it starts can be ended with it
            )
        except OSError as error:
            self._errors.close()
            raise NotVerifiedError(f"{command[0]} does not start: {error}") from error
        Thread(target=self._read, daemon=True).start()
        with suppress(OSError):  # it has ended already: the missing answer will say so
            self._input.write(json.dumps([str(path) for path in paths]).encode("ascii"))
            self._input.close()

    def __enter__(self) -> _Server:
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)
        self._errors.close()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            while line := lines.readline(LONGEST_LINE):
                self._lines.put(line)
        self._lines.put(b"")

    def answer(self, path: Path, seconds: float) -> Answer | NoAnswer:
        """The next line: it must be the answer for this very file."""
        try:
            line = self._lines.get(timeout=seconds)
        except Empty:
            return NoAnswer(f"it gave no answer within {seconds:.0f} seconds")
        if not line:
            return NoAnswer(f"it ended without an answer{self._last_words()}")
        try:
            answer = json.loads(line)
        except (ValueError, RecursionError):
            return NoAnswer(f"it printed something else than an answer: {line[:200]!r}")
        if not isinstance(answer, dict) or answer.get("path") != str(path):
            return NoAnswer(f"it answered for another file than {path.name}: {line[:200]!r}")
        if reason := answer.get("failed"):
            return NoAnswer(str(reason))
        return answer

    def _last_words(self) -> str:
        """How it ended, and the end of what it wrote about that."""
        status = self._process.wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - 2000))
        said = " ".join(self._errors.read().decode("utf-8", "replace").split()[-60:])
        return f" (exit status {status}): {said}" if said else f" (exit status {status})"


def run(command: Sequence[str | Path], variables: Mapping[str, str], *, seconds: float | None = None) -> bytes:
    """What a program prints. Its exit status says what it found, so only silence or a time limit is a failure."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=errors,
                env=environment(**variables),
                start_new_session=True,
            )
        except OSError as error:
            raise NotVerifiedError(f"{command[0]} does not start: {error}") from error
        limit = SECONDS if seconds is None else seconds
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            raise NotVerifiedError(f"it gave no answer within {limit:.0f} seconds") from None
        finally:
            _end(process)
        for stream in (out, errors):
            stream.seek(0)
        said = out.read(LONGEST_LINE)
        if not said.strip():
            told = " ".join(errors.read().decode("utf-8", "replace").split()[-60:])
            raise NotVerifiedError(f"it printed nothing (exit status {process.returncode}): {told}")
        return said


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it has started: kindly first, so that a browser can go with it."""
    for number in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if process.poll() is not None:
            break
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, number)
            else:
                process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
    if process.poll() is None:
        process.kill()
    if process.stdin is not None and not process.stdin.closed:
        with suppress(OSError):
            process.stdin.close()
