"""What is published, made once, and Chromium to look at it with.

This needs Node, playwright-core and Chromium, and for the e-book epub.js: package-lock.json beside this file names it.
What is not there makes the tests fail. Nothing is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browsing import HERE, PAGES, PROV, REAL, Script, chromium, modules, node

from progpipe.cli import main


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both programmes with their download pages, in both themes; an offprint; the lint report; the review sheet."""
    out = tmp_path_factory.mktemp("published")
    for theme in ("default", "socialdemokraterna"):
        sources = [str(REAL), str(PROV)] if theme == "default" else [str(PROV)]
        assert main(["build", *sources, "--theme", theme, "--out", str(out / theme)]) == 0
    offprint = ["--section", "inledning", "--format", "html", "--out", str(out / "offprint")]
    assert main(["build", str(PROV), *offprint]) == 0
    assert main(["lint", str(REAL), "--edition", "lattlast", "--report", str(out / "rapport.html")]) == 0
    assert main(["review", str(REAL), "-o", str(out / "granskning.html")]) == 0
    return out


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, published: Path) -> Path:
    """Each page in turn."""
    return published / PAGES[request.param]


@pytest.fixture(scope="session")
def script() -> Script:
    """Runs a script of this folder and gives what it tells."""

    def run(name: str, *arguments: Path, **variables: str) -> Any:
        environment = os.environ | {"PROGPIPE_NODE_MODULES": str(modules()), "CHROMIUM": chromium()} | variables
        command = [node(), str(HERE / name), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def reader_modules(tmp_path_factory: pytest.TempPathFactory) -> str:
    """epub.js: PROGPIPE_READER_MODULES names the folder, else npm puts there exactly what package-lock.json says."""
    if named := os.environ.get("PROGPIPE_READER_MODULES"):
        return named
    folder = tmp_path_factory.mktemp("reader")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder)
    packaged = Path(node()).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm = [node(), str(packaged)] if packaged.exists() else [shutil.which("npm") or "npm"]
    path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", "")])
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, check=True)
    return str(folder / "node_modules")
