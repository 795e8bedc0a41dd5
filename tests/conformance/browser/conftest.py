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
    """Both programmes with their download pages; an offprint; the lint report; the review sheet.

    In the default theme: the other one changes its colours only, which axe and the theme's own checks judge.
    """
    out = tmp_path_factory.mktemp("published")
    assert main(["build", str(REAL), str(PROV), "--out", str(out / "default")]) == 0
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
