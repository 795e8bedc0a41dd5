"""Bundles that were published before: found again, put back where they are gone, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from progpipe.bundle import Bundle, Contents, PublishedArtefact, publish_contents
from progpipe.cache import Cache
from progpipe.cache.recall import Record, files, recall, record_key, remember, stands
from progpipe.model import Order, Programme


class Memory:
    """What is known of bundles that were made of exactly this source, for exactly this order."""

    def __init__(self, cache: Cache, programme: Programme, order: Order) -> None:
        self._cache = cache
        self._programme = programme
        content = programme.content
        self._key = None if content is None else record_key(content, programme.base, order)

    def published(self, out: Path) -> Bundle | None:
        """The bundle below `out`, written again if it does not stand there; None where it must be made."""
        record = recall(self._cache, self._key, self._programme.base) if self._key else None
        if record is None:
            return None
        target = out / record.name
        artefacts = tuple(_artefact(target, data) for data in record.artefacts)
        if stands(record, target):
            return Bundle(path=target, artefacts=artefacts)
        found = files(self._cache, record)
        return (found and publish_contents(Contents(target=target, files=found, artefacts=artefacts))) or None

    def keep(self, contents: Contents) -> None:
        """Remember a bundle that was published."""
        if self._key is None:
            return
        images = {name: _sha256(image.content) for name, image in self._programme.images.items()}
        record = Record(
            name=contents.target.name,
            files={name: _sha256(content) for name, content in contents.files.items()},
            images=images,
            artefacts=tuple({**asdict(item), "path": item.path.name} for item in contents.artefacts),
            problems=tuple(asdict(problem) for problem in self._programme.warnings),
        )
        remember(self._cache, self._key, record, contents.files)


def _artefact(folder: Path, data: Mapping[str, Any]) -> PublishedArtefact:
    values: dict[str, Any] = {name: tuple(item) if isinstance(item, list) else item for name, item in data.items()}
    values["path"] = folder / data["path"]
    return PublishedArtefact(**values)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
