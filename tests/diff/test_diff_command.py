"""`progpipe diff`: what people and machines are told, and what the exit status says."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from versions import programme

from progpipe.cli import main
from progpipe.load import canonical_text
from progpipe.source import LARGEST

OLD = ["# skolan Skolan", "Varje barn ska få stöd.", "* larare Anställ fler lärare."]
NEW = ["# skolan Skolan", "Varje barn ska få stöd.", "* larare Anställ många lärare.", "* ro Ge alla elever arbetsro."]


def write(path: Path, lines: list[str]) -> str:
    path.write_text(canonical_text(programme(lines).canonical), encoding="utf-8")
    return str(path)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    return write(tmp_path / "old.json", OLD), write(tmp_path / "new.json", NEW)


def test_people_read_it(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *files]) == 1
    assert capsys.readouterr().out == (
        "\n"
        "Skolan\n"
        "  commitment 1 (larare): reworded\n"
        "      Anställ [-fler-]{+många+} lärare.\n"
        "  commitment 2 (ro): added\n"
        "      {+Ge alla elever arbetsro.+}\n"
        "1 added, 1 reworded\n"
    )


def test_nothing_has_changed(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", files[0], files[0]]) == 0
    assert capsys.readouterr().out == "nothing has changed\n"


def test_machines_read_it(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", *files, "--json"]) == 1
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert set(found) == {"changed", "old", "new", "changes", "stale"}
    assert [change["actions"] for change in found["changes"]] == [["reworded"], ["added"]]
    assert found["changes"][0]["pieces"][1] == {"side": "old", "text": "fler"}
    assert found["old"]["name"] == files[0]


@pytest.mark.parametrize("place", [0, 1])
def test_what_cannot_be_compared_is_no_change(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    chosen = list(files)
    chosen[place] = str(broken)
    assert main(["diff", *chosen]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert str(broken) in said.err


# --- a revision of git ------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Prov", "-c", "user.email=prov@example.se", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "ett arkiv"
    folder.mkdir()
    git(folder, "init", "--quiet")
    write(folder / "programme.json", OLD)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "first")
    write(folder / "programme.json", NEW)
    return folder / "programme.json"


def test_the_file_as_it_stood_in_a_revision(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "HEAD", str(repository), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["old"]["name"] == f"HEAD:{repository}"
    assert len(found["changes"]) == 2


@pytest.mark.parametrize("revision", ["v9", "--help", "", "HEAD\x00"])
def test_no_such_revision(repository: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    assert main(["diff", "--", revision, str(repository)]) == 2
    assert "neither a file nor a revision" in capsys.readouterr().err


def test_a_file_that_the_revision_did_not_have(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = write(repository.with_name("other.json"), OLD)
    assert main(["diff", "HEAD", other]) == 2
    assert "did not exist" in capsys.readouterr().err


def test_a_repository_cannot_make_git_run_a_program(repository: Path, tmp_path: Path) -> None:
    """What it lacks would be fetched, by the program that its configuration names."""
    trap, folder = tmp_path / "trap", repository.parent
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'sprung'}'\n", encoding="utf-8")
    trap.chmod(0o755)
    named = subprocess.run(
        ["git", "-C", str(folder), "rev-parse", f"HEAD:{repository.name}"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (folder / ".git" / "objects" / named[:2] / named[2:]).unlink()
    for name, value in {
        "remote.evil.promisor": "true",
        "remote.evil.url": f"ext::{trap}",
        "protocol.ext.allow": "always",
        "core.fsmonitor": str(trap),
        "core.pager": str(trap),
        "extensions.partialclone": "evil",
        "core.repositoryformatversion": "1",
    }.items():
        git(folder, "config", name, value)
    assert main(["diff", "HEAD", str(repository)]) == 2
    assert not (tmp_path / "sprung").exists()


def test_a_file_that_is_too_large_in_the_revision(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = repository.read_bytes()
    repository.write_bytes(b" " * (LARGEST + 1))
    git(repository.parent, "commit", "--quiet", "--all", "-m", "large")
    repository.write_bytes(now)
    assert main(["diff", "HEAD", str(repository)]) == 2
    assert "at most" in capsys.readouterr().err


# --- what is no file, and no source -----------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe\x00", b'{"id": 1}', b"[" * 100_000])
def test_whatever_the_file_is_it_has_a_place_and_a_status(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_bytes(content)
    for command in (["diff", files[0], str(wrong)], ["diff", *files, "--amendments", str(wrong)]):
        assert main([*command, "--json"]) == 2
        found = json.loads(capsys.readouterr().out)["problems"]
        assert found
        assert {problem["file"] for problem in found} == {str(wrong)}


def test_a_folder_is_no_source(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", files[0], str(tmp_path)]) == 2
    assert main(["diff", str(tmp_path), files[0]]) == 2
    assert main(["diff", *files, "--amendments", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("P001") == 3
