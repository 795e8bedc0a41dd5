"""`python -m progpipe.check.install`: puts the npm packages where the validators look for them.

`npm ci` takes exactly the versions of package-lock.json and compares their hashes. No script of a package runs:
Puppeteer would download a browser, and the system's is used.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from progpipe.check.model import NotVerifiedError
from progpipe.check.tools import node, node_modules

SOURCES: Final = Path(__file__).parent / "node"
LISTS: Final = ("package.json", "package-lock.json")


def install(sources: Path = SOURCES, modules: Path | None = None) -> Path:
    """Install what a package-lock.json names, unless exactly that is there. Gives the folder `node_modules`.

    Left out, it is that of the validators, and the folder in which they are looked for.
    """
    modules = modules or node_modules()
    stamp = modules / ".progpipe-lock.json"
    lock = (sources / "package-lock.json").read_bytes()
    if not stamp.exists() or stamp.read_bytes() != lock:
        modules.parent.mkdir(parents=True, exist_ok=True)
        for name in LISTS:
            shutil.copyfile(sources / name, modules.parent / name)
        program = node()
        variables = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1", "PATH": _with(program)}
        subprocess.run([*_npm(program), "ci", *OPTIONS], cwd=modules.parent, env=variables, check=True)  # noqa: S603
        stamp.write_bytes(lock)
    return modules


OPTIONS: Final = ("--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error")


def _npm(program: str) -> list[str]:
    """The npm that belongs to this Node: the wheel's is a file of JavaScript."""
    packaged = Path(program).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if packaged.exists():
        return [program, str(packaged)]
    found = shutil.which("npm")
    if found is None:
        raise NotVerifiedError("there is no npm beside the Node of this system: install the package npm")
    return [found]


def _with(program: str) -> str:
    """The path with this Node first: what npm starts must find it."""
    return os.pathsep.join([str(Path(program).parent), os.environ.get("PATH", "")])


def main() -> int:
    """Install, and say where. Exit status 3: something that this needs is missing."""
    try:
        print(f"The validators that come by npm are in {install()}")
    except NotVerifiedError as error:
        print(error, file=sys.stderr)
        return 3
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"npm could not install the validators: {error}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
