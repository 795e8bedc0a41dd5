"""Ids are readable, unique, and never what something else needs."""

from __future__ import annotations

import pytest

from progpipe.intake.ids import Names, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Vård- och omsorgsnämnden", "vard-och-omsorgsnamnden"),
        ("Alingsåshem & Alingsås Energi", "alingsashem-och-alingsas-energi"),
        ("2030 års mål", "del-2030-ars-mal"),
        ("Klimatet 2030", "klimatet-2030"),
        ("Omslag", "omslag-nr2"),
        ("Inledning 2", "inledning-2-nr2"),
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


def test_letters_with_marks() -> None:
    assert slug("Café Ærø Łódź") == "cafe-aero-lodz"
