"""Which sections become documents of their own, and in which document each id is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from progpipe.publication import Node, Publication, Section, walk

TITLE_PAGE = "titelsida.xhtml"
NAVIGATION = "innehall.xhtml"
# A body or a company is what people look up: a document of its own, also inside another section.
OWN_DOCUMENT = frozenset({"body", "company"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A content document: its name in the container, its section and the level of its heading (1 to 6)."""

    name: str
    section: Section
    level: int


def documents(publication: Publication) -> tuple[Document, ...]:
    """The documents of the sections, in reading order."""
    return tuple(document for section in publication.sections for document in _split(section, 1))


def _split(section: Section, level: int) -> Iterator[Document]:
    inside = tuple(child for child in section.sections if not _stands_alone(child))
    yield Document(name=f"{section.id}.xhtml", section=replace(section, sections=inside), level=level)
    for child in section.sections:
        if _stands_alone(child):
            yield from _split(child, level + 1)


def _stands_alone(section: Section) -> bool:
    return section.kind in OWN_DOCUMENT or any(_stands_alone(child) for child in section.sections)


def places(publication: Publication, parts: Iterable[Document]) -> Mapping[str, str]:
    """The name of the document that each id is in."""
    title = (*publication.cover_pages, *publication.notices)
    found = {name: TITLE_PAGE for part in title for node in walk(part) for name in _ids(node)}
    found |= {mark.id: NAVIGATION for mark in publication.contents_pages}
    return found | {name: part.name for part in parts for node in walk(part.section) for name in _ids(node)}


def _ids(node: Node) -> Iterator[str]:
    name = getattr(node, "id", None)
    if name:
        yield name
