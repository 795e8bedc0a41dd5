"""Ids are readable, unique, and never what something else needs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progpipe.editions import SLUG
from progpipe.intake.ids import Names, slug
from progpipe.load.rules.reserved_ids import MADE, RESERVED


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vård- och omsorgsnämnden", "vard-och-omsorgsnamnden"),
        ("Alingsåshem & Alingsås Energi", "alingsashem-och-alingsas-energi"),
        ("2030 års mål", "del-2030-ars-mal"),
        ("Klimatet 2030", "klimatet-2030"),
        ("Omslag", "omslag-nr2"),
        ("Inledning 2", "inledning-2-nr2"),
        ("Så här läser du", "avsnitt-sa-har-laser-du"),
        ("Innan du läser vårt program", "avsnitt-innan-du-laser-vart-program"),
        ("Sida 3", "sida-3-nr2"),
        ("مرحبا", "avsnitt"),
    ],
)
def test_titles(title: str, name: str) -> None:
    assert Names().of_title(title) == name


def test_the_second_of_a_name_gets_another() -> None:
    names = Names({"skolan"})
    assert [names.of_title("Skolan"), names.of_title("Skolan")] == ["skolan-nr2", "skolan-nr3"]


def test_commitments_are_named_by_their_telling_words() -> None:
    names = Names()
    assert names.of_text("Verka för en avgiftsfri simskola.") == "avgiftsfri-simskola"
    assert names.of_text("Verka för avgiftsfri simskola.") == "avgiftsfri-simskola-nr2"


# Words that ids of our own parts begin or end with.
NEAR_OURS = st.sampled_from(
    re.findall(r"\w+", "innan du läser så här sida sidor om dokumentet rubrik ataganden noter not 12 con")
)


@given(titles=st.lists(st.lists(NEAR_OURS, max_size=5).map(" ".join), max_size=12))
def test_every_title_and_every_promise_gets_an_id_that_is_no_part_of_ours(titles: list[str]) -> None:
    names = Names()
    found = [name for title in titles for name in (names.of_title(title), names.of_text(title))]
    assert len(set(found)) == len(found)
    assert not [name for name in found if not SLUG.fullmatch(name) or name in RESERVED or MADE.fullmatch(name)]


def test_letters_with_marks() -> None:
    assert slug("Café Ærø Łódź") == "cafe-aero-lodz"
