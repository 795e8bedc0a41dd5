"""The word lists that an editor can add to: what is written in them is found, and what is suggested is better."""

from __future__ import annotations

from pathlib import Path

import pytest
from texts import text_of

from progpipe.lint.inflection import plain_words
from progpipe.lint.lists import FOLDER, entries, pairs
from progpipe.lint.rules.abbreviation import abbreviation
from progpipe.lint.rules.bureaucratic_word import LIST, bureaucratic_word
from progpipe.lint.verbs import is_participle, is_s_form

FORMS = plain_words(LIST)
ENOUGH = 150


def bases() -> list[str]:
    """The words as they stand first in the list of bureaucratic words."""
    found = []
    for entry in entries(LIST):
        left = entry.partition("=")[0].strip()
        if not entry.startswith("["):
            found.append(left if tuple(left.split()) in FORMS else left.split()[0])
    return found


def test_there_are_enough_bureaucratic_words_and_none_twice() -> None:
    assert len(set(bases())) == len(bases()) >= ENOUGH


@pytest.mark.parametrize("word", bases())
def test_a_bureaucratic_word_is_found_and_its_plain_word_is_no_other(word: str) -> None:
    found = list(bureaucratic_word(text_of(f"Nu {word} nu.")))
    assert [remark.text for remark in found] == [word]
    suggestion = found[0].suggestion
    assert suggestion is None or not list(bureaucratic_word(text_of(f"Nu {suggestion} nu.")))


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("åtgärdernas", "sakernas"),
        ("erhållit", "fått"),
        ("tillhandahölls", "gavs"),
        ("implementerar", "inför"),
        ("likvärdiga", "lika bra"),
        ("väsentligt", "viktigt"),
    ],
)
def test_the_plain_word_comes_in_the_same_form(form: str, plain: str) -> None:
    assert FORMS[(form,)].form == plain


def test_nothing_is_put_in_where_the_sentence_must_be_turned() -> None:
    assert {FORMS[(form,)].form for form in ("säkerställs", "underlättar", "nyttjas", "genomförda")} == {None}


@pytest.mark.parametrize("short", [short for short, _ in pairs("abbreviations")])
def test_an_abbreviation_is_found(short: str) -> None:
    assert [remark.text for remark in abbreviation(text_of(f"Nu {short} nu igen."))] == [short]


@pytest.mark.parametrize("entry", list(entries("verbs")))
def test_a_verb_has_its_s_forms_and_its_participle(entry: str) -> None:
    infinitive, _, _, supine, *_ = entry.split()
    assert is_s_form(f"{infinitive}s")
    assert is_s_form(f"åter{supine.split('/')[0]}s")
    participle = supine.split("/")[0]
    assert is_participle(participle.removesuffix("it") + "et" if participle.endswith("it") else participle)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.txt")), ids=lambda file: file.stem)
def test_a_list_begins_with_what_it_is(file: Path) -> None:
    assert file.read_text(encoding="utf-8").startswith("# ")
