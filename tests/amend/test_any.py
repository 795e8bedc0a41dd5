"""Any programme and any amendments to it: what comes out is amended there, and nowhere else.

Each text has words that no other text has, so that it is known wherever it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from whole import digest

from progpipe.amend import Amended, Amendments, amend
from progpipe.amend.model import Action, Amendment, Place
from progpipe.amend.motions import moved, with_motions
from progpipe.diff import Change, Side, compare
from progpipe.load import canonical_text, load
from progpipe.model import Programme

Json = dict[str, Any]
WORD = re.compile(r"ord\d+")


class Writer:
    """Writes a programme and amendments to it, as Hypothesis draws them."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.count = draw, 0
        self.items: list[Amendment] = []

    def text(self) -> str:
        self.count += 1
        return f"ord{self.count} är a{self.count} b{self.count}."

    def name(self) -> str:
        self.count += 1
        return f"id-{self.count}"

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def several(self, least: int, most: int) -> range:
        return range(self.draw(st.integers(least, most)))

    def block(self) -> Json:
        kind = self.draw(st.sampled_from(["paragraph", "paragraph", "list", "quote", "table"]))
        if kind == "paragraph":
            return {"type": kind, "text": self.text()}
        if kind == "list":
            return {"type": kind, "items": [self.text() for _ in self.several(1, 3)]}
        if kind == "quote":
            return {"type": kind, "blocks": [{"type": "paragraph", "text": self.text()} for _ in self.several(1, 2)]}
        header, row = [self.text(), self.text()], [self.text(), self.text()]
        return {"type": kind, "caption": self.text(), "header": header, "rows": [row]}

    def promise(self) -> Json:
        return {"id": self.name(), "text": self.text()}

    def section(self, depth: int = 0) -> Json:
        made: Json = {"id": self.name(), "type": "policy", "title": self.text()}
        # The first paragraph is never amended: no section is left empty.
        made["blocks"] = [{"type": "paragraph", "text": self.text()}, *(self.block() for _ in self.several(0, 3))]
        made["commitments"] = [self.promise() for _ in self.several(0, 3)]
        if depth < 2:
            made["sections"] = [self.section(depth + 1) for _ in self.several(0, 2)]
        return made

    def programme(self) -> Json:
        return {
            "id": "prov",
            "language": "sv",
            "title": "Prov",
            "period": {"from": 2027, "to": 2030},
            "publisher": {"name": "Provpartiet"},
            "release": {"version": "1", "status": "draft"},
            "sections": [self.section() for _ in self.several(1, 3)],
        }

    # --- amendments ---------------------------------------------------------------------------

    def add(self, action: Action, **values: Any) -> None:
        number = len(self.items)
        place = f"/amendments/{number}"
        self.items.append(Amendment(pointer=place, motion=str(number), mover="Norra", action=action, **values))

    def amend(self, source: Json) -> None:
        # What others come after stays where it is: the first paragraph of each section, and the section.
        homes = [section["id"] for section in sections(source)]
        going = self.draw(st.sampled_from([None, *homes]))
        gone = {going} if going else set()
        for section in sections(source):
            if section["id"] in gone:
                gone |= {child["id"] for child in section.get("sections", ())}
        left = [name for name in homes if name not in gone]
        if not any(section["id"] in left for section in source["sections"]):
            going, left = None, homes
        for section in sections(source):
            if section["id"] == going:
                action = {"id": going, "old": section["title"], "digest": digest(section)}
                self.add(Action.REMOVE, **action)
            elif section["id"] in left:
                self.amend_in(section, left)

    def amend_in(self, section: Json, left: list[str]) -> None:
        name = section["id"]
        for promise in section["commitments"]:
            self.one({"id": promise["id"]}, promise["text"], left)
        for block in section["blocks"][1:]:
            self.amend_block(block, name, left)
        if self.yes():
            self.add(Action.REPLACE, id=name, old=section["title"], new=self.text())
        if self.yes():
            self.add(Action.INSERT, after=Place(section=name), id=self.name(), new=self.text())
        if self.yes():
            first = section["blocks"][0]["text"]
            self.add(Action.INSERT, after=Place(section=name, text=first), thing=self.block())
        if self.yes():
            self.add(Action.INSERT, after=Place(id=name), thing=self.section(depth=2))

    def one(self, where: Json, old: str, left: list[str]) -> None:
        action = self.draw(st.sampled_from([None, Action.REPLACE, Action.REMOVE, Action.MOVE]))
        if action is Action.REPLACE:
            self.add(action, **where, old=old, new=self.text())
        elif action is Action.REMOVE:
            self.add(action, **where, old=old)
        elif action is Action.MOVE:
            self.add(action, **where, old=old, after=Place(section=self.draw(st.sampled_from(left))))

    def amend_block(self, block: Json, section: str, left: list[str]) -> None:
        where, texts = {"section": section}, [*strings(block)]
        if block["type"] == "paragraph":
            self.one(where, block["text"], left)
        elif self.yes():
            self.one({**where, "digest": digest(block)}, texts[0], left)
        elif self.yes():
            self.add(Action.REPLACE, **where, old=texts[-1], new=self.text())


def sections(node: Json) -> Iterator[Json]:
    for section in node.get("sections", ()):
        yield section
        yield from sections(section)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str) and WORD.search(value):
        yield value
    elif isinstance(value, list | dict):
        for inside in value.values() if isinstance(value, dict) else value:
            yield from strings(inside)


def words(*values: object) -> set[str]:
    return {word for value in values for word in WORD.findall(str(value))}


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Programme, Amendments]:
    writer = Writer(draw)
    source = writer.programme()
    writer.amend(source)
    order = draw(st.permutations(writer.items))
    items = tuple(order)
    return load(source), Amendments(programme="prov", amendments=items)


def about(item: Amendment, programme: Programme) -> set[str]:
    """The words that an amendment takes away, moves or brings."""
    found = words(item.old, item.new, item.thing)
    source = json.loads(canonical_text(programme.canonical))
    if item.action is not Action.INSERT and item.digest:
        things = [*sections(source), *(block for section in sections(source) for block in section["blocks"])]
        found |= words(next(thing for thing in things if digest(thing) == item.digest))
    return found


def said(change: Change) -> set[str]:
    return words(*(part.text for part in (change.old, change.new) if part))


def different(old: Programme, found: Amended) -> tuple[Change, ...]:
    return with_motions(compare(old, found.programme, moved=moved(found)).changes, found)


@settings(max_examples=40, deadline=None)
@given(meetings())
def test_the_differences_are_the_amendments(meeting: tuple[Programme, Amendments]) -> None:
    programme, amendments = meeting
    if not amendments.amendments:
        return
    found = amend(programme, amendments)
    by_motion = {item.motion: about(item, programme) for item in amendments.amendments}
    changes = different(programme, found)
    for change in changes:
        expected = {motion for motion, its in by_motion.items() if its & said(change)}
        assert {motion.number for motion in change.motions} == expected, change
        assert expected, change
    named = {motion.number for change in changes for motion in change.motions}
    # What was moved to where it stood is no change.
    assert {item.motion for item in amendments.amendments if item.action is not Action.MOVE} <= named
    for change in changes:
        for part, side in ((change.old, Side.OLD), (change.new, Side.NEW)):
            spelt = "".join(piece.text for piece in change.pieces if piece.side in {side, Side.BOTH})
            assert part is None or spelt in {part.text, part.source}


@settings(max_examples=40, deadline=None)
@given(meetings())
def test_what_is_not_amended_is_as_it_was(meeting: tuple[Programme, Amendments]) -> None:
    programme, amendments = meeting
    if not amendments.amendments:
        return
    touched = set().union(*(about(item, programme) for item in amendments.amendments))
    before = canonical_text(programme.canonical).splitlines()
    after = amend(programme, amendments).text.splitlines()
    kept = [[line for line in lines if words(line) and not words(line) & touched] for lines in (before, after)]
    assert kept[0] == kept[1]
    brought = set().union(*(words(item.new, item.thing) for item in amendments.amendments))
    stays = [item for item in amendments.amendments if item.action is Action.MOVE]
    moves = set().union(*(about(item, programme) for item in stays))
    assert words(after) == (words(before) - (touched - moves)) | brought
