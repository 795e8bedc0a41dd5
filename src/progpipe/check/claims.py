"""Which standards a PDF says that it keeps: the identifiers in its XMP (ISO 16684-1).

PDF/A writes its part and level into the schema `pdfaid` (ISO 19005), PDF/UA its part into `pdfuaid` (ISO 14289), and
everything newer is a declaration: an address in `pdfd:conformsTo` (PDF Declarations, PDF Association).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

PDFA: Final = "http://www.aiim.org/pdfa/ns/id/"
PDFUA: Final = "http://www.aiim.org/pdfua/ns/id/"
DECLARATIONS: Final = "http://pdfa.org/declarations/"
WTPDF: Final = "http://pdfa.org/declarations/wtpdf"
# The accessibility and reuse levels of Well-Tagged PDF 1.0 (section 4.2 of that document).
WTPDF_LEVELS: Final = {"accessibility1.0": "WTPDF 1.0 accessibility", "reuse1.0": "WTPDF 1.0 reuse"}
LARGEST: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file names, as their makers write them, and whether its XMP can be read at all."""

    names: tuple[str, ...] = ()
    broken: str = ""


def claims(xmp: bytes) -> Claims:
    """What this XMP claims: each name once, PDF/UA first, because that is what readers need."""
    if not xmp.strip():
        return Claims()
    if len(xmp) > LARGEST:
        return Claims(broken=f"its XMP has {len(xmp)} bytes")
    strict = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(xmp.strip(b"\0 \r\n\t"), strict)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Claims(broken=f"its XMP cannot be read: {error}")
    return Claims(names=tuple(dict.fromkeys((*_universal(root), *_archive(root), *_declared(root)))))


def _universal(root: etree._Element) -> Iterator[str]:
    for part in _values(root, PDFUA, "part"):
        yield f"PDF/UA-{part}"


def _archive(root: etree._Element) -> Iterator[str]:
    levels = _values(root, PDFA, "conformance") or [""]
    for part in _values(root, PDFA, "part"):
        for level in levels:
            yield f"PDF/A-{part}{level.lower()}"


def _declared(root: etree._Element) -> Iterator[str]:
    for address in _values(root, DECLARATIONS, "conformsTo"):
        base, _, level = address.partition("#")
        known = base.rstrip("/") == WTPDF and level in WTPDF_LEVELS
        yield WTPDF_LEVELS[level] if known else address


def _values(root: etree._Element, namespace: str, name: str) -> list[str]:
    """A simple property of XMP is an element or an attribute, as its writer likes."""
    qualified = f"{{{namespace}}}{name}"
    elements = ["".join(map(str, element.itertext())).strip() for element in root.iter(qualified)]
    attributes = [str(element.get(qualified, "")).strip() for element in root.iter("*")]
    return [value for value in elements + attributes if value]
