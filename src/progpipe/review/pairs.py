"""The two texts of a node that people compare, and the digest of both."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from progpipe.compose import Node, Standing, nodes, standing
from progpipe.load import basis_of, canonical_text, digest
from progpipe.model import Programme, Rendition
from progpipe.review.status import KINDS

# The words of a rendition; what else it has says who judged it, and when.
WORDS: Final = ("title", "text", "blocks", "term", "expansion", "explanation")
SHOWN: Final = 12  # hexadecimal digits: no two texts share them by chance, and they fit into a narrow column


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A node with its rendition: what one answer is about.

    `basis` is the digest of the source text as it is now; `digest` that of both texts together.
    """

    node: Node
    pointer: str
    rendition: Rendition
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
    source = editable(programme)
    for node, place in nodes(programme):
        rendition = node.renditions.get(tag)
        if rendition:
            raw = at(source, place)
            basis, words = basis_of(raw, KINDS[type(node)]), raw["renditions"][tag]
            both = {
                "id": node.id,
                "kind": KINDS[type(node)],
                "variety": tag,
                "source": basis,
                "rendition": {name: words[name] for name in WORDS if name in words},
            }
            yield Pair(node=node, pointer=place, rendition=rendition, basis=basis, digest=digest(both))


def editable(programme: Programme) -> dict[str, Any]:
    """The JSON of the source in its canonical form, for the caller to change."""
    value: dict[str, Any] = json.loads(canonical_text(programme.canonical))
    return value


def at(value: Any, place: str) -> Any:
    """What a JSON Pointer (RFC 6901) leads to."""
    for part in place.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


def written(source: Mapping[str, Any]) -> str:
    """The source as a file has it."""
    return canonical_text(json.dumps(source, ensure_ascii=False).encode("utf-8"))
