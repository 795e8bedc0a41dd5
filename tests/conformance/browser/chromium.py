"""Chromium, led by the scripts of this folder, and the pages that it looks at."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from progpipe.check import tools

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
    "offprint": "offprint/provkommun-2027-2030-inledning/provkommun-2027-2030-inledning.html",
    "report": "rapport.html",
    "review": "granskning.html",
}


def run(name: str, *arguments: Path, **variables: str) -> Any:
    """What a script tells. It runs with the Node, the packages and the browser of the validators."""
    environment = tools.environment(
        PROGPIPE_NODE_MODULES=str(tools.node_modules()), CHROMIUM=tools.chromium(), **variables
    )
    command = [tools.node(), str(HERE / name), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=dict(environment), check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)
