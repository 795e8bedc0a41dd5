"""A publication as one whole document: what the HTML page and the PDF share."""

from __future__ import annotations

from progpipe import labels
from progpipe.markup.elements import Element, element, extend
from progpipe.markup.writer import Writer
from progpipe.markup.xhtml import blocks, contents, section, title_page
from progpipe.publication import PageBreak, Publication, page_breaks


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
    """The title as a window shows it: with the edition, the offprint and the publisher."""
    return " – ".join(part for part in (edition_title(publication), publication.metadata.publisher) if part)


def edition_title(publication: Publication) -> str:
    """The title as a shelf shows it, beside the name of the publisher: with the edition and the offprint."""
    metadata = publication.metadata
    parts = (metadata.offprint, metadata.title, metadata.edition_title if metadata.easy_read else "")
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
    """The cover, the contents and the text, with their landmarks; the pages of the contents begin before these."""
    text = element("main", {"id": "texten"}, *(section(node, writer) for node in publication.sections))
    cover = extend(title_page(publication, writer), blocks(publication.contents_pages, writer))
    return [cover, contents_list(publication, writer), *page_list(publication), text]


def page_list(publication: Publication) -> list[Element]:
    """A way to each page of the printed edition, folded up; nothing where there is none."""
    marks = page_breaks(publication)
    if not marks:
        return []
    title = element("summary", {"id": "sidor"}, labels.PAGE_LIST)
    links = (element("li", None, page_link(mark, f"#{mark.id}")) for mark in marks)
    folded = element("details", None, title, element("ol", None, *links))
    return [element("nav", {"class": "pages", "role": "doc-pagelist", "aria-labelledby": "sidor"}, folded)]


def page_link(mark: PageBreak, address: str) -> Element:
    """A link to the start of a printed page, which is its number."""
    return element("a", {"href": address}, str(mark.page))
