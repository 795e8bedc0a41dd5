"""EPUB 3.3: one document for each section, the reader's own typeface, metadata computed from the content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from progpipe.interfaces import Artefact, Context, declare
from progpipe.markup.archive import write_zip
from progpipe.markup.cover import cover_png
from progpipe.markup.document import document_title
from progpipe.markup.epub.accessibility import accessibility
from progpipe.markup.epub.content import COVER_IMAGE, STYLE, content_documents
from progpipe.markup.epub.package import Item, container_bytes, package_bytes
from progpipe.markup.epub.reading_order import NAVIGATION, documents, places
from progpipe.publication import Publication, page_breaks
from progpipe.theme import Theme, stylesheet

MEDIA_TYPE = "application/epub+zip"
XHTML = "application/xhtml+xml"
PACKAGE = "EPUB/innehall.opf"


@declare()
def epub(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as EPUB 3.3 (W3C Recommendation), its container by OCF 3.3."""
    style = stylesheet(context.theme, "epub", context.edition.profile)
    files = dict(_files(publication, context.theme, style))
    package = package_bytes(
        publication,
        tuple(files),
        context.source_date,
        accessibility(publication, style),
        _page_source(publication, context),
    )
    entries = {
        "mimetype": MEDIA_TYPE.encode("ascii"),
        "META-INF/container.xml": container_bytes(PACKAGE),
        PACKAGE: package,
        **{f"EPUB/{item.name}": content for item, content in files.items()},
    }
    content = write_zip(entries, stored=frozenset({"mimetype"}), epoch=context.source_date)
    yield Artefact(name=f"{context.stem}.epub", media_type=MEDIA_TYPE, format="epub", content=content)


def _page_source(publication: Publication, context: Context) -> str | None:
    """What the page numbers are those of: its address where that is known, else its title and the name of its file."""
    if not page_breaks(publication) or context.page_source is None:
        return None
    if context.base_url:
        return f"{context.base_url.rstrip('/')}/{context.page_source}"
    return f"{document_title(publication)} ({context.page_source})"


def _files(publication: Publication, theme: Theme, style: str) -> Iterator[tuple[Item, bytes]]:
    parts = documents(publication)
    for name, content in content_documents(publication, parts, places(publication, parts)):
        properties = "nav" if name == NAVIGATION else ""
        yield Item(name=name, media_type=XHTML, properties=properties, in_spine=True), content
    yield Item(name=STYLE, media_type="text/css"), style.encode("utf-8")
    yield Item(name=COVER_IMAGE, media_type="image/png", properties="cover-image"), cover_png(publication, theme)
    for resource in publication.resources.values():
        yield Item(name=f"bilder/{resource.name}", media_type=resource.media_type), resource.content
