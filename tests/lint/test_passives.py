"""Passives on `passives.txt`, whose second part the rule was never adjusted to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from texts import text_of

from progpipe.lint.passives import passives

MARKED = re.compile(r"\*([^*]+)\*")
FIRST, SECOND = (Path(__file__).parent / "passives.txt").read_text(encoding="utf-8").split("== second part")


def lines(part: str) -> list[str]:
    return [line for line in part.splitlines()[1:] if line and not line.startswith(("#", "=="))]


def found(line: str) -> list[str]:
    (sentence,) = (one for one in text_of(line.replace("*", "")).sentences() if one.words)
    return [word.text for word in passives(sentence)]


@pytest.mark.parametrize("line", lines(FIRST))
def test_passives(line: str) -> None:
    assert found(line) == MARKED.findall(line)


def test_sentences_that_the_rule_was_not_adjusted_to() -> None:
    right = wrong = missed = 0
    for line in lines(SECOND):
        want, got = MARKED.findall(line), found(line)
        both = sum(word in want for word in got)
        right, wrong, missed = right + both, wrong + len(got) - both, missed + len(want) - both
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.9
