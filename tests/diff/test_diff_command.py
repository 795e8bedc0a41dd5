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
