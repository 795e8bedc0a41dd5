"""Where a problem is: as a reader who goes through the whole text would find it."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.errors import Problem
from progpipe.load.locate import locate
from progpipe.load.places import Lines, members

NAMES = st.sampled_from(["a", "b", "a/b", "~", "", 'å"', "0"])
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just(10**400)


def _text(value: object) -> str:
    """JSON in which names may come again: an object is a list of pairs."""
    if isinstance(value, tuple):
        return "{ " + " ,\n".join(f"{json.dumps(name)}\n:{_text(item)}" for name, item in value) + "}"
    if isinstance(value, list):
        return "[\t" + ", ".join(map(_text, value)) + "\r\n]"
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else json.dumps(value)


VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.lists(st.tuples(NAMES, inner), max_size=4).map(tuple),
    max_leaves=15,
)


@settings(derandomize=True, max_examples=300)
@given(VALUES, st.data())
def test_each_value_is_found_and_each_name(value: object, data: st.DataObject) -> None:
    text = f" {_text(value)}\n"
    lines = Lines(text)
    known = {member.pointer: member for member in members(text)}  # of a name that comes again the last
    chosen = data.draw(st.lists(st.sampled_from(sorted(known)), max_size=6, unique=True))
    for code, offset in (("P203", "key"), ("P108", "start")):
        problems = [Problem(code=code, message="x", hint="y", pointer=place) for place in [*chosen, "/nowhere/1"]]
        found = locate(problems, text)
        assert [problem.pointer for problem in found] == [problem.pointer for problem in problems]
        places = [getattr(known[place], offset) for place in chosen]
        expected = [(None, None) if place is None else lines.at(place) for place in places]
        assert [(problem.line, problem.column) for problem in found] == [*expected, (None, None)]


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet='{}[]:,"\\a0 \n', max_size=12))
def test_what_is_no_json_has_no_places_and_stops_nobody(text: str) -> None:
    problem = Problem(code="P108", message="x", hint="y", pointer="/a/0/a")
    (found,) = locate([problem], text)
    assert found.pointer == problem.pointer
