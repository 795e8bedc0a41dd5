"""Where what a reader sees stands in the source."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.lint.origin import origin, token_offset

MARKED = st.lists(
    st.sampled_from(
        [
            "ord",
            " ",
            "\n",
            "*",
            "**",
            "_",
            "[",
            "]",
            "(",
            ")",
            "](x)",
            "{lang=en}",
            "[^1]",
            "\\",
            "\\*",
            "å",
            "<b>",
            "&amp;",
        ]
    ),
    max_size=14,
).map("".join)


@settings(derandomize=True, deadline=None)
@given(MARKED | st.text(max_size=30))
def test_a_character_stands_where_it_is_said_to(source: str) -> None:
    found = origin("/text", source)
    if found is None:
        return
    assert len(found.places) == len(found.text)
    assert list(found.places) == sorted(set(found.places))
    assert "".join(source[place] for place in found.places) == found.text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Vi *vill* **läsa**.", "Vi vill läsa."),
        ('[mer (nu)](https://exempel.se/a_(b) "titel") här', "mer (nu) här"),
        ("[hej _du_]{lang=en}[^1].", "hej du."),
        ("\\*så\\* \\\\ a\\b", "*så* \\ a\\b"),
        ("Vi bygger  \nen \nskola", "Vi bygger\nen\nskola"),
        ("**a*b**", "a*b"),
    ],
)
def test_markup_of_every_kind_can_be_followed(source: str, text: str) -> None:
    found = origin("/text", source)
    assert found
    assert found.text == text


def test_titles_are_plain() -> None:
    found = origin("/sections/0/title", "Vi *vill*")
    assert found
    assert found.text == "Vi *vill*"


def test_words_are_replaced_where_they_are_and_markup_is_never_cut() -> None:
    found = origin("/text", "Vi *vill* köpa mat.")
    assert found
    assert found.replaced(3, 7, "ska") == "Vi *ska* köpa mat."
    assert found.replaced(3, 12, "ska") is None
    assert found.replaced(0, 99, "ska") is None


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=20), st.booleans())
def test_offsets_in_a_json_string(value: str, ascii_only: bool) -> None:
    if not value.isprintable() and any("\ud800" <= char <= "\udfff" for char in value):
        return
    token = json.dumps(value, ensure_ascii=ascii_only)
    places = [token_offset(token, place) for place in range(len(value) + 1)]
    assert places[-1] == len(token) - 1
    pieces = [token[start:end] for start, end in pairwise(places)]
    assert [json.loads(f'"{piece}"') for piece in pieces] == list(value)
