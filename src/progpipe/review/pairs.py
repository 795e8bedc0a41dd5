"""The two texts of a node that people compare, and the digest of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from progpipe import publication as p
from progpipe.compose import Node, Standing, nodes, standing
from progpipe.load import basis_of, digest
from progpipe.load.editing import at, editable
from progpipe.model import Programme, Rendition
from progpipe.publication import plain_text
from progpipe.review.status import KINDS, name_of
from progpipe.review.texts import cell_blocks

# The words of a rendition; what else it has says who judged it, and when.
WORDS: Final = ("title", "text", "blocks", "term", "expansion", "explanation")
SHOWN: Final = 12  # hexadecimal digits: no two texts share them by chance, and they fit into a narrow column


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A node with its rendition: what one answer is about.

    `original` and `words` are what people read: the source's text, and that of the rendition. `basis` is the digest
    of the source text as it is now; `digest` that of both texts together, with the words of what they link to.
    """

    node: Node
    pointer: str
    rendition: Rendition
    original: p.Blocks
    words: p.Blocks
    basis: str
    digest: str

    @property
    def id(self) -> str:
        return self.node.id

    @property
    def standing(self) -> Standing:
        return standing(self.rendition)

    @property
    def code(self) -> str:
        """What leads an answer back to its texts: "inledning · 3f9a…"."""
        return f"{self.id} · {self.digest[:SHOWN]}"


def pairs(programme: Programme, tag: str) -> Iterator[Pair]:
    """Every node that has a rendition in the variety, in reading order."""
    source, names = editable(programme), {node.id: name_of(node) for node, _ in nodes(programme)}
    for node, place in nodes(programme):
        rendition = node.renditions.get(tag)
        if rendition:
            original = cell_blocks(node, f"{anchor(node)}-original", names)
            words = cell_blocks(rendition, f"{anchor(node)}-version", names)
            raw = at(source, place)
            both = {
                "id": node.id,
                "variety": tag,
                "source": basis_of(raw, KINDS[type(node)]),
                "rendition": {name: value for name, value in raw["renditions"][tag].items() if name in WORDS},
                "shown": [plain_text(original), plain_text(words)],
            }
            yield Pair(
                node=node,
                pointer=place,
                rendition=rendition,
                original=original,
                words=words,
                basis=basis_of(raw, KINDS[type(node)]),
                digest=digest(both),
            )


def anchor(node: Node) -> str:
    """The id of a node's place in the sheet. A section may have the id of the programme; their places may not."""
    return f"granska-{KINDS[type(node)]}-{node.id}"
