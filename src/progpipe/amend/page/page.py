"""The order paper as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from progpipe import publication as p
from progpipe.amend.apply import Amended
from progpipe.amend.model import Action, Amendments
from progpipe.amend.page import swedish
from progpipe.amend.slots import Kind, Slot
from progpipe.amend.targets import Target
from progpipe.amend.texts import Texts, texts
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


def order_paper(programme: Programme, amendments: Amendments, found: Amended) -> p.Publication:
    """Every amendment in the order in which the meeting takes it. Class for the theme: sections `amendment`."""
    titles = {node.id: node.title for node, _ in nodes(programme) if isinstance(node, Section)}
    about = swedish.ABOUT.format(meeting=amendments.meeting) if amendments.meeting else swedish.ABOUT_ALONE
    how = section("sa-laser-du", "summary", swedish.HOW, paragraph("sa-laser-du-text", words.HOW))
    each = enumerate(zip(found.targets, texts(programme, found), strict=True), start=1)
    made = (_amendment(number, target, said, titles) for number, (target, said) in each)
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


def _amendment(number: int, target: Target, said: Texts, titles: Mapping[str, str]) -> p.Section:
    item, name = target.amendment, f"forslag-{number}"
    rows = [
        (swedish.MOVER, line(item.mover)),
        (swedish.WHAT, line(_subject(target, titles))),
        *_place(target, titles),
        *before_and_after(_pieces(said)),
        *((swedish.NOTE, line(read(text))) for text in item.notes.values()),
    ]
    title = swedish.HEADING.format(number=number, motion=item.motion)
    return section(name, "amendment", title, facts(f"{name}-fakta", rows))


def _subject(target: Target, titles: Mapping[str, str]) -> str:
    slot, item = target.slot, target.amendment
    what = _name(slot) if slot else swedish.NEW_KINDS[target.kind]
    action = swedish.ACTIONS[item.action]
    if item.action is Action.MOVE and item.new:
        action = swedish.MOVED_AND_REWORDED
    form = swedish.SUBJECT if target.section in titles and target.kind is not Kind.SECTION else swedish.SUBJECT_ALONE
    if slot and slot.kind is Kind.SECTION:
        form = swedish.SUBJECT_SECTION
    said = form.format(what=what, section=typeset(titles.get(target.section, "")), action=action)
    return said[:1].upper() + said[1:]


def _name(slot: Slot) -> str:
    around = read(slot.around[-1].text) if slot.around else ""
    return swedish.KINDS[slot.kind].format(number=slot.number, around=around)


def _place(target: Target, titles: Mapping[str, str]) -> Iterator[Row]:
    anchor, within = target.anchor, target.within
    if anchor and anchor.number:
        yield swedish.PLACE, line(swedish.AFTER_NUMBER.format(number=anchor.number, text=read(anchor.text)))
    elif anchor and anchor.kind in swedish.AFTER_THING:
        yield swedish.PLACE, line(swedish.AFTER_THING[anchor.kind].format(text=read(anchor.text)))
    elif anchor:
        yield swedish.PLACE, line(swedish.AFTER_TEXT.format(text=read(anchor.text)))
    elif within and within.kind is Kind.NAME:
        yield swedish.PLACE, line(swedish.FIRST_OF_ALL[target.kind])
    elif within:
        yield swedish.PLACE, line(swedish.FIRST.format(section=typeset(titles[within.section])))


def _pieces(said: Texts) -> tuple[Piece, ...]:
    """The words before and after; those of a text that moves are the same."""
    if said.old and said.new:
        return changed_words(said.old, said.new)
    return tuple(Piece(side=side, text=text) for side, text in ((Side.OLD, said.old), (Side.NEW, said.new)) if text)
