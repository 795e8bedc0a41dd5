"""Which text an edition says, and whether it has come far enough to be said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from progpipe.errors import Problem, pointer
from progpipe.model import Commitment, GlossaryEntry, Programme, Rendition, RenditionStatus, Section
from progpipe.options import Requirement


class Standing(StrEnum):
    """How far a node's text in a variety has come, from nothing at all to done.

    `stale` was written for a source text that has changed since; a build takes it for a draft.
    """

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


Node = Programme | Section | Commitment | GlossaryEntry
RANK = {Requirement.NONE: 0, Requirement.DRAFT: 1, Requirement.REVIEWED: 2, Requirement.APPROVED: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variety:
    """The language variety of an edition; `tag` is None where it is that of the source itself."""

    tag: str | None

    @property
    def easy_read(self) -> bool:
        """Whether the variety is easy-read: BCP 47 has the variant `simple` for it."""
        return "simple" in (self.tag or "").split("-")

    def rendition(self, node: Node) -> Rendition | None:
        """The node's text in this variety, None where there is none."""
        return node.renditions.get(self.tag) if self.tag else None


def status(rendition: Rendition) -> RenditionStatus:
    """How far a rendition has come; one that no longer fits its source is a draft again."""
    return RenditionStatus.DRAFT if rendition.stale else rendition.status


def standing(rendition: Rendition | None) -> Standing:
    """How far a rendition has come, None where there is none."""
    if rendition is None:
        return Standing.MISSING
    return Standing.STALE if rendition.stale else Standing(rendition.status)


def nodes(programme: Programme) -> Iterator[tuple[Node, str]]:
    """Every node that may have renditions, in reading order, with its pointer."""
    yield programme, ""
    for section in programme.sections:
        yield from _inside(section)
    for entry in programme.glossary:
        yield entry, entry.pointer


def _inside(section: Section) -> Iterator[tuple[Node, str]]:
    yield section, section.pointer
    for commitment in section.commitments:
        yield commitment, commitment.pointer
    for child in section.sections:
        yield from _inside(child)


def unmet(programme: Programme, variety: Variety, require: Requirement) -> Iterator[Problem]:
    """A problem for each node whose rendition is missing (P301) or has not come far enough (P302)."""
    if variety.tag is None or require is Requirement.NONE:
        return
    for node, place in nodes(programme):
        found = variety.rendition(node)
        name = f"{type(node).__name__.lower()} {node.id!r}"
        if found is None:
            yield Problem(
                code="P301",
                pointer=place,
                message=f"{name} has no rendition in {variety.tag}",
                hint="Write one, or build with --require none, which leaves a visible gap.",
            )
        elif RANK[Requirement(status(found))] < RANK[require]:
            stale = " (its source text has changed since)" if found.stale else ""
            yield Problem(
                code="P302",
                pointer=place + pointer("renditions", variety.tag),
                message=f"the rendition of {name} in {variety.tag} is {status(found)}{stale}, not {require}",
                hint="Have it reviewed, or build with a lower --require.",
            )
