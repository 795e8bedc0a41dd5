"""The digest of a value: the same for the same, in every process, and another for another."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progpipe.cache import digest


@dataclass(frozen=True)
class One:
    text: str


@dataclass(frozen=True)
class Other:
    text: str


class Colour(Enum):
    RED = "red"


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.builds(One, st.text())
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()) | st.tuples(inner)
    ),
)


@given(VALUES, VALUES)
def test_equal_digests_are_equal_values(one: object, other: object) -> None:
    """Python holds True and 1 for equal; a file may not."""
    assert (digest(one) == digest(other)) is (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset):
        return ("set", tuple(sorted(value)))
    return tuple(map(_sorted, value)) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), ("a", ("b",))),
        (One("a"), Other("a")),
        (1, True),
        ("1", 1),
        (b"a", "a"),
        (None, "None"),
        (Path("a"), "a"),
        ({"a": 1}, {"a": None}),
        ((), ""),
    ],
)
def test_what_looks_alike_differs(one: object, other: object) -> None:
    assert digest(one) != digest(other)


@pytest.mark.parametrize("value", [object(), (1, [lambda: 1]), {1: {"a": iter(())}}])
def test_what_has_no_digest_says_so(value: object) -> None:
    with pytest.raises(TypeError):
        digest(value)


def test_it_is_the_same_in_every_process() -> None:
    program = "from progpipe.cache import digest; print(digest(frozenset('abcdefgh'), {'b': 1, 'a': (None, 2.5)}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert found == {digest(frozenset("abcdefgh"), {"b": 1, "a": (None, 2.5)}).encode() + b"\n"}


def test_a_member_of_an_enumeration() -> None:
    assert digest(Colour.RED) != digest("red")
