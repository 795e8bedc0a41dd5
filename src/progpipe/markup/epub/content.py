"""The content documents of an EPUB (EPUB 3.3, 6.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from progpipe import labels
from progpipe.markup.document import document_title, page_link
from progpipe.markup.elements import OPS, Content, Element, element, xhtml_bytes
from progpipe.markup.epub.reading_order import NAVIGATION, TITLE_PAGE, Document
from progpipe.markup.writer import Writer
from progpipe.markup.xhtml import blocks, contents, section, title_page
from progpipe.publication import PageBreak, Publication, page_breaks, plain_text

STYLE = "stil.css"
COVER = "omslag.xhtml"
COVER_IMAGE = "omslag.png"


def content_documents(
    publication: Publication, parts: tuple[Document, ...], places: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Cover, title page, navigation and one document for each section, in the order of the spine."""
    plain = _writer(publication, places, "")
    yield COVER, _page(publication, labels.COVER, _cover(publication))
    yield TITLE_PAGE, _page(publication, publication.metadata.title, title_page(publication, plain))
    navigation = (*blocks(publication.contents_pages, plain), *_navigation(publication, parts, plain))
    yield NAVIGATION, _page(publication, labels.CONTENTS, *navigation)
    for part in parts:
        writer = _writer(publication, places, part.name, part.level)
        yield part.name, _page(publication, plain_text(part.section.title), section(part.section, writer))


def _writer(publication: Publication, places: Mapping[str, str], here: str, level: int = 1) -> Writer:
    def address(target: str) -> str:
        document = places[target]
        return f"#{target}" if document == here else f"{document}#{target}"

    return Writer(
        address=address,
        image=lambda resource: f"bilder/{resource.name}",
        resources=publication.resources,
        level=level,
        reflows=True,
        easy_read=publication.metadata.easy_read,
    )


def _page(publication: Publication, title: str, *content: Content) -> bytes:
    whole = document_title(publication)
    head = element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("title", None, whole if title == publication.metadata.title else f"{title} – {whole}"),
        element("link", {"rel": "stylesheet", "type": "text/css", "href": STYLE}),
    )
    root = element("html", {"lang": publication.metadata.language}, head, element("body", None, *content))
    return xhtml_bytes(root)


def _cover(publication: Publication) -> Element:
    alternative = f"{labels.COVER}: {document_title(publication)}"
    image = element("img", {"src": COVER_IMAGE, "alt": alternative, "role": "doc-cover"})
    return element("div", {"class": "cover-image"}, image)


def _navigation(publication: Publication, parts: tuple[Document, ...], writer: Writer) -> Iterator[Element]:
    """The navigation document (EPUB 3.3, 7): contents for readers, landmarks and pages for reading systems."""
    yield element(
        "nav",
        {f"{{{OPS}}}type": "toc", "role": "doc-toc", "class": "contents", "aria-labelledby": "innehall"},
        element("h1", {"id": "innehall"}, labels.CONTENTS),
        contents(publication.sections, writer),
    )
    links = [("titlepage", TITLE_PAGE, publication.metadata.title), ("toc", "#innehall", labels.CONTENTS)]
    body = [part for part in parts if part.section.kind not in LANDMARKS]
    links += [("bodymatter", part.name, labels.BODY) for part in body[:1]]
    links += [
        (LANDMARKS[part.section.kind], part.name, plain_text(part.section.title))
        for part in parts
        if part.section.kind in LANDMARKS
    ]
    items = (
        element("li", None, element("a", {f"{{{OPS}}}type": kind, "href": href}, text)) for kind, href, text in links
    )
    yield element(
        "nav",
        {f"{{{OPS}}}type": "landmarks", "aria-labelledby": "delar", "hidden": "hidden"},
        element("h2", {"id": "delar"}, labels.LANDMARKS),
        element("ol", None, *items),
    )
    if marks := page_breaks(publication):
        yield _page_list(marks, writer)


def _page_list(marks: Iterable[PageBreak], writer: Writer) -> Element:
    """Where each printed page starts (EPUB 3.3, 7.4.3); reading systems show it in a form of their own."""
    items = (element("li", None, page_link(mark, writer.address(mark.id))) for mark in marks)
    return element(
        "nav",
        {f"{{{OPS}}}type": "page-list", "role": "doc-pagelist", "aria-labelledby": "sidor", "hidden": "hidden"},
        element("h2", {"id": "sidor"}, labels.PAGE_LIST),
        element("ol", None, *items),
    )


# EPUB Structural Semantics Vocabulary 1.1
LANDMARKS = {"guide": "foreword", "glossary": "glossary", "colophon": "colophon"}
