"""A publication as one whole document: what the HTML page and the PDF share."""

from __future__ import annotations

from progpipe import labels
from progpipe.markup.elements import Element, element
from progpipe.markup.xhtml import Writer, contents, section, title_page
from progpipe.publication import Publication


def head(publication: Publication, style: str, *further: Element) -> Element:
    """The head: encoding, title, description and style (WCAG 2.2, 2.4.2)."""
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        *further,
        element("title", None, document_title(publication)),
        element("meta", {"name": "author", "content": publication.metadata.publisher}),
        element("style", None, style),
    )


def document_title(publication: Publication) -> str:
    """The title as a window or a shelf shows it: with the edition, the offprint and the publisher."""
    metadata = publication.metadata
    parts = [
        metadata.offprint,
        metadata.title,
        metadata.edition_title if metadata.easy_read else "",
        metadata.publisher,
    ]
    return " – ".join(part for part in parts if part)


def contents_list(publication: Publication, writer: Writer) -> Element:
    """The table of contents as a navigation landmark."""
    return element(
        "nav",
        {"class": "contents", "aria-labelledby": "innehall"},
        element("h2", {"id": "innehall"}, labels.CONTENTS),
        contents(publication.sections, writer),
    )


def body(publication: Publication, writer: Writer) -> list[Element]:
    """The cover, the contents and the text, with their landmarks."""
    text = element("main", {"id": "texten"}, *(section(node, writer) for node in publication.sections))
    return [title_page(publication, writer), contents_list(publication, writer), text]
