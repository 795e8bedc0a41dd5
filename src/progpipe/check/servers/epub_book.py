"""An EPUB as its documents: package, navigation and content, read from the archive with nothing trusted."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

LARGEST: Final = 64 * 1024 * 1024
NAMES: Final = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "svg": "http://www.w3.org/2000/svg",
    "m": "http://www.w3.org/1998/Math/MathML",
}


class UnreadableError(Exception):
    """The book lacks a part without which it is none."""


@dataclass(frozen=True, slots=True)
class Document:
    """A content document: its path in the archive, and its elements."""

    path: str
    root: etree._Element

    def find(self, query: str) -> list[etree._Element]:
        found = self.root.xpath(query, namespaces=NAMES)
        return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book. `documents` are those of the spine in its order, and `navigation` may be one of them."""

    package: Document
    navigation: Document | None
    documents: tuple[Document, ...]
    styles: tuple[tuple[str, str], ...]

    def everything(self) -> Iterator[Document]:
        """Each content document once."""
        yield from self.documents
        if self.navigation and self.navigation.path not in {document.path for document in self.documents}:
            yield self.navigation

    def properties(self, name: str) -> list[str]:
        """The values of a metadata property."""
        return [text(element) for element in self.package.find(f"//o:metadata/o:meta[@property='{name}']")]


def text(element: etree._Element) -> str:
    """Its words, with white space as readers see it."""
    return " ".join("".join(map(str, element.itertext())).split())


def local(base: str, reference: str) -> tuple[str, str]:
    """The path in the archive, and the fragment, that a reference in that document leads to."""
    parts = urlsplit(reference)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path))) if parts.path else base
    return path, unquote(parts.fragment)


def read_book(path: Path) -> Book:
    """The book. Raises `UnreadableError`."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _book(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise UnreadableError(f"it is no archive that can be read: {error}") from error


def _book(archive: zipfile.ZipFile) -> Book:
    container = _document(archive, "META-INF/container.xml")
    rootfiles = container.find("//c:rootfile[@full-path]")
    if not rootfiles:
        raise UnreadableError("META-INF/container.xml names no package document")
    package = _document(archive, str(rootfiles[0].get("full-path")))
    items = {str(item.get("id")): item for item in package.find("//o:manifest/o:item[@href]")}
    paths = {name: local(package.path, str(item.get("href")))[0] for name, item in items.items()}
    spine = [str(item.get("idref")) for item in package.find("//o:spine/o:itemref")]
    texts = [name for name in spine if name in items and items[name].get("media-type") == "application/xhtml+xml"]
    navigation = [name for name, item in items.items() if "nav" in str(item.get("properties", "")).split()]
    styles = [name for name, item in items.items() if item.get("media-type") == "text/css"]
    return Book(
        package=package,
        navigation=_document(archive, paths[navigation[0]]) if navigation else None,
        documents=tuple(_document(archive, paths[name]) for name in texts),
        styles=tuple((paths[name], _bytes(archive, paths[name]).decode("utf-8", "replace")) for name in styles),
    )


def _document(archive: zipfile.ZipFile, name: str) -> Document:
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return Document(name, etree.fromstring(_bytes(archive, name), strict))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name} is not well-formed: {error}") from error


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    """What is in the archive under that name, unless it is larger than any document (a bomb)."""
    try:
        with archive.open(name) as stream:
            content = stream.read(LARGEST + 1)
    except KeyError as error:
        raise UnreadableError(f"it lacks {name}") from error
    if len(content) > LARGEST:
        raise UnreadableError(f"{name} has more than {LARGEST} bytes")
    return content
