"""The command line, as a person and a program meet it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.build import Made
from progpipe.bundle import Bundle, PublishedArtefact
from progpipe.cli import main
from progpipe.cli.printing import Printer, excerpt, safe, summary
from progpipe.errors import BuildError, MachineError, MissingDependencyError, Problem, Severity, UsageError

SOURCE = Path(__file__).parent.parent / "source" / "alingsas-2027-2030.json"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The real programme with a section of a type that does not exist."""
    path = tmp_path / "faulty.json"
    path.write_text(SOURCE.read_text("utf-8").replace('"type": "introduction"', '"type": "introductoin"'), "utf-8")
    return path


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "progpipe", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **options)


# --- validate -------------------------------------------------------------------------------


def test_a_valid_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(SOURCE)]) == 0
    assert capsys.readouterr().out == f"{SOURCE}: valid\n"


def test_a_problem_is_printed_as_a_compiler_does(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", str(faulty)]) == 1
    lines = capsys.readouterr().out.splitlines()
    path, line, column = lines[0].split(": ")[0].rsplit(":", 2)
    assert (path, faulty.read_text("utf-8").splitlines()[int(line) - 1].strip()) == (
        str(faulty),
        '"type": "introductoin",',
    )
    assert lines[0].split(": ")[1].startswith("error P2")
    assert lines[1] == f"{line:>6} | " + '      "type": "introductoin",'
    assert lines[2] == "       | " + " " * (int(column) - 1) + "^"
    assert lines[1][lines[2].index("^")] == '"'
    assert lines[3].startswith("    hint: ")
    assert lines[-1] == "1 error"


def test_json_says_the_same(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "--json", str(faulty), str(SOURCE)]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["errors"], data["warnings"]) == (1, 0)
    bad, good = data["sources"]
    assert (bad["valid"], good["valid"], good["id"]) == (False, True, "alingsas-2027-2030")
    (problem,) = bad["problems"]
    assert set(problem) == {"code", "severity", "pointer", "line", "column", "message", "hint", "file"}
    assert problem["pointer"] == "/sections/0/type"


def test_standard_input_is_a_source_too(faulty: Path) -> None:
    assert run("validate", "-", input=SOURCE.read_bytes()).stdout == b"<stdin>: valid\n"
    done = run("validate", "-", input=faulty.read_bytes())
    assert done.returncode == 1
    assert done.stdout.startswith(b"<stdin>:")


def test_validate_imports_nothing_heavy() -> None:
    code = (
        "import sys; from progpipe.cli import main; status = main(sys.argv[1:]); "
        "heavy = {'weasyprint', 'pypandoc', 'fontTools', 'pypdfium2'} & set(sys.modules); "
        "sys.exit(status or str(heavy or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code, "validate", SOURCE], capture_output=True, check=False)
    assert done.stdout.endswith(b": valid\n")
    assert done.stderr.strip() == b""


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "å.json"
    path.write_text('{"id": "åäö 漢字", ', "utf-8")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = run("validate", str(path), env=environment)
    assert done.returncode == 1
    assert "åäö 漢字" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_a_reader_that_leaves_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "progpipe", "validate", "--json", *[str(SOURCE)] * 2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


# --- fmt ------------------------------------------------------------------------------------


def test_fmt_rewrites_and_check_only_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "programme.json"
    path.write_text(json.dumps(json.loads(SOURCE.read_text("utf-8"))), "utf-8")
    before = path.read_bytes()
    assert main(["fmt", "--check", str(path)]) == 1
    assert path.read_bytes() == before
    assert main(["fmt", str(path)]) == 0
    assert path.read_bytes() == SOURCE.read_bytes()
    assert main(["fmt", "--check", str(path)]) == 0
    assert capsys.readouterr().out == f"{path}: not in canonical form\n{path}: rewritten\n"


def test_fmt_of_standard_input() -> None:
    done = run("fmt", "-", input=json.dumps(json.loads(SOURCE.read_text("utf-8"))).encode())
    assert done.stdout == SOURCE.read_bytes()


def test_fmt_of_what_is_no_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "programme.json"
    path.write_text("{")
    assert main(["fmt", str(path)]) == 1
    assert path.read_text() == "{"
    assert capsys.readouterr().err.startswith(f"{path}:1:")


# --- build ----------------------------------------------------------------------------------


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What `build` was called with; what it does is tested where it is written."""
    calls: list[dict[str, Any]] = []

    def build(programme: Any, **options: Any) -> SimpleNamespace:
        calls.append({"id": programme.id, **options})
        return SimpleNamespace(path=Path(options["out"]) / programme.id, artefacts=())

    stand_in(monkeypatch, build)
    return calls


def stand_in(monkeypatch: pytest.MonkeyPatch, build: Any) -> None:
    monkeypatch.setitem(sys.modules, "progpipe.build", SimpleNamespace(build=build, cores=lambda: 7, Made=Made))


def fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def build(*_: Any, **__: Any) -> None:
        raise error

    stand_in(monkeypatch, build)


def test_build_passes_its_options_on(built: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> None:
    options = "--out ut --edition standard --format pdf --format html --theme ./tema --section inledning"
    more = "--require approved --base-url https://example.se/ --no-cache --pdf-profile 2.0 --jobs 3"
    assert main(["build", str(SOURCE), *options.split(), *more.split()]) == 0
    assert callable(built[0].pop("progress"))
    assert built == [
        {
            "id": "alingsas-2027-2030",
            "out": "ut",
            "editions": ("standard",),
            "formats": ("pdf", "html"),
            "theme": Path("tema"),
            "sections": ("inledning",),
            "require": "approved",
            "base_url": "https://example.se/",
            "pdf_profile": "2.0",
            "verified": False,
            "jobs": 3,
            "cache": False,
        }
    ]
    assert capsys.readouterr().out == "ut/alingsas-2027-2030/index.html\n"


def test_build_tells_a_machine_what_was_published(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    artefact = PublishedArtefact(
        path=Path("dist/a/a.txt"),
        edition="standard",
        language="sv",
        format="txt",
        media_type="text/plain",
        bytes=1,
        sha256="0" * 64,
        title="A",
    )
    bundle = Bundle(path=Path("dist/a"), artefacts=(artefact,))
    stand_in(monkeypatch, lambda *_, **__: bundle)
    assert main(["build", "--json", str(SOURCE)]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["errors"], data["error"], data["bundles"][0]["path"]) == (0, None, "dist/a")
    (found,) = data["bundles"][0]["artefacts"]
    assert (found["path"], found["mediaType"], found["checkedBy"]) == ("dist/a/a.txt", "text/plain", [])


def test_build_without_options_takes_the_defaults(built: list[dict[str, Any]]) -> None:
    assert main(["build", str(SOURCE)]) == 0
    (call,) = built
    assert (call["out"], call["editions"], call["formats"], call["theme"]) == ("dist", None, None, "default")
    assert (call["jobs"], call["cache"]) == (7, True)


def test_one_faulty_source_and_nothing_is_built(
    built: list[dict[str, Any]], faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(SOURCE), str(faulty)]) == 1
    assert not built
    assert str(faulty) in capsys.readouterr().err


def test_two_sources_with_one_id_are_wrong_usage(built: list[dict[str, Any]]) -> None:
    assert main(["build", str(SOURCE), str(SOURCE)]) == 2
    assert not built


def test_a_late_problem_points_at_the_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    late = Problem(code="P301", pointer="/sections/0/type", message="bad", hint="better", file=str(SOURCE))
    fail(monkeypatch, BuildError([late]))
    assert main(["build", str(SOURCE)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].startswith(f"{SOURCE}:")
    assert lines[0].endswith(": error P301: bad")
    assert '"type": "introduction"' in lines[1]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("no such edition"), 2),
        (MissingDependencyError("apt-get install libpango-1.0-0"), 3),
        (MachineError("disk full"), 4),
    ],
)
def test_what_stops_a_build_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, status: int
) -> None:
    fail(monkeypatch, error)
    assert main(["build", str(SOURCE)]) == status
    assert capsys.readouterr().err == f"progpipe: error: {error}\n"
    assert main(["build", "--json", str(SOURCE)]) == status
    assert json.loads(capsys.readouterr().out)["error"] == {"kind": type(error).__name__, "message": str(error)}


def test_a_fault_of_ours_is_no_traceback_unless_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail(monkeypatch, ZeroDivisionError("oops"))
    assert main(["build", str(SOURCE)]) == 4
    message = capsys.readouterr().err
    assert "a fault in progpipe (ZeroDivisionError: oops)" in message
    assert "Traceback" not in message
    monkeypatch.setenv("PROGPIPE_TRACEBACK", "1")
    main(["build", str(SOURCE)])
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fail(monkeypatch, KeyboardInterrupt())
    assert main(["build", str(SOURCE)]) == 130
    assert capsys.readouterr().err == ""


# --- usage ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [[], ["publish"], ["build"], ["build", "--jobs", "many", "x"], ["build", "x", "--require", "some"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: progpipe" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["validate"], ["fmt"], ["build"]])
def test_help_has_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert "examples:\n  progpipe" in capsys.readouterr().out


def test_plugins_are_listed_with_their_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plugins"]) == 0
    found = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["emitter", "pdf", "progpipe"] in [line[:3] for line in found]
    assert ["stage", "typography", "progpipe"] in [line[:3] for line in found]


# --- printing -------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many cells of a terminal a text takes, counted by hand in the tests' few scripts."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


@pytest.mark.parametrize(
    ("line", "column", "shown", "cell"),
    [
        ('\t"id": 1', 2, '    "id": 1', 4),
        ("漢字 x", 4, "漢字 x", 5),
        ("e\u0301e\u0301 x", 6, "e\u0301e\u0301 x", 3),
        ("a\x1b[31mb", 7, "a\\x1b[31mb", 9),
        ("ab\r", 3, "ab", 2),
        ("", 9, "", 0),
    ],
)
def test_the_caret_stands_under_its_character(line: str, column: int, shown: str, cell: int) -> None:
    assert excerpt(line, column) == (shown, cell)


def test_a_long_line_is_cut_around_the_column() -> None:
    line = "a" * 5_000_000 + "X" + "b" * 5_000_000
    text, offset = excerpt(line, 5_000_001)
    assert len(text) <= 102
    assert (text[0], text[offset], text[-1]) == ("…", "X", "…")


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet=st.sampled_from("ab漢\t\u0301\x1b\u202eé "), max_size=300), st.integers(1, 310))
def test_any_line_is_shown_within_its_width(line: str, column: int) -> None:
    text, offset = excerpt(line, column)
    assert 0 <= offset <= cells(text)
    assert cells(text) <= 102
    assert safe(text) == text


def test_what_a_terminal_would_obey_is_shown_as_an_escape() -> None:
    assert safe("å\x1b]0;x\x07\u202e\n") == "å\\x1b]0;x\\x07\\u202e\\n"


@pytest.mark.parametrize(
    ("terminal", "no_color", "coloured"), [(True, "", True), (True, "1", False), (False, "", False)]
)
def test_colour_only_where_a_person_looks(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,
    no_color: str,
    coloured: bool,
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    Printer(sys.stdout, {}).problems([Problem(code="P101", message="bad", hint="better")])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_the_summary_counts() -> None:
    error = Problem(code="P101", message="", hint="")
    warning = Problem(code="P102", severity=Severity.WARNING, message="", hint="")
    assert summary([error, warning, error]) == "2 errors, 1 warning"
    assert summary([warning]) == "1 warning"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_whoever_closes_the_output_gets_the_exit_status(closed: str) -> None:
    command = f'"{sys.executable}" -m progpipe validate "$1" {closed}'
    done = subprocess.run(["sh", "-c", command, "sh", str(SOURCE)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
