"""`progpipe preview` as a person meets it: what it prints, how it ends, and what it leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from previewing import Reader, text

from progpipe.cli import main
from progpipe.preview import watching


@contextmanager
def process(source: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], Reader]]:
    command = [sys.executable, "-m", "progpipe", "preview", source.name, "--port", "0", *options]
    environment = {**os.environ, "PROGPIPE_CACHE": "off", "BROWSER": "false"}
    started = subprocess.Popen(command, cwd=source.parent, env=environment, stdout=subprocess.PIPE, text=True)
    with started:
        try:
            assert started.stdout
            line = started.stdout.readline()
            address = re.search(r"^smastad\.json: http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends it\)$", line)
            assert address, line
            yield started, Reader(int(address[1]))
        finally:
            started.kill()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "smastad.json"
    path.write_text(text(), encoding="utf-8")
    return path


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_in_order_and_leaves_nothing(source: Path, sent: signal.Signals, status: int) -> None:
    with process(source, "--format", "html", "--format", "pdf") as (started, reader):
        assert "Anställ" in reader.page("smastad-2027.html")
        workers = psutil.Process(started.pid).children(recursive=True)
        assert workers
        started.send_signal(sent)
        assert started.wait(20) == status
        assert not [worker for worker in workers if worker.is_running()]
    assert list(source.parent.iterdir()) == [source]


@pytest.mark.parametrize(
    "arguments", [["-"], ["a.json", "--port", "65536"], ["a.json", "--port", "x"], ["a.json", "b.json"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    try:
        status = main(["preview", *arguments])
    except SystemExit as ended:
        status = int(str(ended.code))
    assert status == 2


def test_what_watches_is_missing(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(watching, "find_spec", lambda _: None)
    assert main(["preview", str(source)]) == 3
    assert 'pip install "progpipe[preview]"' in capsys.readouterr().err


def test_a_theme_that_does_not_exist_is_wrong_usage(source: Path) -> None:
    assert main(["preview", str(source), "--theme", "ingen", "--format", "html"]) == 2
