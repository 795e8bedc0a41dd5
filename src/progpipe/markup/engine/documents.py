"""A tree as WeasyPrint's document, without writing it as HTML and parsing that again."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from progpipe.markup.elements import Element, html_bytes
from progpipe.markup.engine.version import fits


def document_of(html: Element | bytes, base_url: str, fetcher: Any) -> Any:
    """The document that WeasyPrint would read from the tree once it is written, or from what is written already."""
    import weasyprint  # noqa: PLC0415

    if isinstance(html, bytes) or not fits():
        written = html if isinstance(html, bytes) else html_bytes(html)
        return weasyprint.HTML(string=written.decode("utf-8"), base_url=base_url, url_fetcher=fetcher)
    return html_of(copied(html), base_url, fetcher)


def html_of(root: ElementTree.Element, base_url: str, fetcher: Any) -> Any:
    """WeasyPrint's document of a tree as its parser makes it."""
    import weasyprint  # noqa: PLC0415

    made = object.__new__(weasyprint.HTML)
    made.base_url, made.url_fetcher, made.media_type = base_url, fetcher, "print"
    made.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(root, content_language=None)
    made.etree_element = made.wrapper_element.etree_element
    return made


def copied(element: Element) -> ElementTree.Element:
    """The tree of lxml as one of Python's own, which is what WeasyPrint's parser makes."""
    made = ElementTree.Element(str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})
    made.text, made.tail = element.text, element.tail
    made.extend([copied(child) for child in element])
    return made
