"""Bundles that were published before: found again, put back where they are gone, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from progpipe.bundle import Bundle, Contents, PublishedArtefact, publish_contents
from progpipe.cache import Cache
from progpipe.cache.recall import Record, files, recall, record_key, remember, stands
from progpipe.errors import Problem
from progpipe.model import Order, Programme


class Memory:
    """What is known of bundles that were made of exactly this source, for exactly this order."""

    def __init__(self, cache: Cache, content: bytes | None, base: Path | None, order: Order) -> None:
        self._cache = cache
        self._base = base
        self._key = None if content is None else record_key(content, base, order)

    def recalled(self) -> Record | None:
        """What is known of the bundle, wherever it was published; None where it must be made."""
        return recall(self._cache, self._key, self._base) if self._key else None

    def published(self, out: Path, record: Record | None) -> Bundle | None:
        """The bundle of the record below `out`, written again if it is gone; None where it must be made."""
        if record is None:
            return None
        target = out / record.name
        artefacts = tuple(_artefact(target, data) for data in record.artefacts)
        if stands(record, target):
            return Bundle(path=target, artefacts=artefacts)
        found = files(self._cache, record)
        return (found and publish_contents(Contents(target=target, files=found, artefacts=artefacts))) or None

    def keep(
        self, contents: Contents, images: Mapping[str, str], warnings: Sequence[Problem], *, files: bool = True
    ) -> None:
        """Remember a bundle that was published, the digests of its images, and the warnings about its source.

        Without `files` only that it stands: it is made anew where it is gone.
        """
        if self._key is None:
            return
        record = Record(
            name=contents.target.name,
            files={name: _sha256(content) for name, content in contents.files.items()},
            images=images,
            artefacts=tuple({**asdict(item), "path": item.path.name} for item in contents.artefacts),
            problems=tuple(asdict(problem) for problem in warnings),
        )
        remember(self._cache, self._key, record, contents.files if files else {})


def image_digests(programme: Programme) -> dict[str, str]:
    """The digest of each image that the source names."""
    return {name: _sha256(image.content) for name, image in programme.images.items()}


def _artefact(folder: Path, data: Mapping[str, Any]) -> PublishedArtefact:
    values: dict[str, Any] = {name: tuple(item) if isinstance(item, list) else item for name, item in data.items()}
    values["path"] = folder / data["path"]
    return PublishedArtefact(**values)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
