"""What goes into a bundle, and what is known about it when it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from progpipe.interfaces import Artefact, Context
from progpipe.publication import Publication, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionOutput:
    """One edition as it is published: what was known, what it says, its files, and the picture of its first page."""

    context: Context
    publication: Publication
    artefacts: tuple[Artefact, ...]
    picture: Resource | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedArtefact:
    """One file of a bundle, as the manifest describes it.

    `path` is where it stands. `language` is the exact BCP 47 tag (`sv-simple` is lättläst). `bytes` is
    its size and `sha256` its digest (hexadecimal). `pages` is None for a format that has none.
    `conforms_to` names the standards that the file itself claims; `checked_by` the checks that it passed.
    """

    path: Path
    edition: str
    language: str
    format: str
    media_type: str
    bytes: int
    sha256: str
    pages: int | None = None
    title: str
    conforms_to: tuple[str, ...] = ()
    checked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A published bundle: its folder, and its files in the order they were made."""

    path: Path
    artefacts: tuple[PublishedArtefact, ...]
