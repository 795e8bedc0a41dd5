"""Files that want to do harm: they hang nothing, reach nothing, and never read as passed."""

from __future__ import annotations

import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from judging import Judge
from published import every_kind

from progpipe.check import processes
from progpipe.check.model import Verdict

PAGE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>{}</head>
<body><main><h1>Prov</h1>{}</main></body></html>"""


@pytest.fixture
def listener() -> Iterator[tuple[str, list[object]]]:
    """An address on this machine, and who has come there."""
    visitors: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, who = server.accept()
                except OSError:
                    return
                visitors.append(who)
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}", visitors
        server.shutdown(socket.SHUT_RDWR)


def write(folder: Path, name: str, body: str, head: str = "") -> Path:
    path = folder / name
    path.write_text(PAGE.format(head, body), encoding="utf-8")
    return path


def test_a_page_that_hangs_costs_only_itself(tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "SECONDS", 25.0)
    hangs = write(tmp_path, "a.html", "<script>for (;;) {}</script>")
    late = write(tmp_path, "b.html", "<script>setTimeout(() => { for (;;) {} }, 0)</script>")
    asks = write(
        tmp_path, "c.html", "<p>Text</p><script>alert(1); confirm(2); print(); window.open('about:blank')</script>"
    )
    results = judge("axe", [hangs, late, asks])
    assert [result.verdict for result in results.values()] == [
        Verdict.NOT_VERIFIED,
        Verdict.NOT_VERIFIED,
        Verdict.PASSED,
    ]


def test_a_page_cannot_hide_its_faults(tmp_path: Path, judge: Judge) -> None:
    """Its scripts see another world than axe."""
    lies = "<script>Array.prototype.filter = () => []; JSON.stringify = () => '{}'</script>"
    page = write(tmp_path, "a.html", '<img src="data:,">', lies)
    assert "image-alt" in {finding.code for finding in judge("axe", [page])[page].findings}


def test_no_page_reaches_a_network(tmp_path: Path, judge: Judge, listener: tuple[str, list[object]]) -> None:
    address, visitors = listener
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt", encoding="utf-8")
    (tmp_path / "pages").mkdir()
    ways = f"""<img src="http://{address}/1" alt="x"><link rel="stylesheet" href="http://{address}/2">
<iframe title="x" src="http://{address}/3"></iframe><iframe title="y" src="../secret.txt"></iframe>
<script>fetch("http://{address}/4").catch(() => 0); new WebSocket("ws://{address}/5"); navigator.sendBeacon("http://{address}/6");
new EventSource("http://{address}/7"); new Image().src = "http://{address}/8"; location = "http://{address}/9"</script>"""
    page = write(tmp_path / "pages", "a.html", ways, f'<link rel="preconnect" href="http://{address}">')
    result = judge("axe", [page])[page]
    blocked = " ".join(finding.message for finding in result.findings if finding.code == "request-blocked")
    assert result.reason == ""
    assert all(f"{address}/{number}" in blocked for number in (1, 2, 3, 4, 5, 7, 8))
    assert "secret.txt" in blocked
    assert visitors == []


def test_no_book_reaches_a_network(tmp_path: Path, judge: Judge, listener: tuple[str, list[object]]) -> None:
    address, visitors = listener
    good = next(path for path in every_kind(tmp_path / "good") if path.name == "provkommun-2027-2030.epub")
    bad = tmp_path / "bad.epub"
    ways = f'<img src="http://{address}/1" alt="x"/><script>fetch("http://{address}/2"); new WebSocket("ws://{address}/3")</script>'
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "EPUB/skolnamnden.xhtml":
                doctype = f'<!DOCTYPE html [<!ENTITY x SYSTEM "http://{address}/4">]>'.encode()
                content = content.replace(b"<!DOCTYPE html>", doctype).replace(b"</body>", f"{ways}&x;</body>".encode())
            new.writestr(info, content)
    found = {name: judge(name, [bad])[bad] for name in ("epubcheck", "ace", "epub_metadata")}
    assert visitors == []
    assert {finding.code for finding in found["epub_metadata"].findings} >= {"script", "remote-resource"}
    assert found["epubcheck"].verdict is Verdict.FAILED


@pytest.mark.parametrize("name", ["epubcheck", "ace", "epub_metadata"])
@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04" + b"\0" * 200], ids=["empty", "start", "zeroes"])
def test_what_is_no_book_never_passes(name: str, content: bytes, tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(content)
    assert judge(name, [path])[path].verdict is Verdict.FAILED


@pytest.mark.parametrize("name", ["verapdf", "pdf_structure"])
@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"[" * 100_000], ids=["empty", "start", "deep"]
)
def test_what_is_no_pdf_never_passes(name: str, content: bytes, tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert judge(name, [path])[path].verdict is not Verdict.PASSED


@pytest.mark.parametrize("name", ["axe", "nu"])
@pytest.mark.parametrize("content", [b"", b"\0" * 1000, b"<div>" * 20_000], ids=["empty", "zeroes", "deep"])
def test_what_is_hardly_a_page_never_passes(name: str, content: bytes, tmp_path: Path, judge: Judge) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    assert judge(name, [path])[path].verdict is not Verdict.PASSED
