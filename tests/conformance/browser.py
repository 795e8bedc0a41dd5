"""Programs of ours that drive Chromium: what they say, as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from progpipe.check import tools

HERE = Path(__file__).parent / "reading_system"
READING_SYSTEM = Path(os.environ.get("PROGPIPE_READING_SYSTEM") or Path(sys.prefix, "share", "progpipe-reading-system"))


def run(program: str, *arguments: str | Path) -> Any:
    """What the program prints. It runs with the Node, the packages and the browser of the validators."""
    variables = tools.environment(
        PROGPIPE_NODE_MODULES=str(tools.node_modules()),
        READING_SYSTEM=str(READING_SYSTEM),
        CHROMIUM=tools.chromium(),
    )
    command = [tools.node(), str(HERE / program), *map(str, arguments)]
    done = subprocess.run(command, env=dict(variables), capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
