"""Sentences and words, by the lines of `split.txt` and by anything at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.lint.split import sentences, words

LINES = [
    line.partition(":")[::2]
    for line in (Path(__file__).parent / "split.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# Texts with much of what decides where a sentence ends.
TEXTS = (
    st.lists(
        st.sampled_from(
            ["Vi", "bygger", "t.ex.", "m.m.", "bl.a", "3,5", "1 000", "2030", "A.", "”Ja.”", "(nej!)", "…", "–"]
        )
        | st.text(alphabet="aÅ1 .!?…”(\n\u00a0-:’@/", max_size=8)
    ).map(" ".join)
    | st.text()
)


@pytest.mark.parametrize("line", [line for kind, line in LINES if kind == "sentences"])
def test_sentences(line: str) -> None:
    pieces = [piece.strip() for piece in line.split(" | ")]
    text = " ".join(pieces)
    assert [text[start:end] for start, end in sentences(text)] == pieces


@pytest.mark.parametrize("line", [line for kind, line in LINES if kind == "words"])
def test_words(line: str) -> None:
    pieces = [piece.strip() for piece in line.split(" | ")]
    text = " ".join(pieces)
    assert [text[start:end] for start, end in words(text)] == pieces


def test_no_mark_is_a_word() -> None:
    text = "(Vi), ”hus” – nej! § 50 % & så vidare…"
    assert [text[start:end] for start, end in words(text)] == ["Vi", "hus", "nej", "50", "så", "vidare"]


@settings(derandomize=True, deadline=None)
@given(TEXTS)
def test_the_pieces_joined_are_the_text(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip() != ""
        end = stop
    assert not text[end:].strip()


@settings(derandomize=True, deadline=None)
@given(TEXTS)
def test_every_letter_and_digit_is_in_one_word(text: str) -> None:
    covered: list[int] = []
    for start, end in words(text):
        covered.extend(range(start, end))
        assert any(char.isalnum() or char == "_" for char in text[start:end])
    assert len(covered) == len(set(covered))
    assert {place for place, char in enumerate(text) if char.isalpha() or char.isdecimal()} <= set(covered)


@pytest.mark.parametrize(
    "text", ["a." * 20_000, "A. " * 20_000, "1 " * 20_000, "t.ex" * 10_000, "-" * 50_000, "." * 50_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    assert len(list(sentences(text))) <= len(text)
    assert len(list(words(text))) <= len(text)
