"""The wheel, and an environment of its own to install it into."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from environments import PIP, ROOT, Environment, build_wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A fresh environment with progpipe and the package in `tests/thirdparty`.

    Real: both wheels, their installation by pip, their entry points, and that nothing comes from the checkout.
    Not real: the libraries that progpipe needs. A .pth file adds those of the environment that runs the tests,
    behind the fresh one's own, since downloading them takes longer than all other tests. `nox -s wheel`
    installs them too.
    """
    folder = tmp_path_factory.mktemp("fresh environment") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin" / "python"
    theirs = build_wheel(ROOT / "tests" / "thirdparty", tmp_path_factory.mktemp("thirdparty"))
    subprocess.run([*PIP, "--python", python, "install", "--no-deps", "--no-index", wheel, theirs], check=True)
    (site,) = folder.glob("lib/python*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return Environment(python)
