"""PDF through WeasyPrint: A4, tagged, PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from progpipe.interfaces import Artefact, Context, Facts
from progpipe.markup.document import body, head
from progpipe.markup.elements import Element, element, html_bytes
from progpipe.markup.weasyprint import SCHEME, render_pdf
from progpipe.markup.xhtml import Writer
from progpipe.publication import Publication, Resource
from progpipe.theme import stylesheet


def pdf(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as PDF 1.7 that is PDF/UA-1. Raises what `render_pdf` raises."""
    files = {resource.name: resource.content for resource in publication.resources.values()}
    page = html_bytes(_document(publication, context))
    made = render_pdf(page, files=files, fonts=context.theme.fonts, variant="pdf/ua-1")
    facts = Facts(pages=made.pages, claims=("PDF/UA-1",), page_starts=made.page_starts)
    name = f"{context.stem}.pdf"
    yield Artefact(name=name, media_type="application/pdf", format="pdf", content=made.content, facts=facts)


def _document(publication: Publication, context: Context) -> Element:
    writer = Writer(image=_address, resources=publication.resources, easy_read=publication.metadata.easy_read)
    profile = context.edition.profile
    root = element(
        "html",
        {"lang": publication.metadata.language, "class": f"profile-{profile}"},
        head(publication, stylesheet(context.theme, "print", profile), *_dates(context.source_date)),
        element("body", None, *body(publication, writer)),
    )
    for image in root.iter("img"):
        if not image.get("alt"):
            _as_artifact(image)
    return root


def _address(resource: Resource) -> str:
    return f"{SCHEME}:///{resource.name}"


def _dates(epoch: int) -> list[Element]:
    """When the text was made, for the file's metadata; nothing where nobody said so."""
    if not epoch:
        return []
    date = f"{datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
    return [element("meta", {"name": name, "content": date}) for name in ("dcterms.created", "dcterms.modified")]


def _as_artifact(image: Element) -> None:
    """A decorative image as a background, which is an artifact: as an image it would need a text (ISO 14289-1, 7.3)."""
    width, height = int(image.get("width", "1")), int(image.get("height", "1"))
    size = f"max-width: {width}px; padding-top: min({height}px, {height / width:.2%})"
    image.set("style", f"{size}; background: url({image.get('src')}) no-repeat; background-size: contain")
    image.set("class", "decorative")
    for name in ("src", "alt", "width", "height"):
        image.attrib.pop(name)
    image.tag = "div"
