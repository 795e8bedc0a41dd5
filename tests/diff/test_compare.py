"""What was added, removed, moved and reworded."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from versions import Case, cases, changes, programme

from progpipe.diff import Action, Kind, Side, compare
from progpipe.diff.parts import parts
from progpipe.diff.words import MOST_PAIRS, changed_words, rows_of
from progpipe.load import canonical_text, load
from progpipe.model import Programme

Json = dict[str, Any]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_has_changed(case: Case) -> None:
    assert changes(programme(case.old), programme(case.new)) == case.changes


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_other_way_round_the_same_parts_have_changed(case: Case) -> None:
    there, back = (compare(*map(programme, pair)).changes for pair in ((case.old, case.new), (case.new, case.old)))
    swapped = {Action.ADDED: Action.REMOVED, Action.REMOVED: Action.ADDED}
    actions = sorted(tuple(swapped.get(action, action) for action in change.actions) for change in back)
    assert actions == sorted(change.actions for change in there)


def test_both_texts_are_in_the_pieces(alingsas: Programme, provkommun: Programme) -> None:
    for change in compare(alingsas, provkommun).changes:
        for part, side in ((change.old, Side.OLD), (change.new, Side.NEW)):
            words = "".join(piece.text for piece in change.pieces if piece.side in {side, Side.BOTH})
            assert words in ({part.text, part.source} if part else {""})


def test_no_part_is_lost(alingsas: Programme, provkommun: Programme) -> None:
    """Two programmes that have next to nothing in common: every part of each is in the comparison."""
    found = compare(provkommun, alingsas).changes
    same = [part for part in parts(alingsas) if part in parts(provkommun)]
    assert {change.new for change in found if change.new} == set(parts(alingsas)) - set(same)
    assert len([change.old for change in found if change.old]) == len(parts(provkommun)) - len(same)


# --- the test programme, with one thing changed -----------------------------------------------


@pytest.fixture
def source(provkommun: Programme) -> Json:
    made: Json = json.loads(canonical_text(provkommun.canonical))
    return made


def changed(provkommun: Programme, source: Json) -> list[tuple[str, str, str, tuple[str, ...]]]:
    new = load(source, provkommun.base)
    found = compare(provkommun, new).changes
    return [(str(item.part.kind), item.part.id, item.part.variety, tuple(map(str, item.actions))) for item in found]


def values(value: Any, key: str) -> list[Any]:
    """Every value under that key, however deep, in order."""
    found = []
    for name, inside in (
        value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ())
    ):
        found += [inside] if name == key else []
        found += values(inside, key)
    return found


def test_every_kind_of_block_is_compared(provkommun: Programme, source: Json) -> None:
    kinds = {"paragraph", "list", "quote", "table", "figure"}
    blocks = [block for group in values(source, "blocks") for block in group]
    assert kinds <= {block["type"] for block in blocks}
    before = copy.deepcopy(source)
    for kind in sorted(kinds):
        made = copy.deepcopy(before)
        blocks = (item for group in values(made["sections"], "blocks") for item in group)
        block = next(item for item in blocks if item["type"] == kind and not item.get("decorative"))
        inner = {"quote": "attribution", "table": "caption", "figure": "alternative"}.get(kind, "text")
        if kind == "list":
            block["items"][0] = "Något helt annat"
        else:
            block[inner] = "Något annat " + block.get(inner, "")
        assert (kind, ("reworded",)) in [(item[0], item[3]) for item in changed(provkommun, made)], kind


@pytest.mark.parametrize(
    ("key", "value", "name"),
    [
        ("title", "Ett annat program", "title"),
        ("period", {"from": 2031, "to": 2034}, "period"),
        ("release", {"version": "3", "date": "2026-12-01", "status": "adopted"}, "release"),
        ("responsible", "Bo Provsson", "responsible"),
        ("contact", {"email": "bo@example.se"}, "contact"),
    ],
)
def test_what_the_programme_says_about_itself(
    provkommun: Programme, source: Json, key: str, value: object, name: str
) -> None:
    source[key] = value
    assert ("field", name, "", ("reworded",)) in changed(provkommun, source)


def test_notes_and_terms(provkommun: Programme, source: Json) -> None:
    notes = values(source, "notes")[0]
    key = next(iter(notes))
    notes[key] += " Så är det."
    source["glossary"][0]["explanation"] += " Så är det."
    found = changed(provkommun, source)
    assert [item[0] for item in found] == ["note", "term"]


def test_a_rendition_is_a_part_of_its_own(provkommun: Programme, source: Json) -> None:
    made = values(source["sections"], "commitments")[0][0]["renditions"]["sv-simple"]
    made["text"] = "Helt andra ord."
    (found,) = changed(provkommun, source)
    assert found[0] == "commitment"
    assert found[2:] == ("sv-simple", ("reworded",))


def test_what_became_stale(provkommun: Programme, source: Json) -> None:
    commitment = values(source["sections"], "commitments")[0][0]
    commitment["text"] += " Så är det."
    new = load(source, provkommun.base)
    assert [(item.id, item.variety) for item in compare(provkommun, new).stale] == [(commitment["id"], "sv-simple")]
    assert not compare(new, new).stale, "it was stale before"


def test_what_no_reader_sees_is_a_change_all_the_same(provkommun: Programme, source: Json) -> None:
    block = next(item for item in values(source["sections"], "blocks")[0] if "id" not in item)
    block["id"] = "ett-nytt-namn"
    found = compare(provkommun, load(source, provkommun.base))
    assert found.changed
    assert [change.part.kind for change in found.changes] == [Kind(block["type"])]


# --- words ------------------------------------------------------------------------------------

TEXT = st.text(st.sampled_from("ab c.\n-é 1"), max_size=60)


@given(TEXT, TEXT)
def test_no_word_is_lost(old: str, new: str) -> None:
    pieces = changed_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.side is not Side.NEW) == old
    assert "".join(piece.text for piece in pieces if piece.side is not Side.OLD) == new
    assert (old == new) == all(piece.side is Side.BOTH for piece in pieces)


@given(TEXT, TEXT)
def test_rows_are_the_pieces_line_by_line(old: str, new: str) -> None:
    pieces = changed_words(old, new)
    rows = rows_of(pieces)
    assert len(rows) == sum(piece.text.count("\n") for piece in pieces) + 1
    assert "\n".join("".join(piece.text for piece in row) for row in rows) == "".join(piece.text for piece in pieces)


def test_a_page_that_is_one_paragraph_takes_no_longer_than_it_must() -> None:
    length = int(MOST_PAIRS**0.5) + 10
    old, new = (" ".join(f"{mark}{number}" for number in range(length)) for mark in "ab")
    pieces = changed_words(f"Först. {old} Sist.", f"Först. {new} Sist.")
    assert [piece.side for piece in pieces] == [Side.BOTH, Side.OLD, Side.NEW, Side.BOTH]
