"""What the tests of the preview share: a small programme, an executor that waits, and a browser without a screen."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from progpipe.build.workers import Here
from progpipe.model import Order
from progpipe.preview import Preview, open_preview

PATIENCE = 20  # seconds; a test ends as soon as it knows
ORDER = Order(formats=("pdf", "html"))

PROGRAMME: dict[str, Any] = {
    "id": "smastad-2027",
    "language": "sv",
    "title": "Program för Småstad",
    "period": {"from": 2027, "to": 2030},
    "publisher": {"name": "Småstadspartiet"},
    "release": {"version": "1", "status": "draft"},
    "sections": [
        {
            "id": "skolan",
            "type": "policy",
            "title": "Skolan",
            "blocks": [{"type": "paragraph", "text": "Alla barn ska lära sig läsa."}],
            "commitments": [{"id": "fler-larare", "text": "Anställ 10 lärare."}],
        }
    ],
}


def write(source: Path, text: str) -> None:
    """Save as an editor does: a new file, and a rename."""
    new = source.with_name(f"{source.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(source)


def text(*changes: tuple[str, str]) -> str:
    """The programme as a text, with some words in the place of others."""
    found = json.dumps(PROGRAMME, ensure_ascii=False, indent=2)
    for old, new in changes:
        assert old in found
        found = found.replace(old, new)
    return found


class Held(Executor):
    """Steps that run when the test lets them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[tuple[Future[Any], Callable[[], Any]]] | None = []
        self.cancelled: list[Future[Any]] = []

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        with self._lock:
            if self._waiting is not None:
                self._waiting.append((future, lambda: function(*arguments, **named)))
                return future
        _run(future, lambda: function(*arguments, **named))
        return future

    def hold(self) -> None:
        """From now on steps wait."""
        with self._lock:
            self._waiting = []

    def release(self) -> None:
        """Run all that waits, and from now on each step at once."""
        with self._lock:
            waiting, self._waiting = self._waiting or [], None
        self.cancelled = [future for future, _ in waiting if future.cancelled()]
        for future, step in waiting:
            _run(future, step)


def _run(future: Future[Any], step: Callable[[], Any]) -> None:
    if future.set_running_or_notify_cancel():
        future.set_result(step())


def words(page: str) -> str:
    """What can be read of a page."""
    return " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).split())


@dataclass
class Reader:
    """Asks the server as a browser does."""

    port: int

    def get(self, path: str, **headers: str) -> tuple[int, str, bytes]:
        """The status, the media type and the body."""
        answer, body = self.answer(path, {name.replace("_", "-"): value for name, value in headers.items()})
        return answer.status, answer.headers.get_content_type(), body

    def answer(self, path: str, headers: dict[str, str], method: str = "GET") -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            with connection.getresponse() as answer:
                return answer, answer.read()
        finally:
            connection.close()

    def page(self, name: str) -> str:
        return self.get(f"/{name}")[2].decode("utf-8")

    def until(self, name: str, wanted: Callable[[str], bool]) -> str:
        """Follow a page, as the script in it does, until it shows what is wanted."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", f"/_progpipe/events?name={name}")
        with closing(connection), connection.getresponse() as stream:
            assert stream.headers.get_content_type() == "text/event-stream"
            end = time.monotonic() + PATIENCE
            while (line := stream.readline()) and time.monotonic() < end:
                if line.startswith(b"data: ") and wanted(shown := self.page(f"_progpipe/shown?name={name}")):
                    return shown
        raise AssertionError(f"{name} never showed what was wanted, but: {words(self.page(name))[-1500:]}")


@contextmanager
def previewed(source: Path, order: Order = ORDER, executor: Callable[[], Executor] = Here) -> Iterator[Reader]:
    """A preview at work in a thread, and somebody who reads it."""
    with open_preview(source, order, port=0, executor=executor) as preview, running(preview):
        yield Reader(int(preview.address.rstrip("/").rpartition(":")[2]))


@contextmanager
def running(preview: Preview) -> Iterator[None]:
    thread = threading.Thread(target=preview.run)
    thread.start()
    try:
        yield
    finally:
        preview.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()
