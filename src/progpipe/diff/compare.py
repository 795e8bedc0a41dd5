"""Two versions of a programme, compared part by part."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from progpipe.compose import Node, nodes
from progpipe.diff.lines import read
from progpipe.diff.match import Pair, match
from progpipe.diff.model import Action, Change, Comparison, Part, Piece, Side, Stale, Version
from progpipe.diff.parts import parts
from progpipe.diff.words import changed_words
from progpipe.model import Commitment, GlossaryEntry, Programme, Section

SHOWN: Final = 70


def compare(
    old: Programme, new: Programme, *, names: tuple[str, str] | None = None, moved: Collection[str] = ()
) -> Comparison:
    """What is different in `new`.

    `names` are what the two are called; their files where left out. `moved` are the places in `old` of what is known
    to have been moved: of two that changed places nobody could tell otherwise which one it was.
    """
    before, after = parts(old), parts(new)
    first, second = names or (old.file or old.id, new.file or new.id)
    return Comparison(
        old=_version(old, first),
        new=_version(new, second),
        changes=tuple(_changes(before, after, moved)),
        stale=tuple(_stale(old, new)),
        titles=_titles(old, new),
    )


def _version(programme: Programme, name: str) -> Version:
    release = programme.release
    return Version(
        name=name, title=programme.title, version=release.version, date=release.date or "", sha256=programme.digest
    )


def _titles(*programmes: Programme) -> dict[str, str]:
    """The titles by id, those of the last version where both have one. Equal ones say what they stand in."""
    sections = {item.id: (item, around) for programme in programmes for item, around in _inside(programme)}
    often = Counter(item.title for item, _ in sections.values())
    return {
        name: f"{around.title}: {item.title}" if around and often[item.title] > 1 else item.title
        for name, (item, around) in sections.items()
    }


def _inside(node: Programme | Section) -> Iterator[tuple[Section, Section | None]]:
    """Every section below, with the section around it."""
    for item in node.sections:
        yield item, node if isinstance(node, Section) else None
        yield from _inside(item)


def _stale(old: Programme, new: Programme) -> Iterator[Stale]:
    fitted = {
        (type(node), node.id, tag) for node, _ in nodes(old) for tag, made in node.renditions.items() if not made.stale
    }
    for node, _ in nodes(new):
        for tag, made in node.renditions.items():
            if made.stale and (type(node), node.id, tag) in fitted:
                yield Stale(id=node.id, name=_name(node), variety=tag, pointer=made.pointer)


def _name(node: Node) -> str:
    """Its title or term; of a commitment as much of the text as tells it from others."""
    match node:
        case Commitment():
            said = read(node.text)
        case GlossaryEntry():
            said = node.term
        case _:
            said = node.title
    return said if len(said) <= SHOWN else f"{said[:SHOWN].rsplit(' ', 1)[0]} …"


def _changes(old: Sequence[Part], new: Sequence[Part], known: Collection[str]) -> Iterator[Change]:
    """The changes in the order of the new version; what is gone comes after what stood before it."""
    pairs = match(old, new)
    of_new = {here: there for there, here in pairs}
    moved = _moved(pairs, old, new, known)
    gone = _gone(old, {there for there, _ in pairs})
    yield from (_removed(part) for part in gone[-1])
    for here, part in enumerate(new):
        there = of_new.get(here)
        if there is None:
            yield Change(actions=(Action.ADDED,), old=None, new=part, pieces=(Piece(side=Side.NEW, text=part.text),))
            continue
        if change := _changed(old[there], part, here in moved):
            yield change
        yield from (_removed(part) for part in gone[there])


def _gone(old: Sequence[Part], kept: set[int]) -> defaultdict[int, list[Part]]:
    """What is gone, by the place of the last part before it that is still there; -1 where there is none."""
    found: defaultdict[int, list[Part]] = defaultdict(list)
    last = -1
    for place, part in enumerate(old):
        if place in kept:
            last = place
        else:
            found[last].append(part)
    return found


def _removed(part: Part) -> Change:
    return Change(actions=(Action.REMOVED,), old=part, new=None, pieces=(Piece(side=Side.OLD, text=part.text),))


def _changed(old: Part, new: Part, moved: bool) -> Change | None:
    happened = {
        Action.MOVED: moved,
        Action.REWORDED: old.source != new.source,
        Action.RENAMED: old.id != new.id,
    }
    actions = tuple(action for action, true in happened.items() if true)
    return Change(actions=actions, old=old, new=new, pieces=_pieces(old, new)) if actions else None


def _pieces(old: Part, new: Part) -> tuple[Piece, ...]:
    """The words that changed; where readers see none, what the source has besides."""
    if old.text != new.text or old.source == new.source:
        return changed_words(old.text, new.text)
    return changed_words(old.source, new.source)


def _moved(pairs: Sequence[Pair], old: Sequence[Part], new: Sequence[Part], known: Collection[str]) -> set[int]:
    """The new places of what stands in another section, or in another order among those that stayed in theirs."""
    found: set[int] = set()
    siblings: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for there, here in pairs:
        before, after = old[there], new[here]
        if after.variety or after.kind == "field":
            continue
        if before.section != after.section:
            found.add(here)
        else:
            siblings[after.section, _order_of(after)].append((there, here))
    for group in siblings.values():
        known_here = [pair for pair in group if old[pair[0]].pointer in known]
        stayed = set(_longest_rising([pair[0] for pair in group if pair not in known_here]))
        others = [pair for pair in group if pair[0] in stayed]
        found |= {here for there, here in group if there not in stayed and (there, here) not in known_here}
        found |= {pair[1] for pair in known_here if not _in_order(pair, others)}
    return found


def _in_order(pair: Pair, others: Sequence[Pair]) -> bool:
    """Whether it stands between the same of the others as before."""
    return all((pair[0] < there) == (pair[1] < here) for there, here in others)


def _order_of(part: Part) -> str:
    """Sections stand in one order, commitments in another, and blocks in a third."""
    return {"section": "section", "commitment": "commitment"}.get(part.kind, "block")


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest run of numbers that rise (patience sorting): the fewest others have moved."""
    tops: list[int] = []
    last: list[int] = []  # for each number, the place of the one before it in its run
    ends: list[int] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        last.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [number]
        ends[pile : pile + 1] = [place]
    run: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        run.append(numbers[place])
        place = last[place]
    return run[::-1]
