"""The programmes that are measured: valid, all different, and the same each time they are made."""

from __future__ import annotations

import json
from typing import Any

import pytest

import progpipe
from bench.municipalities import CODES
from bench.programmes import SHARES, edited, enlarged, municipal, nodes, read, text_of
from bench.session import SOURCE
from bench.words import WORD, vary, words_of


@pytest.fixture(scope="module")
def real() -> dict[str, Any]:
    return read(SOURCE)


def codes_of_problems(programme: dict[str, Any]) -> set[str]:
    """The codes of all warnings; what is worse raises."""
    return {problem.code for problem in progpipe.load(json.loads(text_of(programme))).warnings}


def sections_of(programme: dict[str, Any]) -> list[str]:
    """The ids of everything that stands in sections."""
    return [node["id"] for kind, node in nodes(programme) if kind in {"section", "commitment"}]


def test_a_larger_programme_is_valid_and_has_all_sections_so_many_times(real: dict[str, Any]) -> None:
    made = enlarged(real, 4)
    assert codes_of_problems(made) == set()
    assert len(made["sections"]) == 4 * len(real["sections"])
    assert len(sections_of(made)) == 4 * len(sections_of(real))


def test_each_part_has_words_of_its_own(real: dict[str, Any]) -> None:
    made = enlarged(real, 4)
    first = [section["blocks"][0]["text"] for section in made["sections"][:: len(real["sections"])]]
    assert len(set(first)) == 4


def test_the_programme_once_is_the_real_one(real: dict[str, Any]) -> None:
    assert enlarged(real, 1) == real


def test_municipalities_have_valid_programmes_that_all_differ(real: dict[str, Any]) -> None:
    made = [municipal(real, number) for number in range(len(SHARES) + 2)]
    assert [codes_of_problems(programme) for programme in made] == [set()] * len(made)
    assert len({text_of(programme) for programme in made}) == len({programme["id"] for programme in made}) == len(made)
    sizes = [len(text_of(programme)) for programme in made]
    assert 5 * sizes[0] > sizes[9] > 3 * sizes[0]
    assert text_of(municipal(real, 3)) == text_of(made[3])


def test_there_are_290_municipalities() -> None:
    assert len(CODES) == len(set(CODES)) == 290
    assert all(len(code) == 4 and code.isdecimal() for code in CODES)
    assert {"0114", "1489", "2584"} <= set(CODES)


def test_an_edit_changes_one_commitment_of_the_standard_text(real: dict[str, Any]) -> None:
    made = edited(real, 1)
    pairs = zip(nodes(real), nodes(made), strict=True)
    assert [(kind, set(a) ^ set(b)) for (kind, a), (_, b) in pairs if kind == "commitment" and a != b] == [
        ("commitment", set())
    ]
    assert codes_of_problems(made) == {"P108"}
    assert text_of(edited(real, 2)) not in {text_of(made), text_of(real)}


def test_other_words_are_as_long_and_those_of_the_glossary_stay(real: dict[str, Any]) -> None:
    entry = {"term": "allmännytta", "forms": ["allmännyttan"]}
    node = {"text": "Vi bygger bostäder. Stärk allmännyttan för kommunens barn. " * 20}
    other = {"text": "kommuner hyresgäst skolor elever kommunstyret"}
    programme = {"sections": [dict(node), other], "glossary": [entry]}
    made = [vary(dict(node), words_of(programme), seed=seed)["text"] for seed in "abcdefghij"]
    assert len(set(made)) > 5
    for text in made:
        assert len(text) == len(node["text"])
        assert text.count("allmännyttan") == 20
        assert WORD.sub("", text) == WORD.sub("", node["text"])
