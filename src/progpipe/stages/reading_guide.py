"""What readers of easy-read want to know first: what the text is, how long it takes, and how to read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from progpipe import labels
from progpipe.interfaces import Context, declare
from progpipe.publication import (
    Block,
    Commitment,
    Inlines,
    List,
    ListItem,
    Metadata,
    Notice,
    Paragraph,
    Publication,
    Reference,
    Section,
    Text,
    plain_text,
    walk,
)

KIND: Final = "guide"
ID: Final = "innan-du-laser"
HOW: Final = "sa-har-laser-du"
OURS: Final = (KIND, "glossary", "colophon")
# Adults read 238 words of prose a minute (Brysbaert 2019, Journal of Memory and Language 109, a review of 190
# studies). No such number is known for readers of easy-read: half of it is our choice, slower than reading aloud
# (183 words in the same review).
WORDS_PER_MINUTE: Final = 120
STEP: Final = 5  # minutes
HOUR: Final = 60


@declare()
def reading_guide(publication: Publication, context: Context, /) -> Publication:
    """Put a section before the first one that says what the text is and how to read it.

    It says only what the publication itself knows, and that it is no part of the programme. Made again where
    it is there already. It comes after `selection` and `glossary`, so that it counts the words that are left, and
    before `typography`.
    """
    text = tuple(section for section in publication.sections if section.kind != KIND)
    lines = (*_about(publication.metadata), f"{_time(text)} {labels.GUIDE_ANY_ORDER}")
    guide = Section(
        id=ID,
        pointer="",
        kind=KIND,
        title=_text(labels.GUIDE),
        blocks=(
            Notice(id=f"{ID}-om", pointer="", kind="about", children=_text(labels.GUIDE_ABOUT)),
            *(_paragraph(f"{ID}-{number}", _text(line)) for number, line in enumerate(lines, start=1)),
        ),
        sections=_how(replace(publication, sections=text), context),
    )
    return replace(publication, sections=(guide, *text))


def _about(metadata: Metadata) -> Iterator[str]:
    """What the party and the programme are, and where and when the programme holds."""
    party = labels.GUIDE_PARTY.format(party=metadata.party) if metadata.party else ""
    yield f"{party} {labels.GUIDE_PROGRAMME.format(publisher=metadata.publisher)}".strip()
    place = labels.GUIDE_PLACE.format(place=metadata.place) if metadata.place else ""
    years = re.findall(r"\d{4}", metadata.period)
    label = labels.GUIDE_YEAR if len(set(years)) == 1 else labels.GUIDE_PERIOD
    period = label.format(first=years[0], last=years[-1]) if years else ""
    if place or period:
        yield f"{period} {place}".strip()


def _time(sections: tuple[Section, ...]) -> str:
    """How long it takes to read the text, in steps of five minutes; our own parts are not counted."""
    text = " ".join(
        plain_text(node.title if isinstance(node, Section) else node.children)
        for section in sections
        if section.kind not in OURS
        for node in walk(section)
        if isinstance(node, Section | Paragraph)
    )
    words = sum(any(character.isalnum() for character in word) for word in text.split())
    minutes = max(STEP, STEP * round(words / WORDS_PER_MINUTE / STEP))
    hours, rest = divmod(minutes, HOUR)
    parts = [labels.GUIDE_HOURS.format(number=hours) if hours > 1 else labels.GUIDE_HOUR] if hours else []
    parts += [labels.GUIDE_MINUTES.format(number=rest)] if rest else []
    return labels.GUIDE_TIME.format(time=labels.LIST_LAST.join(parts))


def _how(publication: Publication, context: Context) -> tuple[Section, ...]:
    """How to read: one item for each thing that this edition has, no section where it has none of them."""
    items = tuple(
        ListItem(id=f"{HOW}-{number}", pointer="", blocks=(_paragraph(f"{HOW}-{number}-1", line),))
        for number, line in enumerate(_advice(publication, context), start=1)
    )
    listing: tuple[Block, ...] = (List(id=f"{HOW}-lista", pointer="", items=items),)
    made = Section(id=HOW, pointer="", kind=KIND, title=_text(labels.GUIDE_HOW), blocks=listing)
    return (made,) if items else ()


def _advice(publication: Publication, context: Context) -> Iterator[Inlines]:
    if "phrase_breaks" in context.edition.stages:
        yield _text(labels.GUIDE_LINES)
    if any(isinstance(node, Commitment) and node.number for node in walk(publication)):
        yield _text(labels.GUIDE_NUMBERS)
    for section in publication.sections:
        if section.kind == "glossary":
            before, after = labels.GUIDE_WORDS
            link = Reference(target=section.id, children=_text(labels.GUIDE_WORDS_LINK))
            yield (*_text(before), link, *_text(after))
    if any(notice.kind == "draft" for notice in publication.notices):
        yield _text(labels.GUIDE_DRAFT)


def _paragraph(name: str, line: Inlines) -> Paragraph:
    return Paragraph(id=name, pointer="", children=line)


def _text(value: str) -> Inlines:
    return (Text(value=value),)
