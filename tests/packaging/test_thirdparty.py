"""A stage and an emitter of another distribution, installed beside ours, change the output."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from environments import ROOT, Environment

PACKAGE = ROOT / "tests" / "thirdparty" / "progpipe_exempel.py"
SOURCE = "alingsas-2027-2030.json"
BUNDLE = Path("dist", "alingsas-2027-2030")
EDITION = """
[editions.standard]
stages = ["numbering", "references", "selection", "glossary", "typography", "ropa"]
"""
PROTOCOLS = """
import progpipe_exempel
from progpipe.interfaces import Emitter, Stage

stage: Stage = progpipe_exempel.ropa
emitter: Emitter = progpipe_exempel.loften
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the real programme, far from the checkout."""
    shutil.copy(ROOT / "source" / SOURCE, tmp_path)
    return tmp_path


def distribution(folder: Path, name: str, point: str, code: str) -> Path:
    """A distribution with one emitter, as pip would leave it in that folder."""
    info = folder / f"{name}-9.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 9.1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[progpipe.emitters]\n{point}\n", encoding="utf-8")
    (folder / f"{name}.py").write_text(code, encoding="utf-8")
    return folder


def build(environment: Environment, folder: Path, *formats: str) -> dict[str, str]:
    """Build the programme; the text of each artefact by its format."""
    options = [option for name in formats for option in ("--format", name)]
    done = environment.progpipe("build", SOURCE, "--edition", "standard", *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    artefacts = json.loads((folder / BUNDLE / "manifest.json").read_bytes())["artefacts"]
    return {item["format"]: (folder / BUNDLE / item["path"]).read_text(encoding="utf-8") for item in artefacts}


# --- installed and used -----------------------------------------------------------------------


def test_they_are_listed_with_their_distribution(environment: Environment, tmp_path: Path) -> None:
    lines = environment.progpipe("plugins", cwd=tmp_path).stdout.splitlines()
    assert [line.split() for line in lines if "progpipe-exempel" in line] == [
        ["stage", "ropa", "progpipe-exempel", "0.3.0"],
        ["emitter", "loften", "progpipe-exempel", "0.3.0"],
    ]


def test_the_emitter_writes_a_file_of_its_own(environment: Environment, folder: Path) -> None:
    artefacts = build(environment, folder, "loften")
    assert set(artefacts) == {"loften"}
    lines = artefacts["loften"].splitlines()
    assert len(lines) == 74
    assert lines[0].startswith("1. Skrota målet om Sveriges mest effektiva kommun")
    checksums = (folder / BUNDLE / "SHA256SUMS").read_text(encoding="utf-8")
    page = (folder / BUNDLE / "index.html").read_text(encoding="utf-8")
    assert "alingsas-2027-2030-loften.txt" in checksums
    assert "alingsas-2027-2030-loften.txt" in page


def test_the_stage_changes_every_format_that_names_it(environment: Environment, folder: Path) -> None:
    before = build(environment, folder, "txt", "html", "loften")
    (folder / "progpipe.toml").write_text(EDITION, encoding="utf-8")
    after = build(environment, folder, "txt", "html", "loften")
    for name in ("txt", "html"):
        assert "föreningsliv" in before[name]
        assert "föreningsliv" not in after[name]
        assert "FÖRENINGSLIV" in after[name]
    assert after["loften"] == before["loften"].upper()


@pytest.mark.parametrize(("name", "version"), [("loften", "0.3.0"), ("txt", None)])
def test_the_manifest_names_it_where_it_was_used(
    environment: Environment, folder: Path, name: str, version: str | None
) -> None:
    build(environment, folder, name)
    tools = json.loads((folder / BUNDLE / "manifest.json").read_bytes())["tools"]
    assert tools.get("progpipe-exempel") == version


# --- what goes wrong --------------------------------------------------------------------------


def refused(environment: Environment, folder: Path, name: str) -> tuple[int, str]:
    done = environment.progpipe("build", SOURCE, "--edition", "standard", "--format", name, cwd=folder)
    assert "Traceback" not in done.stderr
    assert not (folder / "dist").exists()
    return done.returncode, done.stderr


def test_an_unknown_name_is_wrong_usage(environment: Environment, folder: Path) -> None:
    status, message = refused(environment, folder, "löften")
    assert status == 2
    assert "Did you mean loften?" in message


def test_a_broken_plugin_is_something_missing(environment: Environment, folder: Path) -> None:
    extra = distribution(folder / "extra", "trasig", "fax = trasig:fax", "import a_modem")
    broken = replace(environment, extra=(extra,))
    status, message = refused(broken, folder, "fax")
    assert status == 3
    assert "fax of trasig 9.1" in message
    assert build(broken, folder, "loften"), "installed is not enabled: nobody asked for it here"


def test_two_with_one_name_are_refused_with_both_names(environment: Environment, folder: Path) -> None:
    extra = distribution(folder / "extra", "dubbel", "loften = dubbel:loften", "def loften(p, c): return []")
    status, message = refused(replace(environment, extra=(extra,)), folder, "loften")
    assert status == 2
    assert "progpipe-exempel 0.3.0" in message
    assert "dubbel 9.1" in message


# --- how it is written ------------------------------------------------------------------------


def test_a_stage_and_an_emitter_take_less_than_ten_lines_each() -> None:
    functions = [node for node in ast.parse(PACKAGE.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)]
    assert [function.name for function in functions] == ["ropa", "loften"]
    for function in functions:
        assert function.end_lineno is not None
        assert function.end_lineno - function.lineno + 1 < 10


def test_strict_types_accept_them_against_the_installed_wheel(environment: Environment, tmp_path: Path) -> None:
    """Only what the wheel says of its types is seen here: `py.typed` is put to the test too."""
    code = tmp_path / "protocols.py"
    code.write_text(PROTOCOLS, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(environment.python)]
    done = subprocess.run(
        [*command, str(PACKAGE), str(code)], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout == "Success: no issues found in 2 source files\n"
