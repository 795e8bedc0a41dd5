"""Offprints: what is kept, and what happens to the threads that are cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from notation import write
from trees import commitment, definition, find, paragraph, publication, section, word_list

from progpipe.errors import BuildError, UsageError
from progpipe.interfaces import Context
from progpipe.publication import Commitment, Figure, Publication, Resource, walk
from progpipe.stages.numbering import numbering
from progpipe.stages.references import references
from progpipe.stages.selection import selection

Make = Callable[..., Context]


@pytest.fixture
def programme(context: Context) -> Publication:
    """Two bodies with commitments inside a section, and one section beside it."""
    kf = section("kf", paragraph("rad", "Se [](#x), [skolan](#bun) och [](#iop)."), commitment("a", related=("b", "x")))
    bun = section("bun", section("skola", commitment("b", related=("a",))))
    tree = publication(
        section("politik", kf, bun),
        section("bolag", commitment("x")),
        word_list(definition("iop", "IOP", explanation="Se [bolagen](#bolag).")),
        section("kolofon", kind="colophon"),
    )
    return references(numbering(tree, context), context)


def ids(tree: Publication) -> list[str]:
    return [part.id for part in tree.sections]


def test_no_selection_changes_nothing(programme: Publication, context: Context) -> None:
    assert selection(programme, context) is programme


@pytest.mark.parametrize(
    ("wanted", "kept", "title"),
    [
        (("kf",), ["kf"], "Kf"),
        (("bolag", "kf"), ["kf", "bolag"], "Kf och Bolag"),
        (("bolag", "skola", "kf"), ["kf", "skola", "bolag"], "Kf, Skola och Bolag"),
        (("politik", "skola"), ["politik"], "Politik"),
    ],
)
def test_chosen_sections_come_to_the_top_in_order(
    wanted: tuple[str, ...], kept: list[str], title: str, programme: Publication, make_context: Make
) -> None:
    made = selection(programme, make_context(sections=wanted))
    assert ids(made) == [*kept, "ordlista", "kolofon"]
    assert made.metadata.offprint == title


def test_numbers_stay(programme: Publication, make_context: Make) -> None:
    made = selection(programme, make_context(sections=("bolag",)))
    assert [(node.id, node.number) for node in walk(made) if isinstance(node, Commitment)] == [("x", 3)]


def test_cut_threads_lead_to_the_whole_programme(programme: Publication, make_context: Make) -> None:
    context = make_context(sections=("kf",), base_url="https://example.se/p/", stem="prov-kf-l", whole="prov-l")
    made = selection(programme, context)
    page = "https://example.se/p/prov-l.html"
    assert write(find(made, "rad").children) == f"Se [åtagande 3]({page}#x), [skolan]({page}#bun) och [IOP](#iop)."
    assert write(find(made, "a").related) == f"[åtagande 2]({page}#b) och [åtagande 3]({page}#x)"
    assert find(made, "a").related_ids == ()
    assert write(find(made, "iop").children) == f"Se [bolagen]({page}#bolag)."


def test_cut_threads_are_words_where_there_is_no_address(programme: Publication, make_context: Make) -> None:
    made = selection(programme, make_context(sections=("kf", "skola")))
    assert write(find(made, "rad").children) == "Se åtagande 3, skolan och [IOP](#iop)."
    assert write(find(made, "a").related) == "[åtagande 2](#b) och åtagande 3"
    assert find(made, "a").related_ids == ("b",)
    assert references(made, make_context()) == made


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (
            "skolan",
            'there is no section "skolan". Did you mean "skola"? The sections are: politik, kf, bun, skola, bolag',
        ),
        ("ordlista", 'there is no section "ordlista". The sections are: politik, kf, bun, skola, bolag'),
    ],
)
def test_an_unknown_section_names_those_that_exist(
    name: str, words: str, programme: Publication, make_context: Make
) -> None:
    with pytest.raises(UsageError) as caught:
        selection(programme, make_context(sections=(name,)))
    assert str(caught.value) == words


def test_references_without_words_stop_the_selection(make_context: Make) -> None:
    tree = publication(
        section("a", paragraph("rad", "[](#b)"), commitment("x", related=("y",))), section("b", commitment("y"))
    )
    with pytest.raises(BuildError) as caught:
        selection(tree, make_context(sections=("a",)))
    assert [(problem.code, problem.pointer) for problem in caught.value.problems] == [("P391", "/rad"), ("P391", "/x")]
    assert caught.value.problems[0].message == "a reference to a part outside the selection has no words yet"


def test_images_that_are_left_out_are_no_resources(make_context: Make) -> None:
    figures = [Figure(id=f"f-{name}", pointer="", resource=name, alternative="x") for name in "ab"]
    images = {name: Resource(name=name, media_type="image/png", content=b"", width=1, height=1) for name in "ab"}
    tree = replace(publication(section("a", figures[0]), section("b", figures[1])), resources=images)
    assert list(selection(tree, make_context(sections=("b",))).resources) == ["b"]
