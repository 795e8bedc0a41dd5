"""The files inside an office document: read, changed as trees, and written the same way every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

Tree = etree._Element
Parts = dict[str, bytes]


def read_parts(content: bytes) -> Parts:
    """The files of a container that Pandoc wrote, in its order."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change(parts: Parts, name: str, *edits: Callable[[Tree], None]) -> None:
    """One XML file of the container, changed in place."""
    root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
    for edit in edits:
        edit(root)
    parts[name] = xml_bytes(root)


def xml_bytes(root: Tree) -> bytes:
    """The tree in UTF-8, with its declaration."""
    content: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return content


def in_order(parts: Parts, *first: str) -> Iterable[tuple[str, bytes]]:
    """The files that a format wants first, then the others by name."""
    names = [name for name in first if name in parts]
    return [(name, parts[name]) for name in (*names, *sorted(set(parts) - set(names)))]


def remove(elements: Iterable[Tree]) -> None:
    """Elements, taken out of their tree; what follows them stays."""
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
