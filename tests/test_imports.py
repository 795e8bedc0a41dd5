"""What a command imports: nothing that it does not need, for that is most of the time that it takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import progpipe

SOURCE = str(Path(__file__).parent.parent / "source" / "alingsas-2027-2030.json")
PRINT = """
import sys
before = set(sys.modules)
{code}
print(*sorted(set(sys.modules) - before))
"""
RUN = "from progpipe.cli import main\ntry: main({arguments!r})\nexcept SystemExit: pass"
ENGINES = {"weasyprint", "fontTools", "PIL", "pypandoc", "pypdfium2", "msgpack", "tinycss2", "lxml"}
READERS = {"markdown_it", "rfc8785"}
# What is asked only where a source has a fault, or names a language that is rare.
JUDGES = {"jsonschema", "language_tags"}
# What each may import of what is installed beside Python; what these import themselves does not count.
MAY: dict[tuple[str, ...], set[str]] = {
    ("--help",): set(),
    ("--version",): set(),
    ("validate", "--help"): set(),
    ("plugins",): set(),
    ("validate", SOURCE): READERS,
    ("fmt", "--check", SOURCE): READERS,
    ("status", SOURCE): READERS | {"lxml"},  # beside the sheet for a review group, which is a page
    ("build", SOURCE, "--format", "txt"): READERS | {"lxml", "tinycss2", "fontTools"},
    ("build", SOURCE, "--format", "html"): READERS | {"lxml", "tinycss2", "fontTools"},
}


def imported(code: str, folder: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PRINT.format(code=code)], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", MAY, ids=lambda arguments: " ".join(arguments[:1] + arguments[2:]))
def test_a_command_imports_what_it_needs(arguments: tuple[str, ...], tmp_path: Path) -> None:
    found = {name.partition(".")[0] for name in imported(RUN.format(arguments=list(arguments)), tmp_path)}
    assert found & (ENGINES | READERS | JUDGES) <= MAY[arguments]


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_what_only_answers_imports_no_layer(option: str, tmp_path: Path) -> None:
    found = {name for name in imported(RUN.format(arguments=[option]), tmp_path) if name.startswith("progpipe.")}
    beside = {name for name in found if not name.startswith("progpipe.cli")}
    assert beside <= {"progpipe.collector", "progpipe.errors", "progpipe.options", "progpipe.source"}


def test_the_package_imports_nothing(tmp_path: Path) -> None:
    assert not {name for name in imported("import progpipe", tmp_path) if name.startswith("progpipe.")}


@pytest.mark.parametrize("name", progpipe.__all__)
def test_every_public_name_comes_when_it_is_used(name: str) -> None:
    assert name in dir(progpipe)
    assert getattr(progpipe, name).__module__.startswith("progpipe.")


def test_a_function_stays_what_it_is_when_the_module_of_its_name_is_imported(tmp_path: Path) -> None:
    code = (
        "import progpipe, progpipe.load.programme, progpipe.lint, progpipe.check, progpipe.build\n"
        "from progpipe.lint import model\nfrom progpipe import labels\n"
        "assert all(map(callable, (progpipe.load, progpipe.lint, progpipe.check, progpipe.build, progpipe.status)))\n"
        "assert progpipe.labels is labels\n"
    )
    assert "progpipe.lint.model" in imported(code, tmp_path)


def test_a_name_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(AttributeError, match="module 'progpipe' has no attribute 'bild'"):
        progpipe.bild  # noqa: B018
