"""Validators that say what a test wants, and files for them to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from progpipe.check import Finding, NotVerifiedError, Result, Target, Validator
from progpipe.check.kinds import EPUB, HTML, PDF

PDF_FILE = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<<>>endobj\ntrailer<<>>\n"
HTML_FILE = b"<!doctype html>\n<html lang='sv'><title>Prov</title><p>Prov</p></html>"
EPUB_FILE = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0oa\xab,\x14\0\0\0\x14\0\0\0\x08\0\0\0mimetypeapplication/epub+zip"
ALT = Finding(code="ua1:7.3-1", level="error", message="A figure has no alternative text.", remedy="Describe it.")


def validator(
    name: str = "Prov",
    *media_types: str,
    found: Mapping[str, Sequence[Finding]] | None = None,
    silent: Iterable[str] = (),
    missing: str = "",
    independent: bool = True,
    standards: Sequence[str] = ("PROV-1",),
) -> Validator:
    """Finds in the file with that name what `found` says, passes all others, and says nothing about `silent`."""

    def version() -> str:
        if missing:
            raise NotVerifiedError(missing)
        return "1.2"

    def look(targets: Sequence[Target], version: str) -> Iterator[Result]:
        for target in targets:
            if target.name not in silent:
                findings = tuple((found or {}).get(target.name, ()))
                yield result(target, name, *findings, version=version, standards=standards)

    return Validator(
        name=name,
        media_types=frozenset(media_types or {PDF, EPUB, HTML}),
        about="Läser filen på prov.",
        independent=independent,
        version=version,
        look=look,
    )


def result(
    target: Target,
    name: str = "Prov",
    *findings: Finding,
    version: str = "",
    standards: Sequence[str] = (),
    reason: str = "",
) -> Result:
    return Result(
        target=target,
        validator=name,
        version=version,
        standards=tuple(standards),
        findings=findings,
        reason=reason,
    )


def looking(look: object, name: str = "Prov") -> Validator:
    """A validator with a look of its own."""
    return Validator(
        name=name,
        media_types=frozenset({PDF, EPUB, HTML}),
        about="Läser filen på prov.",
        version=lambda: "1.2",
        look=look,  # type: ignore[arg-type]
    )


def folder(place: Path) -> Path:
    """A folder with one file of each kind that people check."""
    place.mkdir(exist_ok=True)
    (place / "bok.epub").write_bytes(EPUB_FILE)
    (place / "program.pdf").write_bytes(PDF_FILE)
    (place / "sida.html").write_bytes(HTML_FILE)
    return place
