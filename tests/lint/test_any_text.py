"""Whatever a text says, every rule reads it to the end, and what it quotes stands there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import entry, text_of

from progpipe.lint.model import Rule
from progpipe.plugins import find_rule, rules

ALL = [find_rule(name) for name in rules()]
PIECES = [
    "Vi", "vill", "gång-", "och", "cykelvägar", "t.ex.", "2027-2030", "50 %", "(se nedan)", ";", "–", "blev", "valda",
    "Att", "för att", "LOV", "man", ",", ".", "!", "…", "|", "”", "upphandla", "den gröna", "*så*", "3 000 000", "av",
]  # fmt: skip
LINES = st.lists(
    (st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(" ".join)) | st.text(max_size=80),
    max_size=4,
)


@settings(derandomize=True, deadline=None)
@given(LINES, st.booleans())
def test_every_rule_reads_anything(lines: list[str], easy_read: bool) -> None:
    text = text_of(*lines, easy_read=easy_read, glossary=[entry("LOV = lagen om valfrihet")])
    said = {paragraph.pointer: paragraph.text for paragraph in text.paragraphs()}
    for rule in ALL:
        assert isinstance(rule, Rule)
        for remark in rule(text):
            assert said[remark.pointer][remark.start : remark.end] == remark.text
            assert remark.message
            assert remark.suggestion != remark.text


@pytest.mark.parametrize(
    "piece", ["a, ", "och ", "för att ", "A. ", "t.ex. ", "(", "- ", "gång- och ", "1 000 ", "blev "]
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    text = text_of(piece * (15_000 // len(piece)))
    for rule in ALL:
        assert isinstance(rule, Rule)
        assert len(list(rule(text))) <= 15_000
