"""From emitted editions to a bundle on disk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from progpipe.bundle import manifest
from progpipe.bundle.model import Bundle, EditionOutput, PublishedArtefact
from progpipe.bundle.page import download_page
from progpipe.errors import UsageError
from progpipe.files import publish
from progpipe.markup.page import html_page
from progpipe.model import Programme

PAGE: Final = "index.html"
RESERVED: Final = (PAGE, manifest.NAME, manifest.CHECKSUMS)
NAMED: Final = 3
DIGEST: Final = 66  # a digest and the two spaces after it
# What file managers put into every folder that they show.
LITTER: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A bundle before it stands anywhere: where it will, its files by name, and what is known of its artefacts."""

    target: Path
    files: Mapping[str, bytes] = field(repr=False)
    artefacts: tuple[PublishedArtefact, ...]


def publish_bundle(programme: Programme, outputs: Sequence[EditionOutput], out: Path) -> Bundle:
    """Write the bundle of a programme, below `out`, in one step.

    Raises `UsageError` where two files have one name, where nothing was asked for, or where the folder
    holds anything but a bundle; `MachineError`.
    """
    return publish_contents(seal(programme, outputs, assemble(programme, outputs, out)))


def assemble(
    programme: Programme, outputs: Sequence[EditionOutput], out: Path, *, check_page: str | None = None
) -> Contents:
    """The artefacts and the download page. `check_page` names a page that it links to and that is added later."""
    if not any(output.artefacts for output in outputs):
        raise UsageError("nothing to publish: no edition, or no format, was chosen")
    files = _files(outputs, (*RESERVED, check_page or PAGE))
    target = out / "-".join((programme.id, *outputs[0].context.sections))
    artefacts = tuple(_published(outputs, target))
    page = download_page(outputs, artefacts, tuple(output.picture for output in outputs), check_page)
    files[PAGE] = html_page(page, outputs[0].context.theme, "standard")
    return Contents(target=target, files=files, artefacts=artefacts)


def seal(programme: Programme, outputs: Sequence[EditionOutput], contents: Contents) -> Contents:
    """The contents with the manifest and, over everything, the checksums. Nothing can be added afterwards."""
    files = dict(contents.files)
    files[manifest.NAME] = manifest.manifest_bytes(programme, outputs, contents.artefacts)
    files[manifest.CHECKSUMS] = manifest.checksums(files)
    return replace(contents, files=files)


def publish_contents(contents: Contents) -> Bundle:
    """Put sealed contents into their place in one step."""
    publish(contents.files, contents.target, may_replace=_require_bundle)
    return Bundle(path=contents.target, artefacts=contents.artefacts)


def _files(outputs: Sequence[EditionOutput], reserved: Iterable[str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    taken = {name.casefold() for name in reserved}
    for output in outputs:
        for artefact in output.artefacts:
            if artefact.name.casefold() in taken:  # some file systems do not tell a from A
                raise UsageError(
                    f"two files of the bundle are called {artefact.name!r}: change the id of the programme or "
                    f"of the edition, or leave out the format {artefact.format}"
                )
            taken.add(artefact.name.casefold())
            files[artefact.name] = artefact.content
    return files


def _published(outputs: Sequence[EditionOutput], target: Path) -> Iterator[PublishedArtefact]:
    for output in outputs:
        metadata = output.publication.metadata
        for artefact in output.artefacts:
            yield PublishedArtefact(
                path=target / artefact.name,
                edition=output.context.edition.id,
                language=metadata.variety,
                format=artefact.format,
                media_type=artefact.media_type,
                bytes=len(artefact.content),
                sha256=manifest.sha256(artefact.content),
                pages=artefact.facts.pages,
                title=metadata.title,
                conforms_to=artefact.facts.claims,
            )


def _require_bundle(folder: Path) -> None:
    """Refuse to replace a folder that holds anything which no build has put there."""
    strange = sorted({path.name for path in folder.iterdir()} - _ours(folder) - LITTER)
    if strange:
        some = ", ".join(strange[:NAMED]) + (" …" if len(strange) > NAMED else "")
        raise UsageError(
            f"{folder} holds what progpipe did not put there ({some}) and would be replaced as a whole. "
            "Move these files away, or choose another folder with --out."
        )


def _ours(folder: Path) -> set[str]:
    """The names of the files that the build of this bundle wrote; none where it is no bundle."""
    try:
        sums = (folder / manifest.CHECKSUMS).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, IsADirectoryError):
        return set()
    names = {line[DIGEST:] for line in sums.splitlines()}
    return {manifest.CHECKSUMS, *names} if is_bundle(folder) else set()


def is_bundle(folder: Path) -> bool:
    """Whether a build has made the folder: its manifest says so."""
    try:
        found = json.loads((folder / manifest.NAME).read_bytes())
    except (FileNotFoundError, IsADirectoryError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("$schema") == manifest.SCHEMA
