"""What kind of file something is: its first bytes decide, whatever its name ends with."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from progpipe.bundle import MANIFEST_SCHEMA

PDF: Final = "application/pdf"
EPUB: Final = "application/epub+zip"
HTML: Final = "text/html"
XHTML: Final = "application/xhtml+xml"
MANIFEST: Final = "application/vnd.progpipe.manifest+json"  # of a bundle: a kind that only we know
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
EMPTY: Final = "application/x-empty"
UNKNOWN: Final = "application/octet-stream"
# What an accessible file can be, and what no file of a bundle may be without having been looked at.
DOCUMENTS: Final = frozenset({PDF, EPUB, HTML, XHTML})
# What the end of a name promises. Only to tell when a file is not what it is called.
PROMISES: Final[Mapping[str, frozenset[str]]] = {
    ".pdf": frozenset({PDF}),
    ".epub": frozenset({EPUB}),
    ".html": frozenset({HTML, XHTML}),
    ".htm": frozenset({HTML, XHTML}),
    ".xhtml": frozenset({HTML, XHTML}),
}
KNOWN: Final[Mapping[str, str]] = {
    PDF: "PDF",
    EPUB: "EPUB",
    HTML: "HTML",
    XHTML: "XHTML",
    MANIFEST: "manifest of a bundle",
    DOCX: "Word",
    ODT: "OpenDocument text",
    "application/zip": "archive",
    EMPTY: "empty file",
    "text/plain": "plain text",
    UNKNOWN: "file of an unknown kind",
}

FIRST: Final = 4096  # bytes that are read to tell
PDF_WITHIN: Final = 1024  # ISO 32000-1, Annex H: readers accept the header anywhere in these
MIMETYPE_AT: Final = 30  # EPUB 3.3, 4.2.3.3, and OpenDocument 1.3, part 2, 3.3: where the archive says what it is
MIMETYPES: Final = tuple((f"mimetype{media}".encode(), media) for media in (EPUB, ODT))
# Archives that do not say it there, by a file that each of them has.
PARTS: Final = (("word/document.xml", DOCX), ("content.xml", ODT), ("META-INF/container.xml", EPUB))
BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"wOF2", "font/woff2"),
)
# WHATWG MIME Sniffing, 7.1: what a page begins with, after white space. A comment is followed by one of the others.
PAGE: Final = re.compile(
    rb"(?:\s|<!--.*?-->)*<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
XML: Final = re.compile(rb"\s*<\?xml[\s?]")
ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?html[\s>/]")
MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def media_type(path: Path) -> str:
    """What the file is. Raises `OSError` where it cannot be read."""
    with path.open("rb") as file:
        first = file.read(FIRST)
    if not first:
        return EMPTY
    if b"%PDF-" in first[:PDF_WITHIN]:
        return PDF
    if first.startswith(b"PK\x03\x04"):
        return _archive(path, first)
    beginnings = (kind for begin, kind in BEGINNINGS if first.startswith(begin))
    return next(beginnings, None) or _text(first)


def kind(media: str) -> str:
    """The kind in words, for people."""
    return KNOWN.get(media, media)


def _archive(path: Path, first: bytes) -> str:
    for begin, media in MIMETYPES:
        if first.startswith(begin, MIMETYPE_AT):
            return media
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError):
        names = set()
    return next((media for part, media in PARTS if part in names), "application/zip")


def _text(first: bytes) -> str:
    encoding = next((name for mark, name in MARKS if first.startswith(mark)), "utf-8")
    text = first.decode(encoding, errors="replace").lstrip("\ufeff").encode("utf-8")
    if XML.match(text):
        return XHTML if ROOT.search(text) else "application/xml"
    if PAGE.match(text):
        return HTML
    if text.lstrip()[:1] == b"{" and MANIFEST_SCHEMA.encode() in text:
        return MANIFEST
    return UNKNOWN if b"\0" in text or "\ufffd".encode() in text[:-4] else "text/plain"
