"""What a run costs: no time is asserted, only that nothing is forgotten."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from bench import ours, peers
from bench.measure import Command, CommandFailedError, environment, interleaved, run
from bench.session import SOURCE

Make = Callable[..., Command]
WORK = "import time\nwhile time.process_time() < {seconds}: pass"


@pytest.fixture
def command(tmp_path: Path) -> Make:
    def make(code: str, **options: bool) -> Command:
        return Command(arguments=(sys.executable, "-c", code), folder=tmp_path / "f", cache=tmp_path / "c", **options)

    return make


def test_the_work_of_a_process_that_outlives_its_parent_counts(command: Make) -> None:
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {WORK.format(seconds=0.3)!r}])"
    assert run(command(code)).cpu > 0.3


def test_the_largest_process_and_all_together_are_seen(command: Make) -> None:
    """Two processes hold 60 MB each for a second, and are looked at fifty times."""
    hold = "import time; kept = b'x' * 60_000_000; time.sleep(1)"
    code = f"import subprocess, sys; two = [subprocess.Popen([sys.executable, '-c', {hold!r}]) for _ in '12']\n"
    found = run(command(code + "for one in two: one.wait()"), every=0.02)
    assert 60_000_000 < found.largest < 120_000_000
    if sys.platform == "linux":
        assert found.peak > 120_000_000


def test_a_command_that_fails_is_no_measurement(command: Make) -> None:
    with pytest.raises(CommandFailedError, match="out of ink"):
        run(command("raise SystemExit('out of ink')"))


@pytest.mark.parametrize("place", ["os.environ['XDG_CACHE_HOME']", "'.'"])
def test_a_cold_run_finds_an_empty_cache_and_folder_and_another_one_what_was_there(command: Make, place: str) -> None:
    code = f"import os, pathlib; pathlib.Path({place}, 'x').open('x').close()"
    run(command(code, cold=True))
    run(command(code, cold=True))
    with pytest.raises(CommandFailedError):
        run(command(code))


def test_python_writes_bytecode_and_hashes_alike(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    made = environment(tmp_path)
    assert "PYTHONDONTWRITEBYTECODE" not in made
    assert made["PYTHONHASHSEED"] == "0"


def test_rounds_go_in_turn_after_one_run_of_each_that_is_not_timed(command: Make, tmp_path: Path) -> None:
    def write(letter: str) -> Command:
        return command(f"open({str(tmp_path / 'order')!r}, 'a').write({letter!r})")

    found = interleaved({"a": write("a"), "b": write("b")}, 2)
    assert (tmp_path / "order").read_text() == "ababab"
    assert [cost.runs for cost in found.values()] == [2, 2]


def test_the_commands_of_progpipe_are_known() -> None:
    assert {"build", "validate"} <= ours.known_commands()


def test_pandoc_and_typst_make_six_artefacts_of_both_editions(tmp_path: Path) -> None:
    inputs = peers.write_inputs(SOURCE, tmp_path / "inputs")
    for at_once in (False, True):
        command = peers.pandoc_and_typst(inputs, tmp_path / "out", at_once=at_once)
        words = shlex.split(Path(command.arguments[-1]).read_text(encoding="utf-8"))
        made = {Path(after).name for word, after in pairwise(words) if word == "-o"}
        assert made == {f"{edition}.{kind}" for edition in ("standard", "lattlast") for kind in ("html", "epub", "typ")}
    assert all(path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>") for path in inputs.printed)
    assert len(list(inputs.fonts.iterdir())) == 4
