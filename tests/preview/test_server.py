"""The server is for this machine alone, and serves what is in its table alone."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from previewing import Reader

from progpipe.errors import UsageError
from progpipe.preview import server
from progpipe.preview.server import served
from progpipe.preview.shelf import Shelf

PAGE = b"<!DOCTYPE html><html><body><p>Hej</p></body></html>"


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf()
    made.put("a.html", "text/html", PAGE)
    made.put("a b.pdf", "application/pdf", b"%PDF")
    return made


@pytest.fixture
def reader(shelf: Shelf) -> Iterator[Reader]:
    with served(shelf, "default", 0) as made:
        assert made.address == f"http://127.0.0.1:{made.server_port}/"
        yield Reader(made.server_port)


def test_a_page_gets_a_script_and_the_file_none(reader: Reader, shelf: Shelf) -> None:
    status, media_type, body = reader.get("/a.html")
    assert (status, media_type) == (200, "text/html")
    assert b'<script src="/_progpipe/follow.js" data-name="a.html"' in body
    file = shelf.file("a.html")
    assert file
    assert file.content == PAGE
    assert reader.get("/_progpipe/follow.js")[1] == "text/javascript"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1:{port}.evil.example", ""]
)
def test_who_asked_for_another_server_gets_nothing(reader: Reader, host: str) -> None:
    for path in ("/a.html", "/_progpipe/events?name=a.html", "/_progpipe/shown?name=a.html"):
        status, _, body = reader.get(path, Host=host.format(port=reader.port))
        assert status == 421
        assert b"Hej" not in body


def test_this_machine_may_be_called_localhost(reader: Reader) -> None:
    assert reader.get("/a.html", Host=f"localhost:{reader.port}")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/..%2fpyproject.toml",
        "//etc/passwd",
        "/etc/passwd",
        f"/{quote(str(Path(__file__)))}",
        "/a.html/",
        "/./a.html",
        "/A.HTML",
        "/a.html%00",
        "/_progpipe/",
        "/_progpipe/server.py",
    ],
)
def test_only_names_of_the_table_lead_anywhere(reader: Reader, path: str) -> None:
    assert reader.get(path)[0] == 404
    status, _, body = reader.get(path, Sec_Fetch_Dest="document")
    assert status == 404
    assert b"Hej" not in body


@pytest.mark.parametrize("path", ["/a.html", "/a%20b.pdf", "/none", "/_progpipe/events?name=a.html"])
def test_nothing_is_kept_and_nothing_is_shared(reader: Reader, path: str, shelf: Shelf) -> None:
    if "events" in path:
        shelf.close()
    answer, _ = reader.answer(path, {"Origin": "https://evil.example"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(reader: Reader, method: str) -> None:
    assert reader.answer("/a.html", {}, method)[0].status == 501


def test_the_head_of_a_file(reader: Reader) -> None:
    answer, body = reader.answer("/a%20b.pdf", {}, "HEAD")
    assert (answer.status, answer.headers["Content-Length"], body) == (200, "4", b"")


def test_a_pdf_in_a_tab_stands_in_a_frame_that_is_followed(reader: Reader) -> None:
    assert reader.get("/a%20b.pdf")[1:] == ("application/pdf", b"%PDF")
    assert reader.get("/a%20b.pdf", Sec_Fetch_Dest="iframe")[2] == b"%PDF"
    _, media_type, body = reader.get("/a%20b.pdf", Sec_Fetch_Dest="document")
    assert media_type == "text/html"
    assert b'<iframe title="a b.pdf" src="/a%20b.pdf?' in body
    assert b'data-name="a b.pdf"' in body


def test_problems_take_the_place_of_pages_and_of_a_pdf_in_a_tab(reader: Reader, shelf: Shelf) -> None:
    shelf.refuse(b"<html><body>Fel</body></html>")
    for path in ("/", "/a.html", "/_progpipe/shown?name=a.html"):
        assert b"Fel" in reader.get(path)[2]
    assert b"Fel" in reader.get("/a%20b.pdf", Sec_Fetch_Dest="document")[2]
    assert reader.get("/a%20b.pdf", Sec_Fetch_Dest="iframe")[2] == b"%PDF"
    shelf.accept()
    assert b"Hej" in reader.get("/a.html")[2]


def test_a_name_from_outside_stays_text(reader: Reader) -> None:
    _, _, body = reader.get("/_progpipe/shown?name=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert b"<script>alert" not in body


def test_news_come_as_events_and_end_with_the_preview(shelf: Shelf) -> None:
    with served(shelf, "default", 0) as made:
        raw = socket.create_connection(("127.0.0.1", made.server_port), timeout=20)
        with raw, raw.makefile("rwb") as stream:
            host = f"Host: 127.0.0.1:{made.server_port}"
            stream.write(f"GET /_progpipe/events?name=a.html HTTP/1.1\r\n{host}\r\n\r\n".encode())
            stream.flush()
            first, other = (_event(stream), shelf.put("a.html", "text/html", b"Hej igen"))[0], _event(stream)
            assert first["version"] != other["version"]
            assert shelf.open_names() == {"a.html"}
            shelf.put("other.html", "text/html", b"")
            shelf.close()
            assert stream.read().strip() == b""


def _event(stream: object) -> dict[str, object]:
    for line in stream:  # type: ignore[attr-defined]
        if line.startswith(b"data: "):
            return dict(json.loads(line[6:]))
    raise AssertionError("the stream has ended")


def test_a_port_that_is_taken(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(shelf, "default", 0) as made:
        taken = made.server_port
        with pytest.raises(UsageError, match=rf"port {taken} cannot be had .*--port"), served(shelf, "default", taken):
            pass
        monkeypatch.setattr(server, "PORT", taken)
        with served(shelf, "default", None) as next_one:
            assert taken < next_one.server_port < taken + server.TRIED
