"""PDF through WeasyPrint: A4, tagged, for all readers and for archives, with the source inside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Final

from progpipe import labels
from progpipe.interfaces import Artefact, Context, Facts, declare
from progpipe.markup.abbreviations import expansions, mark_abbreviations
from progpipe.markup.attachment import Attachment
from progpipe.markup.document import body, head
from progpipe.markup.elements import Element, element, html_bytes
from progpipe.markup.pdf_images import printable
from progpipe.markup.pdf_profile import PROFILES
from progpipe.markup.weasyprint import SCHEME, keep_layouts, load_engine, render_pdf
from progpipe.markup.writer import Writer
from progpipe.publication import Publication, Resource
from progpipe.theme import stylesheet

# PDF/A forbids that a program smooths what it enlarges (ISO 19005-3, 6.2.8).
SHARP: Final = "image-rendering: crisp-edges"


@declare(reads_source=True, slow=True, preload=load_engine, resident=keep_layouts)
def pdf(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as PDF, of the profile that the theme names. Raises what `render_pdf` raises."""
    profile = PROFILES[context.theme.pdf_profile]
    made = render_pdf(
        _document(publication, context),
        files={resource.name: printable(resource) for resource in publication.resources.values()},
        fonts=context.theme.fonts,
        profile=profile,
        attachment=_source(context),
    )
    facts = Facts(pages=made.pages, claims=profile.claims, page_starts=made.page_starts)
    name = f"{context.stem}.pdf"
    yield Artefact(name=name, media_type="application/pdf", format="pdf", content=made.content, facts=facts)


def printed_html(publication: Publication, context: Context) -> bytes:
    """The document that the PDF is printed from. Images have addresses that lead nowhere outside."""
    return html_bytes(_document(publication, context))


def _source(context: Context) -> Attachment:
    """The canonical JSON: what the pages say, for programs."""
    programme = (context.whole or context.stem).removesuffix(context.edition.suffix)
    return Attachment(
        name=f"{programme}.json",
        media_type="application/json",
        description=labels.SOURCE_FILE,
        content=context.source,
        date=_date(context.source_date),
    )


def _document(publication: Publication, context: Context) -> Element:
    writer = Writer(image=_address, resources=publication.resources, easy_read=publication.metadata.easy_read)
    profile = context.edition.profile
    text = element("body", {"style": "white-space: pre-line"}, *body(publication, writer))
    mark_abbreviations(text, expansions(publication))
    for image in list(text.iter("img")):
        image.set("style", SHARP)
        if not image.get("alt"):
            _as_artifact(image)
    style = stylesheet(context.theme, "print", profile)
    return element(
        "html",
        {"lang": publication.metadata.language, "class": f"profile-{profile}"},
        head(publication, style, *_about_the_file(context.source_date)),
        text,
    )


def _address(resource: Resource) -> str:
    return f"{SCHEME}:///{resource.name}"


def _about_the_file(epoch: int) -> list[Element]:
    """What made the file, and when the text was made; no date where nobody said one."""
    dates = dict.fromkeys(("dcterms.created", "dcterms.modified"), _date(epoch))
    entries = {"generator": f"progpipe {version('progpipe')}", **dates}
    return [element("meta", {"name": name, "content": value}) for name, value in entries.items() if value]


def _date(epoch: int) -> str:
    """The moment as ISO 8601 has it, in UTC; empty for none."""
    if not epoch:
        return ""
    return f"{datetime.fromtimestamp(epoch, UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _as_artifact(image: Element) -> None:
    """A decorative image as a background, which is an artifact: as an image it would need a text (ISO 14289-1, 7.3)."""
    width, height = int(image.get("width", "1")), int(image.get("height", "1"))
    size = f"max-width: {width}px; padding-top: min({height}px, {height / width:.2%})"
    image.set("style", f"{SHARP}; {size}; background: url({image.get('src')}) no-repeat; background-size: contain")
    image.set("class", "decorative")
    for name in ("src", "alt", "width", "height"):
        image.attrib.pop(name)
    image.tag = "div"
