"""On which machine a run was, and with which versions."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pypandoc

from bench.peers import BROWSERS

DISTRIBUTIONS = ("progpipe", "weasyprint", "typst")


def describe() -> dict[str, str]:
    """Processor, memory, system, Python, and the tools that were measured."""
    made = {
        "processor": f"{os.cpu_count()} cores, {_first(Path('/proc/cpuinfo'), 'model name') or platform.machine()}",
        "memory": _memory(),
        "system": f"{platform.system()} {platform.release()}, {_first(Path('/etc/os-release'), 'PRETTY_NAME')}",
        "Python": f"{platform.python_version()} ({platform.python_implementation()})",
        **{name: _version(name) for name in DISTRIBUTIONS},
        "pandoc": pypandoc.get_pandoc_version(),
    }
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        said = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False).stdout
        made["chromium"] = (re.findall(r"[\d.]{3,}", said) or ["?"])[0]
    return made


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _first(file: Path, name: str) -> str:
    """The first value of that name in a file of `name = value` or `name: value` lines; empty where there is none."""
    try:
        found = re.search(rf'^{name}\s*[:=]\s*"?([^"\n]*)', file.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return ""
    return found[1].strip() if found else ""
