"""A build as a plan of steps: what is made again and what is not, who makes it, and that the bytes are the same."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest

import progpipe
import progpipe.cli
from progpipe.build import Made
from progpipe.build.workers import Processes
from progpipe.cache import Cache
from progpipe.errors import BuildError, MachineError, UsageError
from tests.installing import Install

ROOT: Final = Path(__file__).parent.parent
DATA: Final = ROOT / "tests" / "data" / "provkommun"
NAME: Final = "provkommun-2027-2030"
WEB: Final = ("html", "epub")
Change = Callable[[Any], None]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the test programme, with its images."""
    folder = tmp_path / "source"
    shutil.copytree(DATA, folder)
    return folder / "provkommun.json"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("PROGPIPE_CACHE", str(folder))
    return Cache(folder=folder)


def change(source: Path, edit: Change) -> None:
    data = json.loads(source.read_text(encoding="utf-8"))
    edit(data)
    source.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")


def bodies(data: Any) -> Iterator[Any]:
    """Every section, however deep."""
    waiting = list(data["sections"])
    while waiting:
        section = waiting.pop()
        yield section
        waiting += section.get("sections", [])


def reword(data: Any) -> None:
    """One commitment gets two words more; its easy-read text, which is a draft, stays what it is."""
    promises = [promise for section in bodies(data) for promise in section.get("commitments", [])]
    promise = next(promise for promise in promises if promise["id"] == "fria-laromedel")
    promise["text"] = promise["text"].rstrip(".") + " före sommaren."


def files(bundle: progpipe.Bundle) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in bundle.path.iterdir()}


class Told:
    """What a build says of its steps."""

    def __init__(self) -> None:
        self.steps: list[Made] = []

    def __call__(self, step: Any) -> None:
        if step.seconds is not None:
            self.steps.append(step)

    @property
    def made(self) -> set[tuple[str, str]]:
        return {(step.edition, step.what) for step in self.steps if not step.cached}

    @property
    def kept(self) -> set[tuple[str, str]]:
        return {(step.edition, step.what) for step in self.steps if step.cached}


def build(source: Path, out: Path, **options: Any) -> tuple[dict[str, bytes], Told]:
    told = Told()
    return files(progpipe.build(source, out=out, progress=told, **{"formats": WEB, **options})), told


# --- the same bytes, whoever makes them -----------------------------------------------------


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything, made by this process without the cache."""
    out = tmp_path_factory.mktemp("plain")
    return files(progpipe.build(DATA / "provkommun.json", out=out, jobs=1, cache=False))


def test_several_processes_and_the_cache_make_the_same_bytes(
    plain: dict[str, bytes], cache: Cache, source: Path, tmp_path: Path
) -> None:
    assert files(progpipe.build(source, out=tmp_path / "new", jobs=3)) == plain
    change(source, lambda _: None)  # the same programme, set otherwise: every step is known
    told = Told()
    kept = files(progpipe.build(source, out=tmp_path / "kept", jobs=3, progress=told))
    assert not told.made
    assert kept == plain


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_will_do(kind: Callable[[int], Executor], source: Path, tmp_path: Path) -> None:
    alone, _ = build(source, tmp_path / "alone", jobs=1)
    with kind(2) as executor:
        beside, told = build(source, tmp_path / "beside", executor=executor)
    assert beside == alone
    assert ("lattlast", "epub") in told.made


@pytest.mark.parametrize("jobs", [0, -1])
def test_less_than_one_job_is_no_number_of_jobs(jobs: int, source: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        build(source, tmp_path, jobs=jobs)


# --- what is made again ---------------------------------------------------------------------


def test_where_nothing_has_changed_nothing_is_made(cache: Cache, source: Path, tmp_path: Path) -> None:
    first, told = build(source, tmp_path / "out")
    assert told.made == {(edition, what) for edition in ("standard", "lattlast") for what in ("stages", *WEB)}
    again, told = build(source, tmp_path / "out")
    assert not told.steps
    assert again == first


def test_what_was_published_stands_untouched_where_nothing_has_changed(
    cache: Cache, source: Path, tmp_path: Path
) -> None:
    build(source, tmp_path / "out")
    before = (tmp_path / "out" / NAME).stat().st_ino
    build(source, tmp_path / "out")
    assert (tmp_path / "out" / NAME).stat().st_ino == before


def test_a_bundle_that_is_gone_or_spoiled_is_put_back(cache: Cache, source: Path, tmp_path: Path) -> None:
    first, _ = build(source, tmp_path / "out")
    folder = tmp_path / "out" / NAME
    (folder / f"{NAME}.html").write_bytes(b"spoiled")
    assert build(source, tmp_path / "out")[0] == first
    shutil.rmtree(folder)
    again, told = build(source, tmp_path / "out")
    assert again == first
    assert not told.steps


def test_a_reworded_commitment_leaves_the_easy_read_files_alone(cache: Cache, source: Path, tmp_path: Path) -> None:
    first, _ = build(source, tmp_path / "out")
    change(source, reword)
    second, told = build(source, tmp_path / "out")
    assert ("standard", "html") in told.made
    assert first[f"{NAME}.html"] != second[f"{NAME}.html"]
    easy = {f"{NAME}-lattlast.html", f"{NAME}-lattlast.epub"}
    assert {name for name in first if first[name] == second[name]} >= easy
    assert {("lattlast", "html"), ("lattlast", "epub")} <= told.kept


BESIDE: Final[dict[str, Callable[[Path], object]]] = {
    "an image": lambda folder: shutil.copy(folder / "vag.png", folder / "skolgard.png"),
    "editions": lambda folder: (folder / "progpipe.toml").write_text('[editions.lattlast]\ntitle = "L"'),
    "the date": lambda _: os.environ.update(SOURCE_DATE_EPOCH="86400"),
}


@pytest.mark.parametrize("what", BESIDE)
def test_what_stands_beside_the_source_counts(
    what: str, cache: Cache, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    change(source, lambda data: data["release"].pop("date", None))
    build(source, tmp_path / "out")
    BESIDE[what](source.parent)
    made, told = build(source, tmp_path / "out")
    assert told.steps
    assert made == build(source, tmp_path / "new", cache=False)[0]


def test_a_theme_that_changed_makes_everything_new(cache: Cache, source: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "theme.toml").write_text('title = "Tema"\nextends = "default"\n', encoding="utf-8")
    first, _ = build(source, tmp_path / "out", theme=theme)
    (theme / "screen.css").write_text("h1 { letter-spacing: 1px }", encoding="utf-8")
    second, told = build(source, tmp_path / "out", theme=theme)
    assert ("standard", "html") in told.made
    assert first[f"{NAME}.html"] != second[f"{NAME}.html"]


@pytest.mark.parametrize(
    "option", [{"base_url": "https://example.se/a"}, {"formats": ("html",)}, {"sections": ["skolnamnden"]}]
)
def test_what_was_asked_counts(option: dict[str, Any], cache: Cache, source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out")
    assert build(source, tmp_path / "out", **option)[0] == build(source, tmp_path / "new", cache=False, **option)[0]


def test_a_damaged_cache_is_made_again(cache: Cache, source: Path, tmp_path: Path) -> None:
    first, _ = build(source, tmp_path / "out")
    for path in cache.folder.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1])
    shutil.rmtree(tmp_path / "out")
    again, told = build(source, tmp_path / "out")
    assert again == first
    assert not told.kept


def test_without_the_cache_nothing_is_kept(cache: Cache, source: Path, tmp_path: Path) -> None:
    build(source, tmp_path / "out", cache=False)
    assert cache.contents().entries == 0


def test_problems_are_told_each_time(cache: Cache, source: Path, tmp_path: Path) -> None:
    change(source, lambda data: data["sections"][0]["blocks"][0].update(text="Ett tecken som saknas: \U0001f600"))
    for _ in range(2):
        with pytest.raises(BuildError) as caught:
            build(source, tmp_path / "out")
        assert len(caught.value.problems) >= 1
        assert caught.value.problems[0].file == str(source)


# --- plugins --------------------------------------------------------------------------------

COUNTING: Final = """
from progpipe.interfaces import Artefact, declare
calls = []
def count(publication, context):
    calls.append(context.source)
    yield Artefact(name=context.stem + ".count", media_type="text/plain", content=b"1", format="count")
{decorated}
"""


@pytest.mark.parametrize(
    ("decorated", "given"),
    [
        ("", [True, True]),
        ("declare(version='2')(count)", [False]),
        ("declare(version='2', reads_source=True)(count)", [True]),
    ],
)
def test_a_plugin_that_declares_its_version_is_cached(
    decorated: str, given: list[bool], install: Install, cache: Cache, source: Path
) -> None:
    code = COUNTING.format(decorated=decorated)
    install("counting", "counting_emitter", code, "count = counting_emitter:count", group="progpipe.emitters")
    for _ in range(2):
        build(source, cache.folder.parent / "out", editions=["standard"], formats=["count"])
    assert [bool(content) for content in sys.modules["counting_emitter"].calls] == given


# --- when a worker dies ---------------------------------------------------------------------


class Dying(Processes):
    """A pool of which the worker is killed as soon as there is work."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        super().submit(os.kill, super().submit(os.getpid).result(), signal.SIGKILL)
        return super().submit(function, *arguments, **named)


def test_a_killed_worker_is_a_failure_of_the_machine(source: Path, tmp_path: Path) -> None:
    with Dying(1, []) as workers, pytest.raises(MachineError, match="was ended"):
        build(source, tmp_path / "out", executor=workers)
    assert not (tmp_path / "out").exists()


LARGE: Final = """
import os, signal, time
from progpipe.build.workers import Processes

def read(content):
    time.sleep(0.2)
    return len(content)

if __name__ == "__main__":
    with Processes(1, []) as workers:
        process = workers.submit(os.getpid).result()
        sent = [workers.submit(read, bytes(3_000_000)) for _ in range(3)]
        os.kill(process, signal.SIGKILL)
        print({type(future.exception()).__name__ for future in sent})
"""


def test_nobody_waits_for_a_killed_worker_to_read_its_work(tmp_path: Path) -> None:
    """As Python 3.11.2 of Debian 12 does by itself."""
    program = tmp_path / "large.py"
    program.write_text(LARGE, encoding="utf-8")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "{'BrokenProcessPool'}\n"


SHARED: Final = """
import os, sys, time
from progpipe.build.workers import open_executor
from progpipe.plugins import declared

def seen(_):
    time.sleep(0.3)
    return os.getpid(), "weasyprint" in sys.modules

if __name__ == "__main__":
    with open_executor(None, 2, [declared("emitter", "pdf")[1]]) as workers:
        found = list(workers.map(seen, range(4)))
    print(len({process for process, _ in found} - {os.getpid()}), {there for _, there in found})
"""


def test_workers_share_one_import_of_the_engine(tmp_path: Path) -> None:
    program = tmp_path / "shared.py"
    program.write_text(SHARED, encoding="utf-8")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "2 {True}\n"


# --- the command line -----------------------------------------------------------------------

COMMAND: Final = """
import sys
from progpipe.cli import main
status = main(["build", sys.argv[1], "--out", sys.argv[2], "--format", "html"])
heavy = {"weasyprint", "lxml", "jsonschema", "fontTools", "PIL", "markdown_it", "pypandoc", "importlib.metadata"}
print(sorted(heavy & set(sys.modules)), file=sys.stderr)
raise SystemExit(status)
"""


def test_the_command_imports_nothing_where_nothing_has_changed(cache: Cache, source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", COMMAND, str(source), str(tmp_path / "out")]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "standard: html, 0." in first.stderr
    second = subprocess.run(command, capture_output=True, text=True, check=True)
    assert second.stdout == first.stdout
    assert second.stderr.splitlines()[-2:] == [f"{tmp_path / 'out' / NAME}: nothing has changed", "[]"]


def test_warnings_are_told_also_where_nothing_has_changed(
    cache: Cache, source: Path, tmp_path: Path, capsys: Any
) -> None:
    change(source, reword)  # a stale rendition is a warning
    said = []
    for _ in range(2):
        assert progpipe.cli.main(["build", str(source), "--out", str(tmp_path / "out"), "--format", "html"]) == 0
        said.append([line for line in capsys.readouterr().err.splitlines() if "P108" in line])
    assert said[0] == said[1] != []


@pytest.mark.parametrize("value", ["0", "-1", "two", "1.5", ""])
def test_a_number_of_jobs_is_a_number(value: str, capsys: Any) -> None:
    with pytest.raises(SystemExit) as caught:
        progpipe.cli.main(["build", "x.json", "--jobs", value])
    assert caught.value.code == 2
    assert "no number of processes" in capsys.readouterr().err


def test_the_cache_is_shown_and_cleared(cache: Cache, source: Path, tmp_path: Path, capsys: Any) -> None:
    build(source, tmp_path / "out")
    assert progpipe.cli.main(["cache", "--info"]) == 0
    shown = capsys.readouterr().out
    assert str(cache.folder) in shown
    assert f"entries  {cache.contents().entries}" in shown
    assert progpipe.cli.main(["cache", "--clear"]) == 0
    assert "entries  0" in capsys.readouterr().out


def test_a_cache_that_is_off_is_said(capsys: Any) -> None:
    assert progpipe.cli.main(["cache", "--info"]) == 2
    assert "there is no cache" in capsys.readouterr().err
