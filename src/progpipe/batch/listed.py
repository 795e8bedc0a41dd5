"""The bundles that stand in a folder, as their manifests describe them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from progpipe.bundle import MANIFEST, is_bundle

SWEDISH: Final = str.maketrans("åäö", "{|}")  # after z, in this order


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A bundle: its folder's name, what its programme says of itself, and its formats by the title of their edition.

    `formats` has the editions in their order; that of the text itself has an empty title.
    """

    folder: str
    title: str
    language: str
    publisher: str
    municipality: str
    sections: tuple[str, ...]
    formats: Mapping[str, tuple[str, ...]]


def listed(out: Path) -> list[Listed]:
    """Every bundle in the folder, by municipality and title as Swedish readers look for them."""
    return sorted(_found(out), key=_place)


def _found(out: Path) -> Iterator[Listed]:
    for folder in out.iterdir():
        try:
            if folder.is_dir() and not folder.name.startswith(".") and is_bundle(folder):
                yield _listed(folder.name, json.loads((folder / MANIFEST).read_bytes()))
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            continue  # somebody has changed the manifest: what it was is no longer known


def _listed(folder: str, manifest: Mapping[str, Any]) -> Listed:
    programme = manifest["programme"]
    formats: dict[str, list[str]] = {}
    for edition in manifest["editions"]:
        title = "" if edition["id"] == "standard" else str(edition["title"])
        made = (str(item["format"]) for item in manifest["artefacts"] if item["edition"] == edition["id"])
        formats[title] = [*formats.get(title, ()), *made]
    return Listed(
        folder=folder,
        title=str(programme["title"]),
        language=str(programme["language"]),
        publisher=str(programme["publisher"]),
        municipality=str(programme.get("municipality") or ""),
        sections=tuple(str(name) for name in manifest["sections"]),
        formats={title: tuple(dict.fromkeys(names)) for title, names in formats.items()},
    )


def _place(item: Listed) -> tuple[str, ...]:
    texts = (item.municipality or item.publisher, item.title, item.publisher)
    return (*(text.casefold().translate(SWEDISH) for text in texts), item.folder)
