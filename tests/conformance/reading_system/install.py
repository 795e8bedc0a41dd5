"""Puts the reading system of the tests beside the validators: `python install.py`."""

from __future__ import annotations

import sys
from pathlib import Path

from progpipe.check.install import install

HERE = Path(__file__).parent
MODULES = Path(sys.prefix, "share", "progpipe-reading-system", "node_modules")

if __name__ == "__main__":
    print(f"The reading system is in {install(HERE, MODULES)}")
