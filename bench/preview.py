"""How long it takes until a change is served, with `progpipe preview` running.

Two windows of a browser are played, that of the page and that of the PDF; what a browser adds is not in it.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from statistics import median
from typing import Final, TypeVar
from urllib.request import urlopen

from bench.measure import CommandFailedError, environment
from bench.ours import PROGRAM, Writer
from bench.programmes import Node, text_of

Answer = TypeVar("Answer")
ADDRESS: Final = re.compile(r"http://(?:127\.0\.0\.1|localhost):\d+")
TIMES: Final = 9
PATIENCE: Final = 120.0  # seconds, for the first build as for a change
BETWEEN: Final = 0.002  # seconds from one question to the next
QUIET: Final = {"BROWSER": "true", "PYTHONUNBUFFERED": "1"}  # no window opens, and what is printed comes at once


def measure(programme: Node, folder: Path, command: tuple[str, ...] = (PROGRAM, "preview")) -> tuple[float, float]:
    """Seconds from the moment when the file is saved until the HTML, and until the PDF, of the change are served.

    The first change is not timed. Raises `CommandFailedError` where the preview says or serves nothing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(programme, folder / "programme.json")
    writer.source.write_text(text_of(programme), encoding="utf-8")
    with _running((*command, str(writer.source)), folder) as address:
        found = [_after_a_change(writer, address, str(programme["id"])) for _ in range(TIMES + 1)][1:]
    return median(html for html, _ in found), median(pdf for _, pdf in found)


def _after_a_change(writer: Writer, address: str, stem: str) -> tuple[float, float]:
    """As two windows of a browser see it, the page and the PDF: each is told that there is news, and fetches it."""
    page, printed = f"{stem}.html", f"{stem}.pdf"
    pdf = _until(lambda: _fetched(f"{address}/{printed}"), "the PDF")
    with _news(address, page) as page_news, _news(address, printed) as pdf_news:
        writer.write()
        start = time.perf_counter()
        words = writer.words.encode()
        _until(lambda: page_news() and words in _fetched(f"{address}/{page}"), "the change in the page")
        shown = time.perf_counter() - start
        _until(lambda: pdf_news() and _fetched(f"{address}/{printed}") not in {pdf, b""}, "the change in the PDF")
        return shown, time.perf_counter() - start


@contextmanager
def _news(address: str, name: str) -> Iterator[Callable[[], bool]]:
    """What waits until there is news of a file: server-sent events, as in the script of the pages."""
    with urlopen(f"{address}/_progpipe/events?name={name}", timeout=PATIENCE) as stream:  # noqa: S310 - this machine

        def told() -> bool:
            line = stream.readline()
            while line and not line.startswith(b"data:"):
                line = stream.readline()
            if not line:
                raise CommandFailedError("progpipe preview: it ends while somebody waits for news")
            return True

        told()  # how it is now
        yield told


def _until(ask: Callable[[], Answer], what: str) -> Answer:
    end = time.monotonic() + PATIENCE
    while not (answer := ask()):
        if time.monotonic() > end:
            raise CommandFailedError(f"progpipe preview: {what} does not come")
        time.sleep(BETWEEN)
    return answer


def _fetched(address: str) -> bytes:
    """What is served there; nothing while nothing is."""
    try:
        with urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - an address of this machine
            content: bytes = answer.read()
            return content
    except (HTTPException, OSError):
        return b""


@contextmanager
def _running(command: tuple[str, ...], folder: Path) -> Iterator[str]:
    """The preview, until the block ends; its address."""
    said = folder / "said.txt"
    with said.open("wb") as stream:
        variables = environment(folder / "cache") | QUIET
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=stream, stderr=stream)
    try:
        yield _until(lambda: _address_of(process, said), "its address")
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address_of(process: subprocess.Popen[bytes], said: Path) -> str:
    text = said.read_text(encoding="utf-8", errors="replace")
    if process.poll() is not None:
        raise CommandFailedError(f"progpipe preview ended: {text[-2000:]}")
    found = ADDRESS.search(text)
    return found[0] if found else ""
