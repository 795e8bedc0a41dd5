"""What has changed, as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from progpipe import labels
from progpipe import publication as p
from progpipe.blocks import line, listing, paragraph, section
from progpipe.diff.model import Action, Change, Comparison, Kind, Part, Version
from progpipe.diff.page import swedish
from progpipe.diff.page.words import Row, before_and_after
from progpipe.stages.typography import typeset

LANGUAGE: Final = "sv"


def differences(found: Comparison, publisher: str) -> p.Publication:
    """The document about what has changed: the numbers, then every change where it stands in the programme.

    Classes for the theme: sections `summary`, `changes` (a section of the programme), `change` and `stale`.
    """
    own = [change for change in found.changes if not change.part.variety]
    sections = [*_sections(own, found), *_renditions(found)]
    return p.Publication(
        metadata=p.Metadata(
            identifier="andringar",
            title=typeset(swedish.TITLE.format(title=found.new.title)),
            language=LANGUAGE,
            variety=LANGUAGE,
            publisher=publisher,
            adopted=True,  # what may be a draft is the programme
        ),
        notices=(_about(found),),
        sections=(_summary(found), *sections, *_stale(found)),
    )


def _about(found: Comparison) -> p.Notice:
    old, new = _version(found.old), _version(found.new)
    said = swedish.ABOUT_ONE.format(version=new) if old == new else swedish.ABOUT.format(old=old, new=new)
    return p.Notice(id="om-andringarna", pointer="", kind="about", children=line(said))


def _version(version: Version) -> str:
    if not version.date:
        return swedish.VERSION.format(version=version.version)
    return swedish.VERSION_DATE.format(version=version.version, date=labels.long_date(version.date))


def _summary(found: Comparison) -> p.Section:
    if not found.changes:
        said = swedish.NOTHING_SEEN if found.changed else swedish.NOTHING
        return section("i-korthet", "summary", swedish.SUMMARY, paragraph("inget", said))
    actions = [action for change in found.changes for action in change.actions]
    counts = [(name, actions.count(action)) for action, name in swedish.COUNTS.items()]
    counts.append((swedish.STALE_COUNT, len(found.stale)))
    rows = facts("antal", [(name, line(str(count))) for name, count in counts if count])
    return section("i-korthet", "summary", swedish.SUMMARY, paragraph("sa-laser-du", swedish.HOW), rows)


def facts(name: str, rows: Iterable[Row]) -> p.Descriptions:
    """Names and what belongs to them, one under the other."""
    items = tuple(
        p.Description(id=f"{name}-{number}", pointer="", term=line(term), children=said)
        for number, (term, said) in enumerate(rows, start=1)
    )
    return p.Descriptions(id=name, pointer="", items=items)


def _sections(changes: Sequence[Change], found: Comparison, prefix: str = "") -> Iterator[p.Section]:
    """The changes by the section of the programme that they are in: each section once, where it first has one."""
    homes: dict[Home, list[Change]] = {}
    for change in changes:
        homes.setdefault(_home(change), []).append(change)
    for number, (home, group) in enumerate(homes.items(), start=1):
        identifier = f"{prefix}del-{number}"
        inside = tuple(_change(change, f"{identifier}-{place}", found) for place, change in enumerate(group, start=1))
        yield section(identifier, "changes", _title(home, found), sections=inside)


Home = tuple[Kind | None, str]


def _home(change: Change) -> Home:
    part = change.part
    if part.kind in {Kind.FIELD, Kind.TERM}:
        return part.kind, ""
    return None, part.id if part.kind is Kind.SECTION else part.section


def _title(home: Home, found: Comparison) -> str:
    kind, name = home
    if kind:
        return swedish.PROGRAMME if kind is Kind.FIELD else swedish.GLOSSARY
    return typeset(found.titles.get(name, name))


def _change(change: Change, name: str, found: Comparison) -> p.Section:
    title = swedish.HEADING.format(
        name=_name(change), action=swedish.AND.join(swedish.ACTIONS[action] for action in change.actions)
    )
    rows = [*_motions(change), *_whence(change, found), *before_and_after(change.pieces)]
    blocks: list[p.Block] = [facts(f"{name}-fakta", rows)]
    if change.old and change.new and change.old.text == change.new.text and change.old.source != change.new.source:
        blocks.append(paragraph(f"{name}-uppmarkning", swedish.OWN_WORDS))
    return section(name, "change", title, *blocks)


def _name(change: Change) -> str:
    """What has changed: of a section its heading, unless all of it has moved."""
    if change.part.kind is Kind.SECTION and Action.MOVED in change.actions:
        return swedish.SECTION
    return name_of(change.part)


def name_of(part: Part) -> str:
    """What a part is called in Swedish."""
    if part.kind is Kind.FIELD:
        return swedish.FIELDS[part.id]
    return swedish.KINDS[part.kind].format(number=part.number)


def _motions(change: Change) -> Iterator[Row]:
    for motion in change.motions:
        yield swedish.MOTION, line(swedish.MOTION_OF.format(number=motion.number, mover=motion.mover))


def _whence(change: Change, found: Comparison) -> Iterator[Row]:
    old, new = change.old, change.new
    if old is None or new is None:
        return
    if Action.MOVED in change.actions and old.section != new.section:
        yield swedish.FROM, line(typeset(found.titles.get(old.section, old.section) or swedish.PROGRAMME))
    if old.number != new.number:
        yield swedish.OLD_NUMBER, line(str(old.number))


def _renditions(found: Comparison) -> Iterator[p.Section]:
    """The changes of renditions, a section for each language variety."""
    varieties = dict.fromkeys(change.part.variety for change in found.changes if change.part.variety)
    for variety in varieties:
        own = [change for change in found.changes if change.part.variety == variety]
        inside = tuple(_sections(own, found, prefix=f"{variety.lower()}-"))
        title = swedish.RENDITIONS.format(variety=labels.variety(variety))
        yield section(f"texter-{variety.lower()}", "renditions", title, sections=inside)


def _stale(found: Comparison) -> Iterator[p.Section]:
    if not found.stale:
        return
    said = (swedish.STALE_ITEM.format(name=item.name, variety=labels.variety(item.variety)) for item in found.stale)
    items = ((paragraph(f"se-over-{number}-text", text),) for number, text in enumerate(said, start=1))
    yield section(
        "se-over", "stale", swedish.STALE, paragraph("se-over-om", swedish.STALE_ABOUT), listing("se-over-lista", items)
    )
