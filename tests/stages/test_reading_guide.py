"""The guide before an easy-read text: only what is true of this publication, in front, and not of the programme."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from trees import commitment, definition, find, paragraph, publication, section, word_list

from progpipe.interfaces import Context
from progpipe.model import Edition
from progpipe.publication import List, Notice, Paragraph, Publication, Reference, Section, plain_text, walk
from progpipe.stages.numbering import numbering
from progpipe.stages.reading_guide import reading_guide

ABOUT = {"publisher": "Partiet i Lillby", "party": "Partiet", "place": "Lillby", "period": "2027-2030"}


@pytest.fixture
def easy(context: Context) -> Context:
    stages = ("reading_guide", "phrase_breaks")
    return replace(context, edition=Edition(id="lattlast", title="Lättläst", stages=stages, emitters=()))


def paragraphs(tree: Publication) -> list[str]:
    guide = tree.sections[0]
    return [plain_text(node.children) for node in guide.blocks if isinstance(node, Paragraph)]


def advice(tree: Publication) -> list[str]:
    found = find(tree, "sa-har-laser-du")
    return [plain_text(node.children) for node in walk(found) if isinstance(node, Paragraph)]


def test_it_stands_first_and_is_no_part_of_the_programme(easy: Context) -> None:
    tree = publication(section("inledning", paragraph("a", "Hej.")), **ABOUT)
    guide, *rest = reading_guide(tree, easy).sections
    assert (guide.kind, guide.id, plain_text(guide.title)) == ("guide", "innan-du-laser", "Innan du läser")
    assert tuple(rest) == tree.sections
    notice = guide.blocks[0]
    assert isinstance(notice, Notice)
    assert notice.kind == "about"
    assert "ingår inte i programmet" in plain_text(notice)


def test_it_says_who_and_when_and_where(easy: Context) -> None:
    assert paragraphs(reading_guide(publication(section("a", paragraph("p", "Hej.")), **ABOUT), easy))[:2] == [
        "Partiet är ett politiskt parti. Det här är ett program från Partiet i Lillby. "
        "Ett program berättar vad ett parti vill göra.",
        "Programmet gäller från 2027 till 2030. Programmet handlar om Lillby.",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"party": ""}, "Det här är ett program från Partiet i Lillby. Ett program berättar vad ett parti vill göra."),
        ({"place": ""}, "Programmet gäller från 2027 till 2030."),
        ({"period": ""}, "Programmet handlar om Lillby."),
        ({"period": "2027-2027"}, "Programmet gäller år 2027. Programmet handlar om Lillby."),
        ({"period": "2027–2030"}, "Programmet gäller från 2027 till 2030. Programmet handlar om Lillby."),
    ],
)
def test_what_nobody_said_is_left_out(changes: dict[str, Any], line: str, easy: Context) -> None:
    tree = publication(section("a", paragraph("p", "Hej.")), **{**ABOUT, **changes})
    assert line in paragraphs(reading_guide(tree, easy))


@pytest.mark.parametrize(
    ("count", "time"),
    [
        (1, "5 minuter"),
        (900, "10 minuter"),
        (4700, "40 minuter"),
        (7200, "1 timme"),
        (7800, "1 timme och 5 minuter"),
        (14_400, "2 timmar"),
        (15_600, "2 timmar och 10 minuter"),
    ],
)
def test_how_long_it_takes(count: int, time: str, easy: Context) -> None:
    """120 words a minute, in steps of five; the Ordlista is not counted, nor is what has no letter."""
    text = section("a", paragraph("p", "ord – " * (count - 1)), title="Titel")
    tree = publication(text, word_list(definition("x", "X", explanation="ord " * 5000)), **ABOUT)
    assert f"Det tar ungefär {time} att läsa hela texten." in paragraphs(reading_guide(tree, easy))[2]


def test_the_advice_is_that_of_what_is_there(easy: Context, context: Context) -> None:
    notice = Notice(id="n", pointer="", kind="draft", children=())
    tree = publication(section("a", commitment("c")), word_list(definition("x", "X")), **ABOUT)
    made = reading_guide(numbering(replace(tree, notices=(notice,)), easy), easy)
    assert advice(made) == [
        "Raderna är korta. En ny mening börjar alltid på en ny rad.",
        "Varje punkt i programmet har ett nummer. Det är samma nummer som i det vanliga programmet.",
        "Svåra ord förklaras i Ordlistan. Den finns efter programmet.",
        "På första sidan står ordet utkast. Det betyder att texten kan ändras.",
    ]
    assert [node.target for node in walk(made.sections[0]) if isinstance(node, Reference)] == ["ordlista"]
    bare = reading_guide(publication(section("a", paragraph("p", "Hej.")), **ABOUT), context)
    assert not bare.sections[0].sections
    assert not any(isinstance(node, List) for node in walk(bare))


def test_twice_is_once_and_every_id_is_new(easy: Context) -> None:
    made = reading_guide(publication(section("a", commitment("c")), **ABOUT), easy)
    assert reading_guide(made, easy) == made
    ids = [node.id for node in walk(made) if hasattr(node, "id")]
    assert len(ids) == len(set(ids))
    assert [node.id for node in made.sections] == ["innan-du-laser", "a"]
    assert all(isinstance(node, Section) for node in made.sections)
