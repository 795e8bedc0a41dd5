"""EPUB 3.3: one document for each section, the theme's fonts, metadata computed from the content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from progpipe.interfaces import Artefact, Context
from progpipe.markup.archive import write_zip
from progpipe.markup.cover import cover_png
from progpipe.markup.epub.content import COVER_IMAGE, NAVIGATION, STYLE, content_documents
from progpipe.markup.epub.package import Item, container_bytes, package_bytes
from progpipe.markup.epub.reading_order import documents, places
from progpipe.markup.fonts import font_faces
from progpipe.publication import Publication
from progpipe.theme import stylesheet

MEDIA_TYPE = "application/epub+zip"
XHTML = "application/xhtml+xml"
PACKAGE = "EPUB/innehall.opf"


def epub(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as EPUB 3.3 (W3C Recommendation), its container by OCF 3.3."""
    files = dict(_files(publication, context))
    package = package_bytes(publication, tuple(files), context.source_date)
    entries = {
        "mimetype": MEDIA_TYPE.encode("ascii"),
        "META-INF/container.xml": container_bytes(PACKAGE),
        PACKAGE: package,
        **{f"EPUB/{item.name}": content for item, content in files.items()},
    }
    content = write_zip(entries, stored=frozenset({"mimetype"}), epoch=context.source_date)
    yield Artefact(name=f"{context.stem}.epub", media_type=MEDIA_TYPE, format="epub", content=content)


def _files(publication: Publication, context: Context) -> Iterator[tuple[Item, bytes]]:
    theme, profile = context.theme, context.edition.profile
    parts = documents(publication)
    for name, content in content_documents(publication, parts, places(parts)):
        properties = "nav" if name == NAVIGATION else ""
        yield Item(name=name, media_type=XHTML, properties=properties, in_spine=True), content
    style = font_faces(theme.fonts, lambda font: f"typsnitt/{font.name}.woff2") + stylesheet(theme, "epub", profile)
    yield Item(name=STYLE, media_type="text/css"), style.encode("utf-8")
    yield Item(name=COVER_IMAGE, media_type="image/png", properties="cover-image"), cover_png(publication, theme)
    for font in theme.fonts:
        yield Item(name=f"typsnitt/{font.name}.woff2", media_type="font/woff2"), font.screen
    for resource in publication.resources.values():
        yield Item(name=f"bilder/{resource.name}", media_type=resource.media_type), resource.content
