"""Programmes made by the workers of a real Dask scheduler, one of which is ended in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

import progpipe
from progpipe.batch import open_scheduler
from progpipe.cli import main
from progpipe.errors import MissingDependencyError
from tests.batch.programmes import files, write

NAMES = [f"kommun-{number}" for number in range(10)]


@contextmanager
def process(*arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        started = subprocess.Popen([sys.executable, "-m", *arguments], stdout=file, stderr=subprocess.STDOUT)
    try:
        yield started
    finally:
        started.kill()
        started.wait()


def dask(command: str, *arguments: str) -> tuple[str, ...]:
    return "dask", command, *arguments, "--no-dashboard"


def waited(path: Path, text: str, seconds: int = 60) -> str:
    """What a file says once it says that."""
    for _ in range(seconds * 20):
        if path.exists() and text in (said := path.read_text("utf-8", errors="replace")):
            return said
        time.sleep(0.05)
    raise AssertionError(f"{path.name} never said {text}: {path.read_text('utf-8') if path.exists() else 'nothing'}")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler without workers, on a port that is free."""
    log = tmp_path / "scheduler.log"
    with process(*dask("scheduler", "--host", "127.0.0.1", "--port", "0"), log=log):
        said = waited(log, "Scheduler at:")
        yield next(
            word for line in said.splitlines() if "Scheduler at:" in line for word in line.split() if "://" in word
        )


def test_a_worker_that_is_ended_in_the_middle_is_not_missed(scheduler: str, tmp_path: Path) -> None:
    """Every bundle is whole, with the bytes of a serial run; the terminal shows nothing but ours."""
    source, remote = write(tmp_path / "source", *NAMES), tmp_path / "remote"
    options = ("--format", "html", "--format", "txt", "--out", str(remote), "--scheduler", scheduler)
    with ExitStack() as stack:
        workers = []
        for number in range(2):
            log = tmp_path / f"worker{number}.log"
            command = dask("worker", scheduler, "--nthreads", "1", "--no-nanny")
            workers.append(stack.enter_context(process(*command, log=log)))
            waited(log, "Registered to:")
        told = tmp_path / "told.txt"
        batch = stack.enter_context(process("progpipe", "batch", str(source), *options, log=told))
        waited(told, ": made in")
        workers[0].kill()
        assert batch.wait(timeout=60) == 0, told.read_text("utf-8")
    lines = told.read_text("utf-8").splitlines()
    assert len([line for line in lines if ": made in" in line]) == len(NAMES)
    assert len(lines) == 2 * len(NAMES) + 2, "a line for each source, the summary, the pages"
    progpipe.build_many(source, out=tmp_path / "serial", formats=["html", "txt"], jobs=1, cache=False)
    assert files(remote) == files(tmp_path / "serial")


def test_a_scheduler_that_does_not_answer_is_said_soon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("progpipe.batch.scheduler.PATIENCE", 0.5)
    source = write(tmp_path / "source", "asby")
    assert main(["batch", str(source), "--scheduler", "tcp://127.0.0.1:9"]) == 4
    error = capsys.readouterr().err
    assert error.startswith("progpipe: error: no scheduler answers at tcp://127.0.0.1:9. ")
    assert len(error.splitlines()) == 1


def test_a_scheduler_without_workers_is_said_soon(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("progpipe.batch.scheduler.PATIENCE", 1)
    assert main(["batch", str(write(tmp_path / "source", "asby")), "--scheduler", scheduler]) == 4
    assert f"dask worker {scheduler}" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["", "nonsense", "foo://host:1", "tcp://host:99999", "tcp://host", "tcp://a b:1"])
def test_what_is_no_address(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["batch", str(write(tmp_path / "source", "asby")), "--scheduler", address]) == 2
    assert "is no address of a scheduler" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingDependencyError, match=r"progpipe\[distributed\]"), open_scheduler("tcp://host:1"):
        pass
