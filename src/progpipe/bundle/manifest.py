"""`manifest.json` (schema/manifest.schema.json) and `SHA256SUMS`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import requires, version
from typing import Final

from progpipe.bundle.model import EditionOutput, PublishedArtefact
from progpipe.model import Programme, Renditions, RenditionStatus, Section
from progpipe.plugins import emitters, stages
from progpipe.publication import Notice, walk

SCHEMA: Final = "urn:progpipe:schema:manifest:1"
NAME: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"
MISSING: Final = "missing"
PROGRESS: Final = [MISSING, *RenditionStatus]


def sha256(content: bytes) -> str:
    """The SHA-256 digest, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The digests of all files, in the form that `sha256sum -c` reads."""
    return "".join(f"{sha256(content)}  {name}\n" for name, content in sorted(files.items())).encode("utf-8")


def manifest_bytes(
    programme: Programme, outputs: Sequence[EditionOutput], artefacts: Iterable[PublishedArtefact]
) -> bytes:
    """The manifest: what is in the bundle, and from what and by what it was made."""
    theme = outputs[0].context.theme
    manifest = {
        "$schema": SCHEMA,
        "programme": _programme(programme),
        "source": {"sha256": programme.digest},
        "sections": list(outputs[0].context.sections),
        "editions": [_edition(programme, output) for output in outputs],
        "artefacts": [_artefact(artefact) for artefact in artefacts],
        "theme": {"name": theme.name, "version": theme.version},
        "tools": dict(sorted(_tools(outputs))),
    }
    return (json.dumps(manifest, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _programme(programme: Programme) -> Mapping[str, object]:
    return {
        "id": programme.id,
        "title": programme.title,
        "language": programme.language,
        "publisher": programme.publisher.name,
        "period": {"from": programme.period.start, "to": programme.period.end},
        "release": {
            "version": programme.release.version,
            "date": programme.release.date,
            "status": str(programme.release.status),
        },
    }


def _edition(programme: Programme, output: EditionOutput) -> Mapping[str, object]:
    edition, metadata = output.context.edition, output.publication.metadata
    return {
        "id": edition.id,
        "title": edition.title,
        "language": metadata.variety,
        "profile": edition.profile,
        "stages": list(edition.stages),
        "renditions": _least(programme, output) if metadata.variety != programme.language else None,
    }


def _least(programme: Programme, output: EditionOutput) -> str:
    """How far the least finished rendition in the edition has come."""
    tag, nodes = output.publication.metadata.variety, list(walk(output.publication))
    ids = {getattr(node, "id", None) for node in nodes}
    found = [
        RenditionStatus.DRAFT if renditions[tag].stale else renditions[tag].status
        for renditions in _renditions(programme, ids)
        if tag in renditions
    ]
    gap = any(isinstance(node, Notice) and node.kind == "gap" for node in nodes)
    return str(min([*found, *([MISSING] if gap or not found else [])], key=PROGRESS.index))


def _renditions(programme: Programme, ids: set[str | None]) -> Iterator[Renditions]:
    yield programme.renditions
    for section in _sections(programme.sections):
        if section.id in ids:
            yield section.renditions
        yield from (commitment.renditions for commitment in section.commitments if commitment.id in ids)
    yield from (entry.renditions for entry in programme.glossary if entry.id in ids)


def _sections(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _artefact(artefact: PublishedArtefact) -> Mapping[str, object]:
    return {
        "path": artefact.path.name,
        "edition": artefact.edition,
        "language": artefact.language,
        "format": artefact.format,
        "mediaType": artefact.media_type,
        "bytes": artefact.bytes,
        "sha256": artefact.sha256,
        "pages": artefact.pages,
        "title": artefact.title,
        "conformsTo": list(artefact.conforms_to),
        "checkedBy": list(artefact.checked_by),
    }


def _tools(outputs: Iterable[EditionOutput]) -> Iterator[tuple[str, str]]:
    """progpipe, what it depends on, and every distribution whose stage or emitter was used. Nothing is imported."""
    yield "progpipe", version("progpipe")
    for requirement in requires("progpipe") or ():
        name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
        yield name, version(name)
    known_stages, known_emitters = stages(), emitters()
    for output in outputs:
        edition = output.context.edition
        formats = {*edition.emitters, *(artefact.format for artefact in output.artefacts)}
        used = [known_stages.get(name) for name in edition.stages] + [known_emitters.get(name) for name in formats]
        yield from ((plugin.distribution, plugin.version) for plugin in used if plugin)
