"""What each section is: its title says it, or the section around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from progpipe.intake import words
from progpipe.intake.model import Heading, words_of
from progpipe.model import SectionType

# What stands below a section of a kind, where its own title says nothing.
BELOW = {
    SectionType.INTRODUCTION: SectionType.INTRODUCTION,
    SectionType.PRINCIPLES: SectionType.PRINCIPLE,
    SectionType.PRINCIPLE: SectionType.PRINCIPLE,
    SectionType.POLICY: SectionType.POLICY,
    SectionType.BODY: SectionType.POLICY,
    SectionType.COMPANIES: SectionType.COMPANY,
    SectionType.COMPANY: SectionType.COMPANY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind, and whether the title of the section or of one around it said so."""

    type: SectionType
    sure: bool


def kinds(headings: Sequence[Heading]) -> list[Kind]:
    """The kind of each section, in the order of the headings."""
    found: list[Kind] = []
    open_: list[tuple[int, Kind]] = []
    for place, heading in enumerate(headings):
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        parent = open_[-1][1] if open_ else None
        has_children = place + 1 < len(headings) and headings[place + 1].level > heading.level
        kind = _kind(words_of(heading.line), parent, has_children=has_children)
        found.append(kind)
        open_.append((heading.level, kind))
    return found


def _kind(title: str, parent: Kind | None, *, has_children: bool) -> Kind:
    named = words.kind_of(title)
    if parent and parent.type in {SectionType.COMPANIES, SectionType.COMPANY}:
        return Kind(type=SectionType.COMPANIES if has_children else SectionType.COMPANY, sure=True)
    if parent and parent.type in {SectionType.PRINCIPLES, SectionType.PRINCIPLE, SectionType.INTRODUCTION}:
        return Kind(type=BELOW[parent.type], sure=True)
    if parent and named in {SectionType.INTRODUCTION, SectionType.PRINCIPLES, SectionType.COMPANIES}:
        named = None
    if named:
        return Kind(type=named, sure=True)
    if parent:
        return Kind(type=BELOW[parent.type], sure=parent.sure)
    return Kind(type=SectionType.POLICY, sure=False)
