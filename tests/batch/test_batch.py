"""Many programmes: what stands afterwards, whatever some of them are and whoever makes them."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

import progpipe
from progpipe.batch.making import make
from progpipe.batch.task import pack, read_draft
from progpipe.batch.task import settings as common
from progpipe.build.flow import ordered
from progpipe.cache import Cache
from progpipe.cli import main
from progpipe.errors import BuildError, MachineError, PluginError, UsageError
from tests.batch.programmes import files, programme, write
from tests.installing import Install

PROVKOMMUN = Path(__file__).parent.parent / "data" / "provkommun" / "provkommun.json"
KILLER = """
import os, signal
from progpipe.interfaces import Artefact

def fall(publication, context):
    if context.stem.startswith("doomed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if context.stem.startswith("faulty"):
        raise ValueError("bad day")
    yield Artefact(name=f"{context.stem}.fall", media_type="text/plain", content=b"stands", format="fall")
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("PROGPIPE_CACHE", str(folder))
    return Cache(folder=folder)


def provkommun(folder: Path) -> None:
    """The test programme with its images; what else stands beside it is no programme."""
    folder.mkdir()
    for file in (PROVKOMMUN, *PROVKOMMUN.parent.glob("*.png")):
        shutil.copy(file, folder)


def states(made: progpipe.Batch) -> dict[str, bool]:
    """Which bundles had to be made, by the name of their source."""
    return {Path(item.file).stem: item.seconds is not None for item in made.published}


def test_the_bytes_are_those_of_single_builds_whoever_makes_them(cache: Cache, tmp_path: Path) -> None:
    """With one process and with two, anew and from before, the printed format and its picture included."""
    provkommun(tmp_path / "source")
    write(tmp_path / "source", "asby")
    options: dict[str, Any] = {"editions": ["standard"], "formats": ["pdf", "html"]}
    for name in ("provkommun", "asby"):
        progpipe.build(tmp_path / "source" / f"{name}.json", out=tmp_path / "single", jobs=1, cache=False, **options)
    wanted = files(tmp_path / "single")
    for out, jobs, cached in (("two", 2, True), ("two", 2, True), ("one", 1, True)):
        made = progpipe.build_many(tmp_path / "source", out=tmp_path / out, jobs=jobs, cache=cached, **options)
        found = files(tmp_path / out)
        assert not made.failures
        assert found.pop("index.html")
        assert found == wanted


def test_a_run_is_resumed_by_running_it_again(cache: Cache, tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", "asby", "berg", "dal"), tmp_path / "out"
    progpipe.build_many(source / "asby.json", out=out, formats=["html"], jobs=1)
    made = progpipe.build_many(source, out=out, formats=["html"], jobs=1)
    assert states(made) == {"asby": False, "berg": True, "dal": True}
    (source / "berg.json").write_text(json.dumps(programme("berg", title="Ett nytt program")), "utf-8")
    (out / "dal" / "dal.html").unlink()
    made = progpipe.build_many(source, out=out, formats=["html"], jobs=1)
    assert states(made) == {"asby": False, "berg": True, "dal": True}
    assert states(progpipe.build_many(source, out=out, formats=["html"], jobs=1, cache=False)) == {
        "asby": True,
        "berg": True,
        "dal": True,
    }
    assert states(progpipe.build_many(source, out=out, formats=["txt"], jobs=1))["asby"], "something else is asked for"


def test_what_is_remembered_of_hundreds_is_small(cache: Cache, tmp_path: Path) -> None:
    progpipe.build_many(write(tmp_path / "source", "asby"), out=tmp_path / "out", formats=["html"], jobs=1)
    assert cache.contents().entries == 1
    assert cache.contents().bytes < 20_000


def test_a_changed_image_or_edition_is_made_anew(cache: Cache, tmp_path: Path) -> None:
    source = tmp_path / "source"
    provkommun(source)

    def made() -> bool:
        result = progpipe.build_many(source, out=tmp_path / "out", editions=["standard"], formats=["html"], jobs=1)
        return states(result)["provkommun"]

    assert [made(), made()] == [True, False]
    (source / "skolgard.png").write_bytes((source / "vag.png").read_bytes())
    assert [made(), made()] == [True, False]
    (source / "progpipe.toml").write_text('[editions.standard]\ntitle = "Hela texten"\n', "utf-8")
    assert [made(), made()] == [True, False]
    assert "Hela texten" in (tmp_path / "out" / "provkommun-2027-2030" / "manifest.json").read_text("utf-8")


# --- what fails -----------------------------------------------------------------------------


def test_sources_that_are_none_stop_no_other(tmp_path: Path) -> None:
    source = write(tmp_path / "source", "asby", "zinkby")
    (source / "folder.json").mkdir()
    (source / "loop.json").symlink_to("loop.json")
    (source / "nowhere.json").symlink_to("missing.json")
    os.mkfifo(source / "pipe.json")
    (source / "empty.json").write_bytes(b"")
    (source / "deep.json").write_bytes(b"[" * 100_000)
    (source / "digits.json").write_bytes(b'{"id": ' + b"9" * 5000 + b"}")
    (source / "other.json").write_bytes(b'{"id": ["asby"], "type": "figure", "image": 3}')
    (source / "latin.json").write_bytes("{'å'}".encode("latin-1"))
    (source / "bad\x1b[31m\udcff.json").write_bytes(b"{")
    made = progpipe.build_many(source, out=tmp_path / "out", formats=["html"], jobs=1)
    assert [bundle.path.name for bundle in made.bundles] == ["asby", "zinkby"]
    assert len(made.failures) == 10
    assert all(failure.problems for failure in made.failures)
    assert all(problem.file == failure.file for failure in made.failures for problem in failure.problems)
    assert "bad\\x1b[31m\\udcff.json" in made.page.read_text("utf-8")


def test_problems_are_those_of_validate(tmp_path: Path) -> None:
    """With their place in the file, also where only this machine can say why an image cannot be read."""
    source = tmp_path / "source"
    provkommun(source)
    (source / "skolgard.png").unlink()
    (source / "skolgard.png").symlink_to("/etc/hostname")
    write(source, "asby", title="")
    made = progpipe.build_many(source, out=tmp_path / "out", formats=["html"], jobs=2)
    for failure in made.failures:
        with pytest.raises(progpipe.ValidationError) as caught:
            progpipe.load(failure.file)
        assert failure.problems == caught.value.problems
    assert len(made.failures) == 2


@pytest.mark.parametrize("beside", ["[editions.standard]\nstages = 3\n", None])
def test_problems_of_the_editions_beside_a_source_name_that_file(beside: str | None, tmp_path: Path) -> None:
    source = write(tmp_path / "source", "asby")
    if beside is None:
        (source / "progpipe.toml").symlink_to("missing.toml")
    else:
        (source / "progpipe.toml").write_text(beside, "utf-8")
    (failure,) = progpipe.build_many(source, out=tmp_path / "out", formats=["html"], jobs=1).failures
    assert {problem.file for problem in failure.problems} == {str(source / "progpipe.toml")}


def test_a_section_that_a_programme_lacks_is_its_failure(tmp_path: Path) -> None:
    source = write(tmp_path / "source", "asby", "berg")
    (source / "berg.json").write_text(json.dumps(programme("berg", sections=[])), "utf-8")
    made = progpipe.build_many(source, out=tmp_path / "out", formats=["html"], sections=["skola"], jobs=1)
    assert [bundle.path.name for bundle in made.bundles] == ["asby-skola"]
    assert [Path(failure.file).stem for failure in made.failures] == ["berg"]


def test_two_sources_with_one_id_are_both_named(tmp_path: Path) -> None:
    source = write(tmp_path / "source", "asby")
    shutil.copy(source / "asby.json", source / "copy.json")
    made = progpipe.build_many(source, out=tmp_path / "out", formats=["html"], jobs=1)
    (failure,) = made.failures
    assert failure.file == str(source / "copy.json")
    assert isinstance(failure.error, UsageError)
    assert str(source / "asby.json") in str(failure.error)
    assert [bundle.path.name for bundle in made.bundles] == ["asby"]


def test_a_killed_process_takes_only_its_programme_along(install: Install, tmp_path: Path) -> None:
    """Those that were made beside it are made once more; it was tried alone too."""
    install("falling", "falling_emitter", KILLER, "fall = falling_emitter:fall", group="progpipe.emitters")
    source = write(tmp_path / "source", "asby", "berg", "dal", "doomed", "ek", "faulty", "gard", "hed", "is")
    made = progpipe.build_many(source, out=tmp_path / "out", formats=["fall"], jobs=2)
    assert [bundle.path.name for bundle in made.bundles] == ["asby", "berg", "dal", "ek", "gard", "hed", "is"]
    assert {Path(item.file).stem: type(item.error) for item in made.failures} == {
        "doomed": MachineError,
        "faulty": PluginError,
    }
    assert "ended" in str(made.failures[0].error)


def test_a_folder_that_is_not_ours_fails_alone_and_stays(tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", "asby", "berg"), tmp_path / "out"
    (out / "asby").mkdir(parents=True)
    (out / "asby" / "thesis.txt").write_text("years of work", "utf-8")
    (out / "other").mkdir()
    made = progpipe.build_many(source, out=out, formats=["html"], jobs=1)
    assert [Path(failure.file).stem for failure in made.failures] == ["asby"]
    assert (out / "asby" / "thesis.txt").read_text("utf-8") == "years of work"
    assert (out / "other").is_dir()


def test_what_nothing_could_be_made_with_is_said_at_once(tmp_path: Path) -> None:
    source = write(tmp_path / "source", "asby")
    for options in (
        {"theme": "nosuch"},
        {"formats": ["fax"]},
        {"base_url": "not an address"},
        {"pdf_profile": "3.0"},
        {"jobs": 0},
        {"require": "much"},
    ):
        with pytest.raises((UsageError, BuildError)):
            progpipe.build_many(source, out=tmp_path / "out", **options)  # type: ignore[arg-type]
    assert not list((tmp_path / "out").glob("asby"))


# --- workers that are elsewhere ---------------------------------------------------------------


def test_a_task_has_all_that_a_worker_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where neither the source, its images and editions, the theme nor what this process was told is there."""
    source, theme = tmp_path / "source", tmp_path / "theme"
    provkommun(source)
    data = json.loads((source / "provkommun.json").read_text("utf-8"))
    del data["release"]["date"]
    (source / "provkommun.json").write_text(json.dumps(data), "utf-8")
    (source / "progpipe.toml").write_text('[editions.standard]\ntitle = "Hela texten"\n', "utf-8")
    theme.mkdir()
    (theme / "theme.toml").write_text('title = "Egen"\nextends = "default"\n', "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    options: dict[str, Any] = {"editions": ["standard"], "formats": ["html", "epub"], "theme": theme}
    wanted = progpipe.build(source / "provkommun.json", out=tmp_path / "out", jobs=1, cache=False, **options)
    order = ordered(sections=(), require="draft", base_url=None, pdf_profile=None, **options)
    task = pickle.dumps(pack(read_draft(source / "provkommun.json"), common(order)))
    shutil.rmtree(source)
    shutil.rmtree(theme)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    outcome = make(pickle.loads(task))
    assert outcome.contents
    assert outcome.contents.files == files(wanted.path)


def test_a_worker_with_other_tools_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would make other bytes, of every programme."""
    monkeypatch.setattr("progpipe.batch.making.tools", lambda: ("3.99",))
    with pytest.raises(MachineError, match="Install the same versions on every host"):
        progpipe.build_many(write(tmp_path / "source", "asby", "berg"), out=tmp_path / "out", formats=["html"], jobs=1)


# --- which sources --------------------------------------------------------------------------


def test_sources_are_files_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "north" / "asby", "asby")
    write(tmp_path / "north" / "berg", "berg")
    write(tmp_path, "dal", "brackets[1]")
    for names, wanted in (
        (["north/**/*.json"], ["asby", "berg"]),
        (["north/asby", "north/asby/asby.json"], ["asby"]),
        (["brackets[1].json", "dal.json"], ["brackets[1]", "dal"]),
        (["nosuch.json"], ["nosuch"]),
    ):
        made = progpipe.build_many(names, out="north/out", formats=["html"], jobs=1)
        seen = [*(item.file for item in made.published), *(item.file for item in made.failures)]
        assert sorted(Path(file).stem for file in seen) == wanted, "what is published is no source"
    for nothing in ("nosuch-*", "north"):
        with pytest.raises(UsageError):
            progpipe.build_many(nothing, out="out")


# --- the command ----------------------------------------------------------------------------


def test_the_command_tells_each_source_and_ends_with_how_it_was(
    cache: Cache, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("source"), "asby", "berg")
    command = ["batch", "source", "--format", "html", "--jobs", "1"]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["dist/asby/index.html", "dist/berg/index.html", "dist/index.html"]
    assert [line.split(" in ")[0] for line in printed.err.splitlines()[:2]] == [
        "source/asby.json: made",
        "source/berg.json: made",
    ]
    write(Path("source"), "dal", title="")
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "source/asby.json: nothing has changed\n" in told
    assert "source/dal.json: failed\n" in told
    assert "source/dal.json:1:" in told, "with line and column"
    assert told.endswith("2 bundles, of which nothing had changed in 2; 1 source failed\n")
    assert main([*command, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [item["unchanged"] for item in data["bundles"]] == [True, True]
    assert data["bundles"][0]["artefacts"][0]["path"] == "dist/asby/asby.html"
    assert [item["source"] for item in data["failures"]] == ["source/dal.json"]
    assert data["errors"] >= 1


class Terminal:
    """A standard error that a person looks at."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def test_on_a_terminal_a_last_line_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    write(Path("s"), "asby", "berg")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["batch", "s", "--format", "html", "--jobs", "1"]) == 0
    assert terminal.written.startswith("\r\x1b[K[0/2] s/asby.json …\r\x1b[Ks/asby.json: made in ")
    assert "\r\x1b[K[1/2] s/berg.json …" in terminal.written
    last = terminal.written.rpartition("s\n\r\x1b[K")[2]
    assert "…" not in last, "nothing of it is left"


def test_a_plugin_that_fails_is_no_fault_of_the_programme(
    install: Install, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install("falling", "falling_emitter", KILLER, "fall = falling_emitter:fall", group="progpipe.emitters")
    source = write(tmp_path / "source", "asby", "faulty")
    assert main(["batch", str(source), "--out", str(tmp_path / "out"), "--format", "fall", "--jobs", "1"]) == 4
    assert "bad day" in capsys.readouterr().err


def test_files_can_be_read_by_everybody(tmp_path: Path) -> None:
    progpipe.build_many(write(tmp_path / "source", "asby"), out=tmp_path / "out", formats=["html"], jobs=1)
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").rglob("*.html")} == {0o644}
