"""The one door to Pandoc: nothing but standard input goes in, nothing but standard output comes out.

The `pypandoc_binary` distribution carries the program. It runs in its sandbox (Pandoc User's Guide,
"A note on security"), in an empty folder, with an environment of its own, and a warning is an error.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from progpipe.errors import BuildError, MachineError, MissingDependencyError, Problem
from progpipe.markup.pandoc.elements import Value

SECONDS: Final = 120
MISSING: Final = (
    "Pandoc is missing, which makes the Word, OpenDocument and text files. "
    "Install it with `pip install pypandoc_binary` in the environment of progpipe."
)
HINT: Final = "The file was not written. Look at the text or the image that Pandoc names."


def run_pandoc(tree: Value, to: str, *options: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """The document tree written in the format `to`.

    `files` are put where Pandoc runs, so that options can name them. Raises `BuildError` (P502) where
    Pandoc refuses the document or warns about it, `MissingDependencyError` where it is not installed, and
    `MachineError` where it cannot run or does not end.
    """
    source = json.dumps(tree, ensure_ascii=False).encode("utf-8")
    arguments = ("--from=json", f"--to={to}", "--fail-if-warnings", "--output=-", *options)
    return _run(arguments, source, files or {})


def read_with_pandoc(content: bytes, source: str, *, seconds: int, megabytes: int) -> dict[str, object]:
    """The document tree of a file in the format `source`, which anybody may have made.

    Raises `BuildError` (P502) where Pandoc cannot read it within that time and memory.
    """
    # A limit on the heap stands before all other options (Pandoc User's Guide, "A note on security").
    arguments = (
        "+RTS",
        f"-M{megabytes}m",
        "-RTS",
        f"--from={source}",
        "--to=json",
        "--track-changes=accept",
        "--quiet",
    )
    try:
        written = _run(arguments, content, {}, seconds=seconds)
    except MachineError as error:
        raise BuildError([Problem(code="P502", message=str(error), hint=HINT)]) from error
    tree: dict[str, object] = json.loads(written)
    return tree


@cache
def default_file(name: str) -> bytes:
    """A file that comes inside Pandoc, such as `reference.docx`."""
    return _run((f"--print-default-data-file={name}",), b"", {})


def _run(arguments: tuple[str, ...], source: bytes, files: Mapping[str, bytes], *, seconds: int | None = None) -> bytes:
    seconds = seconds or SECONDS
    with tempfile.TemporaryDirectory(prefix="progpipe-pandoc-") as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        command = [str(_program()), "--sandbox", "--data-dir=.", *arguments]
        # A fixed locale, no proxy, no home: what a machine has set cannot reach the document.
        environment = {"LC_ALL": "C.UTF-8", "HOME": folder, "SOURCE_DATE_EPOCH": "0"}
        try:
            done = subprocess.run(  # noqa: S603
                command, input=source, capture_output=True, cwd=folder, env=environment, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise MachineError(f"Pandoc did not finish within {seconds} seconds.") from error
        except OSError as error:
            raise MachineError(f"Pandoc cannot be run: {error.strerror}.") from error
    if done.returncode < 0:
        raise MachineError(f"Pandoc was ended by signal {-done.returncode}.")
    if done.returncode:
        message = done.stderr.decode("utf-8", "replace").strip()[:2000]
        raise BuildError([Problem(code="P502", message=f"Pandoc: {message}", hint=HINT)])
    return done.stdout


def _program() -> Path:
    """The program inside `pypandoc`, and no other: a Pandoc of another version writes another file."""
    found = find_spec("pypandoc")
    if found is not None and found.origin:
        folder = Path(found.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (folder / name).is_file():
                return folder / name
    raise MissingDependencyError(MISSING)
