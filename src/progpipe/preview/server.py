"""The server of a preview: Python's own `http.server`, for this machine alone.

It needs no package, each page that waits for news is a thread that ends with the process, and the files come from a
table in memory: a path of the disk has no part in it. (Servers that end in good order, such as uvicorn, wait on
Ctrl-C for pages that wait for news.)
"""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

from progpipe.errors import UsageError
from progpipe.preview.frame import followed, pdf_frame
from progpipe.preview.page import missing_page
from progpipe.preview.shelf import MISSING, PAGE, WARNINGS, Shelf, State

HOST: Final = "127.0.0.1"
PORT: Final = 8765
TRIED: Final = 20  # ports from PORT on, where none was asked for
OWN: Final = "_progpipe/"  # where what is no file of the bundle stands
EVENTS, SHOWN, SCRIPT, WARNED = f"{OWN}events", f"{OWN}shown", f"{OWN}follow.js", f"{OWN}varningar"
FIRST: Final = "index.html"
DOCUMENT: Final = "document"  # Sec-Fetch-Dest of what fills a tab
PDF: Final = "application/pdf"
BEAT: Final = 10.0  # seconds until a stream that waits is written to, which shows whether anybody is there
NOTHING: Final[Mapping[str, str]] = {}
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Server(ThreadingHTTPServer):
    """Serves a shelf on 127.0.0.1. `theme` is that of the pages of its own."""

    daemon_threads = True

    def __init__(self, shelf: Shelf, theme: str | Path, port: int) -> None:
        self.shelf, self.theme = shelf, theme
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Bind, without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever goes away in the middle is no fault."""

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"


@contextmanager
def served(shelf: Shelf, theme: str | Path, port: int | None) -> Iterator[Server]:
    """The server, at work until the block ends. Raises `UsageError` where the port cannot be had."""
    server = _server(shelf, theme, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="progpipe serve", daemon=True)
    thread.start()
    try:
        yield server
    finally:
        shelf.close()
        server.shutdown()
        server.server_close()


def _server(shelf: Shelf, theme: str | Path, port: int | None) -> Server:
    for wanted in range(PORT, PORT + TRIED) if port is None else (port,):
        try:
            return Server(shelf, theme, wanted)
        except (OSError, OverflowError) as error:
            cause = getattr(error, "strerror", None) or str(error)
    if port is None:
        raise UsageError(f"none of the ports {PORT} to {PORT + TRIED - 1} can be had ({cause}): choose one with --port")
    raise UsageError(f"the port {port} cannot be had ({cause}): choose another one with --port, or leave it out")


class Handler(BaseHTTPRequestHandler):
    """One connection. Only GET and HEAD, only for this machine, only what is in the table."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "progpipe", ""
    timeout = 60
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        if not self._is_for_us():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"This server answers to 127.0.0.1 only.\n")
            return
        url = urlsplit(self.path)
        name = unquote(url.path).removeprefix("/") or FIRST
        query = {key: values[-1] for key, values in parse_qs(url.query).items()}
        if name == EVENTS:
            self._events(query)
        elif name == SHOWN:
            self._page(query.get("name", ""))
        elif name == WARNED:
            self._page(WARNINGS)
        elif name == SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", script())
        else:
            self._file(name)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is for what is wrong."""

    def _is_for_us(self) -> bool:
        """Whether the browser asked for this very server: another name may lead here too (DNS rebinding)."""
        port = self.server.server_port
        return self.headers.get_all("Host") in ([f"{HOST}:{port}"], [f"localhost:{port}"])

    def _file(self, name: str) -> None:
        """A file of the bundle as it is; but what a browser shows in a tab is a page that is followed."""
        shelf, tab = self.server.shelf, self.headers.get("Sec-Fetch-Dest") == DOCUMENT
        file = shelf.file(name)
        page = file.is_page or (tab and file.media_type == PDF) if file else name == FIRST
        if page or (tab and (shelf.problems or file is None)):
            self._page(name)
        elif file:
            self._send(HTTPStatus.OK, file.media_type, file.content)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"There is no such file.\n")

    def _page(self, name: str) -> None:
        """What there is to see under a name: the page, the PDF in a frame, the problems, or that there is nothing."""
        shelf = self.server.shelf
        state = shelf.state(name)  # first: what is then shown is at least as new
        file = shelf.problems or (shelf.warnings if name == WARNINGS else shelf.file(name))
        if file is None:
            content = missing_page("" if name == WARNINGS else name, self.server.theme)
        else:
            content = file.content if file.is_page else pdf_frame(file)
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        self._send(status, PAGE, followed(content, name, replace(state, version=file.version if file else MISSING)))

    def _events(self, query: dict[str, str]) -> None:
        """Tells, as server-sent events, whenever there is something else to see under the name."""
        shelf, name = self.server.shelf, query.get("name", "")
        known = State(version=query.get("version", ""), warnings=-1)
        self._begin(HTTPStatus.OK, "text/event-stream")
        self.close_connection = True
        with shelf.reading(name):
            while True:
                new = shelf.wait(name, known, BEAT)
                if shelf.closed:
                    return
                self.wfile.write(f"data: {json.dumps(asdict(new))}\n\n".encode() if new else b":\n\n")
                known = new or known

    def _send(self, status: HTTPStatus, media_type: str, content: bytes) -> None:
        self._begin(status, media_type, {"Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, media_type: str, further: Mapping[str, str] = NOTHING) -> None:
        text = media_type.startswith("text/") or media_type == "application/json"
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8" if text else media_type)
        for name, value in {**HEADERS, **further}.items():
            self.send_header(name, value)
        self.end_headers()


@cache
def script() -> bytes:
    """The script that the pages get when they are served; no file of the bundle has one."""
    return Path(__file__).with_name("follow.js").read_bytes()
