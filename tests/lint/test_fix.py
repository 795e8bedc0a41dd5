"""Safe suggestions go into drafts of renditions, and into nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programmes import programme, rendition_of

from progpipe.errors import ValidationError
from progpipe.lint.fix import change, fix
from progpipe.lint.model import Remark
from progpipe.lint.origin import origin
from progpipe.load import canonical_text

TEXT = "/sections/0/commitments/0/renditions/sv-simple/text"
OWN = "/sections/0/commitments/0/text"


def remark(text: str, words: str, suggestion: str | None, pointer: str = TEXT, safe: bool = True) -> Remark:
    """A remark on the first place where `words` stand in the text as it is read."""
    start = text.index(words)
    end = start + len(words)
    return Remark(
        pointer=pointer, node="n", start=start, end=end, text=words, message="m", suggestion=suggestion, safe=safe
    )


def fixed(source: dict[str, Any], *remarks: Remark) -> tuple[dict[str, Any], int]:
    text, done = fix(json.dumps(source).encode(), remarks)
    assert text == canonical_text(text.encode())
    made: dict[str, Any] = json.loads(text)
    return made, len(done)


def test_a_safe_suggestion_is_put_in_and_nothing_else_changes() -> None:
    source = programme(promise="Vi vill *verkligen* ha t.ex. lärare.")
    made, count = fixed(source, remark("Vi vill verkligen ha t.ex. lärare.", "t.ex.", "till exempel"))
    assert (rendition_of(made)["text"], count) == ("Vi vill *verkligen* ha till exempel lärare.", 1)
    rendition_of(made)["text"] = rendition_of(source)["text"]
    assert made == source


def test_several_in_one_text() -> None:
    remarks = [remark("a b c d", old, new) for old, new in (("a", "första"), ("c", "tredje"), ("b", "x"))]
    made, count = fixed(programme(promise="a b c d"), *remarks)
    assert (rendition_of(made)["text"], count) == ("första x tredje d", 3)


def test_of_two_that_overlap_one_is_put_in() -> None:
    remarks = [remark("a b c d", old, new) for old, new in (("a b", "x"), ("b c", "y"))]
    made, count = fixed(programme(promise="a b c d"), *remarks)
    assert (rendition_of(made)["text"], count) == ("a y d", 1)


READ = "Vi vill ha lärare."


@pytest.mark.parametrize(
    "one",
    [
        remark(READ, "Vi", "x", safe=False),
        remark(READ, "Vi", None),
        remark("Anställ fler lärare.", "fler", "x", pointer=OWN),
        remark(READ, "vill ha", "x"),  # there is markup among the words
        remark(READ, "Vi", "*x*"),  # what would be markup
        remark(READ, "Vi", "[x](#y)"),
        remark("Vi vill inte.", "inte", "x"),  # another text than what stands there
        remark(READ + READ + "Ni", "Ni", "x"),
    ],
)
def test_what_is_not_put_in(one: Remark) -> None:
    source = programme(promise="Vi *vill* ha lärare.")
    assert fixed(source, one) == (source, 0)


@pytest.mark.parametrize("status", ["reviewed", "approved"])
def test_what_people_have_reviewed_stays(status: str) -> None:
    source = programme(status=status, review={"by": "Gruppen", "date": "2026-10-02"})
    assert fixed(source, remark("Vi vill ha fler lärare.", "Vi", "Partiet")) == (source, 0)


def test_a_suggestion_that_would_make_a_problem_stops_it_all() -> None:
    with pytest.raises(ValidationError):
        fixed(programme(), remark("Vi vill", "Vi", "Vi\u202e"))


WORDS = st.lists(
    st.sampled_from(["ord", "*ord*", "[ord](https://exempel.se)", "\\*", "**ja**", "ö"]), min_size=1, max_size=8
)


@settings(derandomize=True, deadline=None)
@given(WORDS, st.data())
def test_only_the_words_of_the_remark_change(words: list[str], data: st.DataObject) -> None:
    source = programme(promise=" ".join(words))
    read = origin(TEXT, " ".join(words))
    assert read
    start = data.draw(st.integers(0, len(read.text) - 1))
    end = data.draw(st.integers(start + 1, len(read.text)))
    one = replace(remark(READ, "Vi", "ny"), start=start, end=end, text=read.text[start:end])
    made, count = fixed(source, one)
    found = origin(TEXT, rendition_of(made)["text"])
    assert found
    assert found.text == (read.text[:start] + "ny" + read.text[end:] if count else read.text)


def test_the_change_is_shown_by_sentences() -> None:
    text = "Vi vill.\nVi vill ha\nt.ex. lärare. Det är bra."
    shown = change(remark(text, "t.ex.", "till exempel"), text)
    assert shown == ("Vi vill ha t.ex. lärare.", "Vi vill ha till exempel lärare.")
    assert change(remark(text, "Vi", None), text) is None
