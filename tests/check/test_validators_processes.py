"""Whatever a program does that judges files, what it has not judged never reads as passed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.check.looking import MOST_PLACES, Reading, copies, merged, remedy, result, served
from progpipe.check.model import Finding, NotVerifiedError, Target, Verdict
from progpipe.check.processes import NoAnswer, answers, run

GOOD = "print(json.dumps({'path': path, 'n': number}), flush=True)"
START = "import json, os, sys, time\nfor number, path in enumerate(json.load(sys.stdin)):\n"
PATHS = [Path("/a.pdf"), Path("/b.pdf"), Path("/c.pdf")]


def server(body: str) -> list[str]:
    """A server that does that for each file; `b.pdf` is the one that is special."""
    lines = [f"    {line}" for line in body.splitlines()]
    return [sys.executable, "-c", START + "\n".join(lines)]


def at_b(does: str) -> list[str]:
    return server(f"if path == '/b.pdf':\n    {does}\n{GOOD}")


def reasons(said: list[Any]) -> list[str]:
    return [answer.reason if isinstance(answer, NoAnswer) else "" for answer in said]


def test_each_file_has_its_answer() -> None:
    assert [answer["n"] for answer in answers(server(GOOD), PATHS, {})] == [0, 1, 2]  # type: ignore[index]


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("time.sleep(600)", "no answer within 2 seconds"),
        ("sys.exit('it is too much')", "it is too much"),
        ("os.kill(os.getpid(), 9)", "exit status -9"),
        ("print('Hello!'); continue", "something else than an answer"),
        ("print('[' * 100000); continue", "something else than an answer"),
        ("print('[]'); continue", "another file"),
        ("print(json.dumps({'path': '/a.pdf'})); continue", "another file"),
        ("print(json.dumps({'path': path, 'failed': 'broken inside'})); continue", "broken inside"),
    ],
)
def test_a_file_that_breaks_the_server_costs_only_itself(does: str, reason: str) -> None:
    said = reasons(list(answers(at_b(does), PATHS, {}, seconds=2.0)))
    assert said[0] == said[2] == ""
    assert reason in said[1]


def test_a_server_that_ends_too_early_has_judged_nothing() -> None:
    assert all("ended without an answer" in reason for reason in reasons(list(answers(server("break"), PATHS, {}))))


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(NotVerifiedError, match="does not start"):
        list(answers(["/no/such/program"], PATHS, {}))
    with pytest.raises(NotVerifiedError, match="does not start"):
        run(["/no/such/program"], {})


def test_what_the_server_has_started_ends_with_it(tmp_path: Path) -> None:
    """A browser would go on for ever."""
    note = tmp_path / "pid"
    child = f"import subprocess; kid = subprocess.Popen(['sleep', '600']); open({str(note)!r}, 'w').write(str(kid.pid))"
    list(answers(server(f"{child}\ntime.sleep(600)"), PATHS[:1], {}, seconds=2.0))
    pid = int(note.read_text(encoding="ascii"))
    for _ in range(50):
        if not _runs(pid):
            return
        time.sleep(0.1)
    pytest.fail("the process goes on")


def _runs(pid: int) -> bool:
    """A dead process that nobody has asked about is dead."""
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False


def test_a_program_sees_no_way_to_a_network_and_speaks_english() -> None:
    code = "import os; print(os.environ['https_proxy'], os.environ['LC_ALL'], os.environ.get('NODE_OPTIONS'))"
    assert run([sys.executable, "-c", code], {}).split() == [b"http://127.0.0.1:9", b"C.UTF-8", b"None"]


@pytest.mark.parametrize("code", ["", "import sys; sys.exit('no memory')"])
def test_a_program_that_prints_nothing_has_not_judged(code: str) -> None:
    with pytest.raises(NotVerifiedError, match="printed nothing"):
        run([sys.executable, "-c", code], {})


def test_a_program_that_hangs_is_ended() -> None:
    with pytest.raises(NotVerifiedError, match="within 1 seconds"):
        run([sys.executable, "-c", "import time; time.sleep(600)"], {}, seconds=1.0)


# --- answers and findings ---------------------------------------------------------------------


def target(path: Path) -> Target:
    return Target(path=path, name=path.name, media_type="application/pdf")


def finding(**changes: Any) -> Finding:
    return Finding(**({"code": "x", "level": "error", "message": "m", "remedy": "r"} | changes))


def read(answer: Mapping[str, Any]) -> Reading:
    return ("PDF/UA-1",), [finding(code=code) for code in answer["codes"]]


@pytest.mark.parametrize(("codes", "verdict"), [([], Verdict.PASSED), (["x"], Verdict.FAILED)])
def test_an_answer_becomes_a_result(codes: list[str], verdict: Verdict, tmp_path: Path) -> None:
    assert result("V", "1", target(tmp_path), {"codes": codes}, read).verdict is verdict


@pytest.mark.parametrize("answer", [{}, {"codes": None}, {"codes": 3}, NoAnswer("it broke")])
def test_an_answer_that_cannot_be_read_is_none(answer: Any, tmp_path: Path) -> None:
    made = result("V", "1", target(tmp_path), answer, read)
    assert made.verdict is Verdict.NOT_VERIFIED
    assert made.findings == ()


def test_a_file_that_cannot_be_read_was_not_verified(tmp_path: Path) -> None:
    there = tmp_path / "b.pdf"
    there.write_bytes(b"%PDF")
    command = server("print(json.dumps({'path': path, 'codes': []}), flush=True)")
    said = list(served("V", "1", [target(tmp_path / "a.pdf"), target(there)], command, read))
    assert [one.verdict for one in said] == [Verdict.NOT_VERIFIED, Verdict.PASSED]
    assert [one.target.name for one in said] == ["a.pdf", "b.pdf"]


def test_names_do_not_reach_the_program(tmp_path: Path) -> None:
    strange = tmp_path / os.fsdecode(b"-rf \n\xff.PDF.exe")
    strange.write_bytes(b"%PDF")
    with copies([target(strange)]) as made:
        (path,) = made.values()
        assert isinstance(path, Path)
        assert path.name == "1.pdf"
        assert path.read_bytes() == b"%PDF"


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 90)), max_size=300))
def test_no_finding_is_lost(found: list[tuple[str, int]]) -> None:
    """However many there are, they are counted; and no list is too long to read."""
    made = merged(finding(code=code, place=str(place)) for code, place in found)
    assert sum(one.count for one in made) == len(found)
    for code in {code for code, _ in found}:
        assert 1 <= len([one for one in made if one.code == code]) <= MOST_PLACES + 1


def test_a_remedy_is_found_by_the_code_or_by_how_it_begins() -> None:
    exact = remedy("veraPDF", "7.1-9", "?")
    assert "title" in exact
    assert remedy("veraPDF", "7.21.4.1-2", "?") == "Embed the font."
    assert remedy("veraPDF", "99", "?") == remedy("nobody", "7.1-9", "?") == "?"
