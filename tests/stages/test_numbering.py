"""Numbers of commitments."""

from __future__ import annotations

from dataclasses import replace

from trees import commitment, publication, section

from progpipe.interfaces import Context
from progpipe.publication import Commitment, Publication, walk
from progpipe.stages.numbering import numbering


def numbers(tree: Publication) -> list[tuple[str, int]]:
    return [(node.id, node.number) for node in walk(tree) if isinstance(node, Commitment)]


def test_commitments_are_numbered_through_in_reading_order(context: Context) -> None:
    inner = section("inre", commitment("b"), commitment("c"))
    tree = publication(section("yttre", commitment("a"), inner), section("sist", commitment("d")))
    made = numbering(tree, context)
    assert numbers(made) == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    assert numbering(made, context) == made


def test_the_numbers_of_an_offprint_stay(context: Context) -> None:
    whole = numbering(publication(section("a", commitment("x")), section("b", commitment("y"))), context)
    part = replace(whole, sections=whole.sections[1:])
    assert numbers(numbering(part, context)) == [("y", 2)]
