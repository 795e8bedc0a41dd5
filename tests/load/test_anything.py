"""Whatever stands in a source: a programme or problems, never anything else; and a programme can be composed."""

from __future__ import annotations

import copy
import json
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from changes import MINIMAL, check_place, value_at
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import progpipe
from progpipe.build import prepare
from progpipe.compose import Requirement, compose
from progpipe.editions import read_editions
from progpipe.errors import BuildError, Problem, Severity, ValidationError
from progpipe.load import canonical_text, digest
from progpipe.load.fits import fits
from progpipe.load.validator import schema, validator
from progpipe.model import Programme
from progpipe.publication import Block, Publication, walk

BASE = Path(__file__).parent.parent / "data" / "provkommun"
SOURCE = json.loads((BASE / "provkommun.json").read_text(encoding="utf-8"))

Steps = tuple[str | int, ...]


def paths(value: Any, path: Steps = ()) -> Iterator[Steps]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in pairs:
        yield from paths(child, (*path, key))


def get(value: Any, path: Steps) -> Any:
    for part in path:
        value = value[part]
    return value


PATHS = list(paths(SOURCE))
NAMES = sorted({part for path in PATHS for part in path if isinstance(part, str)})
# Pieces that something in the source means something by.
PIECES = (
    "*|**|_|[|]|(|)|{lang=en}|{lang=zz}|[^budget]|](#inledning)|](#x)|](https://a.se)|](file:a)|](mailto:a@b.se)|\\|"
    "\n| |\u00a0|\u200b|\u0000|\ud83d|å|a\u030a|<b>|&amp;|con|inledning|inledning-1|sv-simple|en|2027|t.ex.|IOP|../"
)
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES.split("|")), max_size=8).map("".join), st.text(max_size=8))
KEYS = st.one_of(st.sampled_from(NAMES), TEXTS)
NUMBERS = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.integers(1990, 2040))
KNOWN = st.sampled_from(PATHS).map(lambda path: copy.deepcopy(get(SOURCE, path)))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS, KNOWN),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=4,
)


@st.composite
def sources(draw: st.DrawFn) -> Any:
    """The test programme with one to three values replaced, removed or put in, anywhere."""
    source = copy.deepcopy(SOURCE)
    for _ in range(draw(st.integers(1, 3))):
        *path, last = draw(st.sampled_from(PATHS))
        try:
            owner = get(source, tuple(path))
            change(draw, owner, last)
        except (LookupError, TypeError):  # an earlier change took the place away
            continue
    return source


def change(draw: st.DrawFn, owner: Any, last: str | int) -> None:
    kind = draw(st.sampled_from(["replace", "replace text", "remove", "insert"]))
    if kind == "remove":
        del owner[last]
    elif kind == "insert" and isinstance(owner, list):
        owner.insert(int(last), draw(VALUES))
    elif kind == "insert":
        owner[draw(KEYS)] = draw(VALUES)
    elif kind == "replace text" and isinstance(owner[last], str):
        owner[last] = draw(TEXTS)
    else:
        owner[last] = draw(VALUES)


def loaded(content: bytes) -> tuple[Programme | None, tuple[Problem, ...]]:
    """The programme, None where there are errors, and the problems: each with a remedy, and a place in the text."""
    programme, problems = None, ()
    try:
        programme = progpipe.load(content, BASE)
        problems = programme.warnings
    except ValidationError as error:
        problems = error.problems
    assert (programme is None) == any(problem.severity is Severity.ERROR for problem in problems)
    lines = content.decode("utf-8", errors="replace").split("\n")
    for problem in problems:
        assert problem.hint
        if problem.line is not None:
            assert 1 <= problem.line <= len(lines)
            assert problem.column is not None
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    return programme, problems


@settings(derandomize=True, max_examples=300, deadline=None)
@given(sources())
def test_the_quick_answer_is_that_of_the_library(source: Any) -> None:
    assert fits(source, schema()) is validator().is_valid(source)  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ({"type": "integer"}, True),
        ({"type": "integer"}, 2.0),
        ({"type": "integer"}, 2.5),
        ({"type": "integer"}, 1e400),
        ({"const": 1}, True),
        ({"enum": [0, "a"]}, False),
        ({"minimum": 3}, "a"),
        ({"minLength": 2}, "å"),
        ({"type": ["string", "null"]}, None),
        ({"not": {"required": ["a"]}}, {"a": 1}),
        ({"if": {"required": ["a"]}, "then": False}, {}),
        ({"if": {"required": ["a"]}, "then": False}, {"a": 1}),
        ({"if": {"required": ["a"]}, "else": {"maxProperties": 0}}, {"b": 1}),
        ({"maxItems": 1, "items": {"type": "null"}}, [None, None]),
        ({"patternProperties": {"^a": {"type": "null"}}, "unevaluatedProperties": False}, {"ab": None, "b": None}),
    ],
)
def test_the_quick_answer_to_each_keyword(part: dict[str, Any], value: Any) -> None:
    assert fits(value, part) is (Draft202012Validator(part).is_valid(value) and value != math.inf)


@pytest.mark.parametrize("part", [{"oneOf": [{}]}, {"const": []}, {"$ref": "a.json"}, {"unevaluatedProperties": {}}])
def test_what_is_unknown_is_left_to_the_library(part: dict[str, Any]) -> None:
    assert not fits({}, part)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(sources())
def test_a_programme_that_is_changed_anywhere(source: Any) -> None:
    text = json.dumps(source, indent=2)
    programme, problems = loaded(text.encode())
    for problem in problems:
        if problem.code != "P000" and exists(source, problem.pointer):
            check_place(problem, text, source)
    if programme is not None:
        check_editions(programme)


def check_editions(programme: Programme) -> None:
    """Both editions can be made, or a problem says why not; each anchor is in them once."""
    for name, edition in read_editions(None).items():
        check_ids(compose(programme, edition, require=Requirement.NONE))
        try:
            ((_, publication),) = prepare(programme, editions=[name], require=Requirement.NONE)
        except BuildError:
            continue
        check_ids(publication)


def exists(source: Any, pointer: str) -> bool:
    try:
        value_at(source, pointer)
    except (LookupError, TypeError, ValueError):
        return False
    return True


def test_a_note_in_the_text_of_a_rendition_stays_no_secret() -> None:
    """It would be in the language of the source: the build says so instead."""
    source = json.loads(MINIMAL)
    (section,) = source["sections"]
    section["notes"] = {"a": "Enligt planen."}
    section["commitments"][0]["text"] += "[^a]"
    rendition = {"status": "draft", "basis": "0" * 64, "text": "Fler lärare.[^a]"}
    section["commitments"][0]["renditions"] = {"sv-simple": rendition}
    with pytest.raises(BuildError) as caught:
        compose(progpipe.load(source), read_editions(None)["lattlast"], require=Requirement.NONE)
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("P303", "/sections/0/commitments/0/renditions/sv-simple")


def check_ids(publication: Publication) -> None:
    """An id is an anchor: two of them would be one address for two places."""
    ids = Counter(node.id for node in walk(publication) if isinstance(node, Block))
    assert [name for name, count in ids.items() if count > 1] == []


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes(content: bytes) -> None:
    assert loaded(content)[0] is None


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*'{}[],:"\\ \n', "1", "-", "e9", "NaN", "null", "tru", "å", '"a"', "\\u00"]), max_size=30)
)
def test_anything_like_json(pieces: list[str]) -> None:
    assert loaded("".join(pieces).encode())[0] is None


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.integers(0, len(MINIMAL) - 1), st.integers(0, 3), st.text(max_size=3))
def test_a_file_that_is_cut_or_patched(place: int, length: int, patch: str) -> None:
    patched = MINIMAL[:place] + patch + MINIMAL[place + length :]
    loaded(patched.encode("utf-8", "surrogatepass"))


@settings(derandomize=True, max_examples=100, deadline=None)
@given(sources())
def test_fmt_keeps_every_value_and_the_digest(source: Any) -> None:
    text = json.dumps(source)
    try:
        canonical = canonical_text(text.encode())
    except ValidationError as error:
        codes = {problem.code for problem in error.problems}
    else:
        codes = set()
        assert canonical.endswith("\n")
        assert canonical_text(canonical.encode()) == canonical
        composed = in_nfc(source)
        assert json.loads(canonical) == composed
        assert digest(json.loads(canonical)) == digest(composed)
    assert codes <= {"P008", "P009"}


def in_nfc(value: Any) -> Any:
    """The value with every text, but no name, in Unicode's composed form."""
    if isinstance(value, list):
        return [in_nfc(item) for item in value]
    if isinstance(value, dict):
        return {name: in_nfc(item) for name, item in value.items()}
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
