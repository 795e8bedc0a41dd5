"""What is published, made once, and Chromium to look at it with.

This needs Node, playwright-core and Chromium, and for the e-book epub.js. What is not there makes the tests fail.
Nothing is skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import PAGES, PROV, REAL, Script, run

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
    return run
