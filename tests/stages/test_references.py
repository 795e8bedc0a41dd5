"""Cross references get their words."""

from __future__ import annotations

import pytest
from notation import write
from trees import commitment, definition, find, paragraph, publication, section, word_list

from progpipe.errors import BuildError
from progpipe.interfaces import Context
from progpipe.publication import Commitment, Reference
from progpipe.stages.numbering import numbering
from progpipe.stages.references import references


def test_an_empty_reference_is_named_after_its_target(context: Context) -> None:
    line = "Se [](#lofte), [](#sist), [](#iop) och [de **här**](#lofte)."
    tree = publication(
        section("s", paragraph("rad", line), commitment("lofte")),
        section("sist", title="Sist *av* allt"),
        word_list(definition("iop", "IOP")),
    )
    made = references(numbering(tree, context), context)
    named = "Se [åtagande 1](#lofte), [Sist av allt](#sist), [IOP](#iop) och [de **här**](#lofte)."
    assert write(find(made, "rad").children) == named
    assert references(made, context) == made


@pytest.mark.parametrize(
    ("related", "words"),
    [
        ((), ""),
        (("b",), "[åtagande 2](#b)"),
        (("c", "b"), "[åtagande 3](#c) och [åtagande 2](#b)"),
        (("b", "c", "d"), "[åtagande 2](#b), [åtagande 3](#c) och [åtagande 4](#d)"),
    ],
)
def test_related_commitments_are_listed(related: tuple[str, ...], words: str, context: Context) -> None:
    tree = publication(
        section("s", commitment("a", related=related), commitment("b"), commitment("c"), commitment("d"))
    )
    made: Commitment = find(references(numbering(tree, context), context), "a")
    assert write(made.related) == words
    assert {node.kind for node in made.related if isinstance(node, Reference)} <= {"related"}
    assert made.related_ids == related


def test_every_reference_without_target_is_a_problem(context: Context) -> None:
    first = section("s", paragraph("rad", "[](#borta) [ord](#borta)"), paragraph("tva", "[](#rad)"))
    tree = publication(first, section("t", commitment("a", related=("ingen",)), title="[](#s)"))
    with pytest.raises(BuildError) as caught:
        references(numbering(tree, context), context)
    found = [(problem.code, problem.pointer) for problem in caught.value.problems]
    assert found == [("P390", "/rad"), ("P390", "/rad"), ("P390", "/tva"), ("P390", "/a")]
    assert caught.value.problems[0].message == (
        'a reference leads to "borta", which is not there or has neither number nor title'
    )


def test_a_commitment_without_number_has_no_name(context: Context) -> None:
    with pytest.raises(BuildError, match="P390 /a:"):
        references(publication(section("s", commitment("a", related=("a",)))), context)
