"""`manifest.json` (schema/manifest.schema.json) and `SHA256SUMS`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import requires, version
from typing import Final

from progpipe.bundle.model import EditionOutput, PublishedArtefact
from progpipe.compose import Node, Standing, nodes, standing
from progpipe.model import GlossaryEntry, Programme
from progpipe.plugins import emitters, stages
from progpipe.publication import Notice, walk

SCHEMA: Final = "urn:progpipe:schema:manifest:1"
NAME: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"


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
        "municipality": programme.publisher.municipality.name if programme.publisher.municipality else None,
        "period": {"from": programme.period.start, "to": programme.period.end},
        "release": {
            "version": programme.release.version,
            "date": programme.release.date,
            "status": str(programme.release.status),
        },
    }


def _edition(programme: Programme, output: EditionOutput) -> Mapping[str, object]:
    edition, metadata = output.context.edition, output.publication.metadata
    parts = _parts(programme, output) if metadata.variety != programme.language else None
    return {
        "id": edition.id,
        "title": edition.title,
        "language": metadata.variety,
        "sha256": metadata.content_digest,
        "profile": edition.profile,
        "stages": list(edition.stages),
        "renditions": None if parts is None else _least(parts, gap=_has_gap(output)),
        "progress": None if parts is None else {str(item): len(parts[item]) for item in Standing},
        "stale": None if parts is None else parts[Standing.STALE],
    }


def _parts(programme: Programme, output: EditionOutput) -> Mapping[Standing, list[str]]:
    """The ids of the nodes that the edition has a place for, by how far their renditions have come."""
    tag = output.publication.metadata.variety
    found: dict[Standing, list[str]] = {item: [] for item in Standing}
    for node in _nodes(programme, output):
        found[standing(node.renditions.get(tag))].append(node.id)
    return found


def _nodes(programme: Programme, output: EditionOutput) -> Iterator[Node]:
    """The nodes of an edition: in an offprint those of its sections, with the programme's title and the glossary."""
    ids = {getattr(node, "id", None) for node in walk(output.publication)}
    for node, _ in nodes(programme):
        if isinstance(node, Programme | GlossaryEntry) or node.id in ids:
            yield node


def _has_gap(output: EditionOutput) -> bool:
    return any(isinstance(node, Notice) and node.kind == "gap" for node in walk(output.publication))


def _least(parts: Mapping[Standing, list[str]], *, gap: bool) -> str:
    """How far the least finished rendition has come; a stale one is a draft again."""
    least = next((item for item in Standing if parts[item]), Standing.MISSING)
    if gap:
        return str(Standing.MISSING)
    return str(Standing.DRAFT if least is Standing.STALE else least)


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
    yield from dependencies()
    known_stages, known_emitters = stages(), emitters()
    for output in outputs:
        edition = output.context.edition
        formats = {*edition.emitters, *(artefact.format for artefact in output.artefacts)}
        used = [known_stages.get(name) for name in edition.stages] + [known_emitters.get(name) for name in formats]
        yield from ((plugin.distribution, plugin.version) for plugin in used if plugin)


@lru_cache(maxsize=1)
def dependencies() -> tuple[tuple[str, str], ...]:
    """The versions of progpipe and of what it depends on. Nothing is imported."""
    # What only the validators need has no part in what is published.
    needed = [requirement for requirement in requires("progpipe") or () if "extra ==" not in requirement]
    names = ["progpipe", *(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0] for requirement in needed)]
    return tuple((name, version(name)) for name in names)
