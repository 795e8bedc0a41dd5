"""The package document and the container of an EPUB (EPUB 3.3, 4 and 5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from progpipe.markup.archive import moment_of
from progpipe.markup.document import edition_title
from progpipe.markup.elements import Element
from progpipe.markup.epub.accessibility import Property
from progpipe.publication import Publication

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
CONTAINER = "urn:oasis:names:tc:opendocument:xmlns:container"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the package. `properties` are those of the manifest (EPUB 3.3, D.7)."""

    name: str
    media_type: str
    properties: str = ""
    in_spine: bool = False


def container_bytes(package: str) -> bytes:
    """`META-INF/container.xml`: where the package document is."""
    root = etree.Element(f"{{{CONTAINER}}}container", {"version": "1.0"}, nsmap={None: CONTAINER})
    files = etree.SubElement(root, f"{{{CONTAINER}}}rootfiles")
    attributes = {"full-path": package, "media-type": "application/oebps-package+xml"}
    etree.SubElement(files, f"{{{CONTAINER}}}rootfile", attributes)
    return _bytes(root)


def package_bytes(
    publication: Publication,
    items: Sequence[Item],
    epoch: int,
    accessibility: Iterable[Property],
    page_source: str | None = None,
) -> bytes:
    """The package document: metadata, manifest and spine.

    `epoch` is in seconds since 1970 (UTC). `page_source` names what the page marks are of, if there are any.
    """
    attributes = {"version": "3.0", "unique-identifier": "id"}
    root = etree.Element(f"{{{OPF}}}package", attributes, nsmap={None: OPF, "dc": DC})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", publication.metadata.language)
    metadata = etree.SubElement(root, f"{{{OPF}}}metadata")
    for name, text in (*_dublin_core(publication), *([("source", page_source)] if page_source else [])):
        etree.SubElement(metadata, f"{{{DC}}}{name}").text = text
    metadata[0].set("id", "id")
    for item in (*_moments(epoch), *_pages(page_source), *accessibility):
        _add(metadata, item)
    _manifest(root, items)
    return _bytes(root)


def _dublin_core(publication: Publication) -> Iterator[tuple[str, str]]:
    metadata = publication.metadata
    name = f"{metadata.publisher}/{metadata.identifier}/{metadata.offprint}"
    yield "identifier", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    yield "title", edition_title(publication)
    yield "language", metadata.language
    yield "creator", metadata.publisher
    yield "publisher", metadata.publisher
    if metadata.date:
        yield "date", metadata.date
    if metadata.rights:
        yield "rights", metadata.rights


def _add(metadata: Element, item: Property) -> None:
    attributes = {"rel": item.name, "href": item.value} if item.link else {"property": item.name}
    if item.refines:
        attributes["refines"] = f"#{item.refines}"
    if item.id:
        attributes["id"] = item.id
    made = etree.SubElement(metadata, f"{{{OPF}}}{'link' if item.link else 'meta'}", attributes)
    made.text = None if item.link else item.value


def _moments(epoch: int) -> Iterator[Property]:
    # EPUB 3.3, 5.5.4: the moment of the last change is required, also of a text without a date.
    yield Property(name="dcterms:modified", value=moment_of(epoch).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _pages(page_source: str | None) -> Iterator[Property]:
    # EPUB Accessibility 1.1, 3.2: a page list says whose pages it lists. `dc:source` is where older systems look.
    if page_source:
        yield Property(name="pageBreakSource", value=page_source)


def _manifest(root: Element, items: Sequence[Item]) -> None:
    manifest = etree.SubElement(root, f"{{{OPF}}}manifest")
    spine = etree.SubElement(root, f"{{{OPF}}}spine")
    for number, item in enumerate(items, start=1):
        attributes = {"id": f"f{number}", "href": item.name, "media-type": item.media_type}
        if item.properties:
            attributes["properties"] = item.properties
        etree.SubElement(manifest, f"{{{OPF}}}item", attributes)
        if item.in_spine:
            etree.SubElement(spine, f"{{{OPF}}}itemref", {"idref": f"f{number}"})


def _bytes(root: Element) -> bytes:
    content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return content
