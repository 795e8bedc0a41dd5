"""The order paper as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from progpipe import publication as p
from progpipe.amend.model import Action, Amendments
from progpipe.amend.page import swedish
from progpipe.amend.targets import Target
from progpipe.blocks import line, paragraph, section
from progpipe.compose import nodes
from progpipe.diff.lines import read
from progpipe.diff.model import Piece, Side
from progpipe.diff.page import facts
from progpipe.diff.page import swedish as words
from progpipe.diff.page.words import Row, before_and_after
from progpipe.diff.words import changed_words
from progpipe.model import Programme, Section
from progpipe.stages.typography import typeset

LANGUAGE: Final = "sv"


def order_paper(programme: Programme, amendments: Amendments, targets: tuple[Target, ...]) -> p.Publication:
    """Every amendment in the order in which the meeting takes it. Class for the theme: sections `amendment`."""
    titles = {node.id: node.title for node, _ in nodes(programme) if isinstance(node, Section)}
    about = swedish.ABOUT.format(meeting=amendments.meeting) if amendments.meeting else swedish.ABOUT_ALONE
    how = section("sa-laser-du", "summary", swedish.HOW, paragraph("sa-laser-du-text", words.HOW))
    made = (_amendment(number, target, titles) for number, target in enumerate(targets, start=1))
    return p.Publication(
        metadata=p.Metadata(
            identifier="andringsforslag",
            title=typeset(swedish.TITLE.format(title=programme.title)),
            language=LANGUAGE,
            variety=LANGUAGE,
            publisher=programme.publisher.name,
            adopted=True,  # what is proposed is no draft of this paper
        ),
        notices=(p.Notice(id="om-forslagen", pointer="", kind="about", children=line(about)),),
        sections=(how, *made),
    )


def _amendment(number: int, target: Target, titles: Mapping[str, str]) -> p.Section:
    item, name = target.amendment, f"forslag-{number}"
    rows = [
        (swedish.MOVER, line(item.mover)),
        (swedish.WHAT, line(_subject(target, titles))),
        *_place(target, titles),
        *before_and_after(_pieces(target)),
    ]
    title = swedish.HEADING.format(number=number, motion=item.motion)
    return section(name, "amendment", title, facts(f"{name}-fakta", rows))


def _subject(target: Target, titles: Mapping[str, str]) -> str:
    slot, action = target.slot, swedish.ACTIONS[target.amendment.action]
    what = swedish.KINDS[slot.kind].format(number=slot.number) if slot else swedish.NEW_KINDS[target.kind]
    around = slot or target.anchor or target.within
    assert around is not None
    said = swedish.SUBJECT.format(what=what, section=typeset(titles[around.section]), action=action)
    return said[:1].upper() + said[1:]


def _place(target: Target, titles: Mapping[str, str]) -> Iterator[Row]:
    anchor = target.anchor
    if anchor and anchor.number:
        yield swedish.PLACE, line(swedish.AFTER_NUMBER.format(number=anchor.number, text=read(anchor.text)))
    elif anchor:
        yield swedish.PLACE, line(swedish.AFTER_TEXT.format(text=read(anchor.text)))
    elif target.within:
        yield swedish.PLACE, line(swedish.FIRST.format(section=typeset(titles[target.within.section])))


def _pieces(target: Target) -> tuple[Piece, ...]:
    """The words before and after; those of a text that moves are the same."""
    item = target.amendment
    old, new = read(item.old), read(item.new)
    match item.action:
        case Action.MOVE:
            return (Piece(side=Side.BOTH, text=old),)
        case Action.REPLACE:
            return changed_words(old, new)
    return tuple(Piece(side=side, text=text) for side, text in ((Side.OLD, old), (Side.NEW, new)) if text)
