"""Whether a bundle is whole: what its manifest and its checksums say, compared with the files that are there."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from progpipe.bundle import CHECKSUMS
from progpipe.check.kinds import MANIFEST
from progpipe.check.model import Finding, Result, Target, Validator
from progpipe.data import data_folder

REMEDY: Final = "Build the bundle anew, or fetch it again. Nothing in it may be changed, added or taken away."
LINE: Final = re.compile(r"([0-9a-f]{64})  (\S.*)")
LARGEST: Final = 16 << 20  # bytes of a manifest and of a list of checksums; those of a town have some kilobytes


def _version() -> str:
    return version("progpipe")


def _look(targets: Sequence[Target], made: str) -> Iterator[Result]:
    for target in targets:
        findings = tuple(_findings(target))
        yield Result(target=target, validator=NAME, version=made, findings=findings)


def _findings(target: Target) -> Iterator[Finding]:
    folder = target.path.parent
    manifest = _manifest(target.path)
    if manifest is None:
        yield _finding("manifest", "The manifest is no JSON that can be read.")
    else:
        yield from _by_schema(manifest)
        yield from _artefacts(manifest, folder)
    yield from _checksums(folder)


def _finding(code: str, message: str, place: str = "") -> Finding:
    return Finding(code=code, level="error", message=message, place=place, remedy=REMEDY)


def _manifest(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except (ValueError, RecursionError):
        return None


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST)


@cache
def _schema() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads((data_folder("schema") / "manifest.schema.json").read_bytes())
    return loaded


def _by_schema(manifest: object) -> Iterator[Finding]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    for error in Draft202012Validator(_schema()).iter_errors(manifest):
        yield _finding("schema", error.message, place=error.json_path)


def _artefacts(manifest: object, folder: Path) -> Iterator[Finding]:
    """Size and digest of each file, as far as the manifest can be understood."""
    artefacts = manifest.get("artefacts") if isinstance(manifest, dict) else None
    for artefact in artefacts if isinstance(artefacts, list) else ():
        name = artefact.get("path") if isinstance(artefact, dict) else None
        if not isinstance(name, str):
            continue  # the schema has said so
        digest, size = _digest(folder, name)
        if digest is None:
            yield _finding("missing", "The manifest names a file that is not there or cannot be read.", place=name)
        elif digest != artefact.get("sha256") or size != artefact.get("bytes"):
            yield _finding("changed", "The file is another one than the manifest says.", place=name)


def _checksums(folder: Path) -> Iterator[Finding]:
    try:
        lines = _read(folder / CHECKSUMS).decode("utf-8").splitlines()
    except (OSError, ValueError):
        yield _finding("checksums", f"{CHECKSUMS} is not there or cannot be read.")
        return
    named = {CHECKSUMS}
    for number, line in enumerate(lines, start=1):
        match = LINE.fullmatch(line)
        if not match:
            yield _finding("checksums", "This is no line of a digest and a name.", place=f"{CHECKSUMS}, line {number}")
            continue
        wanted, name = match.groups()
        named.add(name)
        yield from _compared(folder, name, wanted)
    yield from _strangers(folder, named)


def _compared(folder: Path, name: str, wanted: str) -> Iterator[Finding]:
    digest, _ = _digest(folder, name)
    if digest is None:
        yield _finding("missing", f"{CHECKSUMS} names a file that is not there or cannot be read.", place=name)
    elif digest != wanted:
        yield _finding("changed", f"The file is another one than {CHECKSUMS} says.", place=name)


def _strangers(folder: Path, named: Iterable[str]) -> Iterator[Finding]:
    """What stands beside the manifest and nobody has counted. Hidden files are no part of a bundle."""
    for name in sorted(path.name for path in folder.iterdir() if not path.name.startswith(".")):
        if name not in named:
            yield _finding("stranger", f"{CHECKSUMS} does not name what is here.", place=name)


def _digest(folder: Path, name: str) -> tuple[str | None, int]:
    """The digest and the size of a file of the bundle; a name that leads out of the folder has none."""
    if "/" in name or "\\" in name or "\0" in name or name in {"", ".", ".."}:
        return None, 0
    path = folder / name
    try:
        if not path.is_file():
            return None, 0
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except OSError:
        return None, 0


NAME: Final = "progpipe bundle"
bundle: Final = Validator(
    name=NAME,
    media_types=frozenset({MANIFEST}),
    about="Läser förteckningen och kontrollsummorna och ser efter att varje fil i mappen är hel och oförändrad.",
    independent=False,
    version=_version,
    look=_look,
)
