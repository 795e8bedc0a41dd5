"""What we add after the programme: the glossary and the colophon."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe import labels
from progpipe.compose.requirement import Variety
from progpipe.inline import parse_inline
from progpipe.model import Contact, GlossaryEntry, Programme, ReleaseStatus
from progpipe.publication import (
    Definition,
    Definitions,
    Description,
    Descriptions,
    Inlines,
    Link,
    Notice,
    Section,
    Text,
)

DIGEST_SHOWN = 12


def glossary(programme: Programme, variety: Variety) -> Iterator[Section]:
    """The Ordlista, where there are entries. It says that it is no part of the programme."""
    if not programme.glossary:
        return
    text = labels.for_readers(labels.GLOSSARY_ABOUT, easy_read=variety.easy_read)
    about = Notice(id="ordlista-om", pointer="/glossary", kind="about", children=(Text(value=text),))
    items = tuple(_definition(entry, variety) for entry in programme.glossary)
    yield Section(
        id="ordlista",
        pointer="/glossary",
        kind="glossary",
        title=(Text(value=labels.GLOSSARY),),
        blocks=(about, Definitions(id="ordlista-ord", pointer="/glossary", items=items)),
    )


def _definition(entry: GlossaryEntry, variety: Variety) -> Definition:
    rendition = variety.rendition(entry)
    term, expansion, explanation = entry.term, entry.expansion, entry.explanation
    if variety.tag:
        term = (rendition and rendition.term) or term
        expansion = rendition.expansion if rendition else None
        explanation = (rendition and rendition.explanation) or labels.GAP.format(variety=labels.variety(variety.tag))
    return Definition(
        id=entry.id,
        pointer=rendition.pointer if rendition else entry.pointer,
        term=(Text(value=term),),
        children=parse_inline(explanation),
        forms=entry.forms,
        expansion=expansion,
    )


def colophon(programme: Programme, digest: str) -> Section:
    """Who publishes what, from when, and how to reach them: only what the source says."""
    items = tuple(
        Description(id=f"om-dokumentet-{number}", pointer=pointer, term=(Text(value=name),), children=value)
        for number, (pointer, name, value) in enumerate(_rows(programme, digest), start=1)
    )
    return Section(
        id="om-dokumentet",
        pointer="",
        kind="colophon",
        title=(Text(value=labels.COLOPHON),),
        blocks=(Descriptions(id="om-dokumentet-uppgifter", pointer="", items=items),),
    )


def _rows(programme: Programme, digest: str) -> Iterator[tuple[str, str, Inlines]]:
    release, publisher = programme.release, programme.publisher
    yield "/publisher", labels.PUBLISHER, _linked(publisher.name, publisher.url)
    yield "/period", labels.PERIOD, _text(f"{programme.period.start}-{programme.period.end}")
    yield "/release/version", labels.VERSION, _text(release.version)
    if release.date:
        yield "/release/date", labels.DATE, _text(labels.long_date(release.date))
    adopted = release.status is ReleaseStatus.ADOPTED
    yield "/release/status", labels.STATUS, _text(labels.ADOPTED if adopted else labels.DRAFT)
    if programme.contact:
        yield "/contact", labels.CONTACT, contact_details(programme.contact)
    if programme.responsible:
        yield "/responsible", labels.RESPONSIBLE, _text(programme.responsible)
    if programme.licence:
        yield "/licence", labels.LICENCE, _linked(programme.licence.name, programme.licence.url)
    if programme.transparency:
        yield "/transparency", labels.TRANSPARENCY, parse_inline(programme.transparency)
    yield "", labels.CONTENT_DIGEST, _text(digest[:DIGEST_SHOWN])


def contact_details(contact: Contact) -> Inlines:
    """How to reach somebody, with links."""
    parts = [
        _text(contact.name or ""),
        _text(contact.address or ""),
        _linked(contact.telephone or "", f"tel:{(contact.telephone or '').replace(' ', '')}"),
        _linked(contact.email or "", f"mailto:{contact.email}"),
        _linked(contact.url or "", contact.url),
    ]
    found: Inlines = ()
    for part in filter(None, parts):
        found = (*found, *(_text(", ") if found else ()), *part)
    return found


def _linked(text: str, address: str | None) -> Inlines:
    return (Link(href=address, children=_text(text)),) if text and address else _text(text)


def _text(text: str) -> Inlines:
    return (Text(value=text),) if text else ()
