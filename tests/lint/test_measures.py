"""The numbers, against what they are by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import text_of

from progpipe.lint.measures import (
    Measures,
    measure,
    measure_sections,
    measure_text,
    moving_average,
    ordinary,
    variation,
)
from progpipe.lint.text import read_text
from progpipe.lint.words import zipf
from progpipe.publication import Metadata, Paragraph, Publication, Section, Text


def measures(*lines: str) -> Measures:
    return measure_text(text_of(*lines))


def test_sentences_and_lix_by_hand() -> None:
    found = measures("Vi bygger skolor. Det är bra för kommunen och barnen.")
    assert (found.words, found.sentences, found.mean_sentence, found.longest_sentence) == (10, 2, 5, 7)
    assert found.lix == pytest.approx(5 + 100 * 1 / 10)  # "kommunen" has more than six letters, "barnen" has six


def test_a_hyphen_is_no_letter() -> None:
    assert measures("Vi ser-er-e.").lix == pytest.approx(2)  # of the longest word six letters, and two hyphens


def test_ovix_by_hand() -> None:
    found = variation(["en", "bil", "en", "båt"])
    assert found == pytest.approx(math.log(4) / math.log(2 - math.log(3) / math.log(4)))


@pytest.mark.parametrize("keys", [["a"], ["a", "a"], ["a", "b"]])
def test_ovix_is_0_where_it_cannot_be_had(keys: list[str]) -> None:
    assert variation(keys) == 0


@settings(derandomize=True, deadline=None)
@given(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=40), st.integers(1, 12))
def test_mattr_is_the_mean_over_the_windows(keys: list[str], window: int) -> None:
    stretches = [keys[place : place + window] for place in range(max(1, len(keys) - window + 1))]
    assert moving_average(keys, window) == pytest.approx(
        sum(len(set(part)) / len(part) for part in stretches) / len(stretches)
    )


def test_what_is_rare_and_what_is_not_judged() -> None:
    assert measures("Vi vill ha en simskoleplan.").rare == pytest.approx(100 / 5)
    assert measures("Vi vill se Hjälmaredsby 2027.").rare == 0
    assert measures("Vi vill se [simskoleplan]{lang=en}.").rare == 0


def test_the_frequencies_are_those_of_the_table() -> None:
    assert zipf("och") == pytest.approx(7.42)
    assert zipf("Och") == zipf("och")
    assert zipf("qqqqzz") == 0
    assert zipf("e-tjänst") == pytest.approx(4.75, abs=0.01)
    assert zipf("") == 0


def test_the_formula_at_its_means() -> None:
    assert ordinary(12.264, 4.7438, 0.8131) == pytest.approx(1 / (1 + math.exp(-0.3226)))
    assert ordinary(9, 2, 0.79) < 0.1
    assert ordinary(16, 9, 0.85) > 0.9
    assert ordinary(1e9, 100, 1) == pytest.approx(1)
    assert ordinary(-1e9, 0, 0) == pytest.approx(0)


def test_nothing_has_no_numbers() -> None:
    assert measure([]).words == 0
    assert measures("").mean_sentence == 0


def test_headings_and_the_glossary_are_not_the_text() -> None:
    tree = Publication(metadata=METADATA, sections=(section("a", 3), section("b", 4, kind="glossary")))
    assert measure_text(read_text(tree)).words == 3


METADATA = Metadata(identifier="prov", title="Prov", language="sv", variety="sv", publisher="Partiet")


def section(name: str, words: int, *sections: Section, kind: str = "body") -> Section:
    lines = (Paragraph(id=f"{name}-1", pointer=f"/{name}", children=(Text(value="ord " * words),)),) if words else ()
    title = (Text(value=name),)
    return Section(id=name, pointer=f"/{name}", kind=kind, title=title, blocks=lines, sections=sections)


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ([section("a", 150), section("b", 200)], ["a", "b"]),
        ([section("a", 100), section("b", 200), section("c", 60)], ["a c", "b"]),
        ([section("a", 200), section("b", 10)], ["a", "b"]),
        # Short ones inside one section are together; what is still too short joins what is around it.
        ([section("a", 200, section("b", 90), section("c", 90))], ["a", "b c"]),
        ([section("a", 100, section("b", 90), section("c", 20))], ["a b c"]),
        ([section("a", 10, section("b", 10)), section("c", 140)], ["a b c"]),
        ([section("a", 0, section("b", 160))], ["b"]),
        ([section("a", 200), section("b", 10, kind="glossary")], ["a", "b"]),
        ([section("a", 0)], []),
    ],
)
def test_short_sections_are_measured_with_their_siblings(sections: list[Section], expected: list[str]) -> None:
    text = read_text(Publication(metadata=METADATA, sections=tuple(sections)))
    found = [" ".join(part.id for part in stretch.parts) for stretch in measure_sections(text)]
    assert found == expected
