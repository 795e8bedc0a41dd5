"""What a third party writes: a stage and an emitter, each a plain function."""

from collections.abc import Iterator
from dataclasses import replace

from progpipe.interfaces import Artefact, Context
from progpipe.publication import Commitment, Node, Publication, Text, plain_text, rewrite, walk


def ropa(publication: Publication, _: Context) -> Publication:
    """Every text in capitals."""

    def shout(node: Node) -> Node:
        return replace(node, value=node.value.upper()) if isinstance(node, Text) else node

    return rewrite(publication, shout)


def loften(publication: Publication, context: Context) -> Iterator[Artefact]:
    """The commitments alone, numbered, one a line."""
    promises = [node for node in walk(publication) if isinstance(node, Commitment)]
    lines = "".join(f"{promise.number}. {plain_text(promise.blocks)}\n" for promise in promises)
    name = f"{context.stem}-loften.txt"
    yield Artefact(name=name, media_type="text/plain", content=lines.encode("utf-8"), format="loften")
