"""Wheels built from a folder, and virtual environments that are asked what they see."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment outside the checkout; `extra` are folders with more distributions."""

    python: Path
    extra: tuple[Path, ...] = ()

    def progpipe(self, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        paths = os.pathsep.join(map(str, self.extra))
        command = [str(self.python), "-P", "-m", "progpipe", *arguments]
        variables = os.environ | {"PYTHONPATH": paths, "PYTHONUTF8": "1"}
        return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)


def build_wheel(project: Path, folder: Path) -> Path:
    """The wheel of a project, built by the build backend that is installed here."""
    alone = ("--no-deps", "--no-build-isolation", "--no-index")
    subprocess.run([*PIP, "wheel", *alone, "--wheel-dir", folder, project], check=True)
    (wheel,) = folder.iterdir()
    return wheel
