"""The XMP packet of a PDF: what the file is, and which standards it says that it keeps (ISO 16684-1).

WeasyPrint can name one standard. A file that keeps several has to name them all, in one packet.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from lxml import etree

from progpipe.markup.elements import XML_LANG, Element
from progpipe.markup.pdf_profile import PdfProfile

NAMESPACES: Final = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
# ISO 16684-1, 7.1: the mark by which programs find a packet in a file that they do not understand.
HEADER: Final = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
FOOTER: Final = '\n<?xpacket end="r"?>'


def write_metadata(pdf: Any, metadata: Any, profile: PdfProfile) -> None:
    """Puts the packet in the place of WeasyPrint's, uncompressed, so that any program finds it in the file."""
    import weasyprint  # noqa: PLC0415

    packet = xmp_packet(metadata, f"WeasyPrint {weasyprint.VERSION}", profile)
    stock = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    stock.stream, stock.compress = [packet], False


def xmp_packet(metadata: Any, producer: str, profile: PdfProfile) -> bytes:
    """The packet. `metadata` is what WeasyPrint has read of the document; the Info dictionary says the same."""
    rdf = etree.Element(_name("rdf:RDF"), nsmap={"rdf": NAMESPACES["rdf"]})
    _identify(rdf, profile)
    _describe(rdf, metadata, producer)
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    root.append(rdf)
    etree.indent(root)
    return (HEADER + etree.tostring(root, encoding="unicode") + FOOTER).encode("utf-8")


def _identify(rdf: Element, profile: PdfProfile) -> None:
    for prefix in dict.fromkeys(identifier[0] for identifier in profile.identifiers):
        about = _description(rdf, prefix)
        for _, name, value in (identifier for identifier in profile.identifiers if identifier[0] == prefix):
            _text(about, f"{prefix}:{name}", value)
    if profile.extension_schema:
        _pdfua_schema(_description(rdf, "pdfaExtension", "pdfaSchema", "pdfaProperty"))
    if profile.declarations:
        bag = _array(_description(rdf, "pdfd"), "pdfd:declarations", "Bag")
        for address in profile.declarations:
            _text(_resource(bag), "pdfd:conformsTo", address)


def _pdfua_schema(about: Element) -> None:
    """What `pdfuaid:part` means, for readers that know PDF/A only (ISO 19005-3, 6.6.2.3.3; ISO 14289-1, 5)."""
    schema = _resource(_array(about, "pdfaExtension:schemas", "Bag"))
    _text(schema, "pdfaSchema:schema", "PDF/UA identification")
    _text(schema, "pdfaSchema:namespaceURI", NAMESPACES["pdfuaid"])
    _text(schema, "pdfaSchema:prefix", "pdfuaid")
    part = _resource(_array(schema, "pdfaSchema:property", "Seq"))
    _text(part, "pdfaProperty:name", "part")
    _text(part, "pdfaProperty:valueType", "Integer")
    _text(part, "pdfaProperty:category", "internal")
    _text(part, "pdfaProperty:description", "The part of ISO 14289 that the file keeps")


def _describe(rdf: Element, metadata: Any, producer: str) -> None:
    about = _description(rdf, "dc", "xmp", "pdf")
    _text(about, "dc:format", "application/pdf")
    titles = _array(about, "dc:title", "Alt")
    for language in ("x-default", metadata.lang):
        _text(titles, "rdf:li", metadata.title).set(XML_LANG, language)
    _list(about, "dc:creator", "Seq", metadata.authors)
    _list(about, "dc:language", "Bag", [metadata.lang])
    _text(about, "pdf:Producer", producer)
    once = {
        "xmp:CreatorTool": metadata.generator,
        "xmp:CreateDate": metadata.created,
        "xmp:ModifyDate": metadata.modified,
    }
    for name, value in once.items():
        if value:
            _text(about, name, value)


def _name(prefixed: str) -> str:
    prefix, _, name = prefixed.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _description(rdf: Element, *prefixes: str) -> Element:
    names = {prefix: NAMESPACES[prefix] for prefix in prefixes}
    return etree.SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""}, nsmap=names)


def _array(parent: Element, name: str, kind: str) -> Element:
    return etree.SubElement(etree.SubElement(parent, _name(name)), _name(f"rdf:{kind}"))


def _resource(array: Element) -> Element:
    return etree.SubElement(array, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})


def _list(parent: Element, name: str, kind: str, values: Iterable[str]) -> None:
    array = _array(parent, name, kind)
    for value in values:
        _text(array, "rdf:li", value)


def _text(parent: Element, name: str, value: str) -> Element:
    made = etree.SubElement(parent, _name(name))
    made.text = value
    return made
