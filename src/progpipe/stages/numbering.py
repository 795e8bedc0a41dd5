"""Numbers the commitments."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from progpipe.interfaces import Context, declare
from progpipe.publication import Commitment, Node, Publication, rewrite


@declare()
def numbering(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Give each commitment its number, from 1 through the whole publication in reading order.

    A number that is there already stays, so that an offprint keeps the numbers of the programme.
    """
    places = count(1)

    def number(node: Node) -> Node:
        if not isinstance(node, Commitment):
            return node
        place = next(places)
        return node if node.number else replace(node, number=place)

    return rewrite(publication, number)
