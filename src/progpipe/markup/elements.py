"""Building XHTML trees with lxml, and writing them as HTML and as XHTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from lxml import etree

Element = etree._Element
Content = str | Element

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

# HTML Living Standard, 13.1.2: void elements. Any other element is closed by an end tag of its own.
VOID: Final = frozenset({"br", "col", "hr", "img", "link", "meta"})


def element(tag: str, attributes: Mapping[str, str | None] | None = None, *content: Content) -> Element:
    """An element with its content; an attribute whose value is None is left out."""
    made = etree.Element(tag, {name: value for name, value in (attributes or {}).items() if value is not None})
    return extend(made, content)


def extend(parent: Element, content: Iterable[Content]) -> Element:
    """The parent, with text and elements put after what it has."""
    for item in content:
        if not isinstance(item, str):
            parent.append(item)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + item
        else:
            parent.text = (parent.text or "") + item
    return parent


def html_bytes(root: Element) -> bytes:
    """The tree as an HTML document in UTF-8 (HTML Living Standard, 13.1)."""
    content: bytes = etree.tostring(root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>")
    return content + b"\n"


def xhtml_bytes(root: Element) -> bytes:
    """The tree as an EPUB content document: in the XHTML namespace, `xml:lang` beside `lang` (EPUB 3.3, 6.1)."""
    made = _namespaced(root)
    content: bytes = etree.tostring(made, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return content + b"\n"


def _namespaced(node: Element, parent: Element | None = None) -> Element:
    tag = f"{{{XHTML}}}{node.tag!s}"
    attributes = dict(node.attrib)
    if "lang" in attributes:
        attributes[XML_LANG] = attributes["lang"]
    made = (
        etree.Element(tag, attributes, nsmap={None: XHTML, "epub": OPS})
        if parent is None
        else etree.SubElement(parent, tag, attributes)
    )
    made.text, made.tail = node.text, node.tail
    if node.text is None and not len(node) and node.tag not in VOID:
        made.text = ""
    for child in node:
        _namespaced(child, made)
    return made
