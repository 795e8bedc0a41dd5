"""Gives cross references their words, and makes references of related commitments."""

from __future__ import annotations

from dataclasses import replace

from progpipe import labels
from progpipe.errors import BuildError, Problem
from progpipe.interfaces import Context, declare
from progpipe.publication import (
    Block,
    Commitment,
    Definition,
    Inlines,
    Node,
    Publication,
    Reference,
    Section,
    Text,
    places,
    plain_text,
    rewrite,
    walk,
)


@declare()
def references(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Write out each reference that has no words, and name the commitments that belong together.

    A commitment is called by its number ("åtagande 12"), a section by its title, a definition by its
    term. It needs the numbers, and all targets: it comes after `numbering` and before `selection`.

    Raises `BuildError` (P390) for a target that is not there or that has no name.
    """
    blocks = {node.id: node for node in walk(publication) if isinstance(node, Block)}
    problems = [
        _problem(target, pointer)
        for node, pointer in places(publication)
        for target in _targets(node)
        if target not in blocks or not _is_named(node, blocks[target])
    ]
    if problems:
        raise BuildError(problems)

    easy_read = publication.metadata.easy_read

    def name(node: Node) -> Node:
        if isinstance(node, Reference) and not node.children:
            return replace(node, children=_name(blocks[node.target], easy_read=easy_read))
        if isinstance(node, Commitment) and node.related_ids and not node.related:
            return replace(node, related=_listed([_related(blocks[target], easy_read) for target in node.related_ids]))
        return node

    return rewrite(publication, name)


def _targets(node: Node) -> tuple[str, ...]:
    if isinstance(node, Reference):
        return (node.target,)
    return node.related_ids if isinstance(node, Commitment) and not node.related else ()


def _is_named(node: Node, target: Block) -> bool:
    return bool(_name(target)) or (isinstance(node, Reference) and bool(node.children))


def _problem(target: str, pointer: str) -> Problem:
    return Problem(
        code="P390",
        pointer=pointer,
        message=f'a reference leads to "{target}", which is not there or has neither number nor title',
        hint="refer to a commitment, a section or a glossary entry; "
        "an edition's stages number first, then refer, and then select",
    )


def _name(node: Block, *, easy_read: bool = False) -> Inlines:
    match node:
        case Commitment(number=number) if number:
            label = labels.for_readers(labels.COMMITMENT, easy_read=easy_read)
            return (Text(value=label.format(number=number)),)
        case Section(title=title) | Definition(term=title):
            return (Text(value=plain_text(title)),)
    return ()


def _related(node: Block, easy_read: bool) -> Reference:
    return Reference(kind="related", target=node.id, children=_name(node, easy_read=easy_read))


def _listed(parts: list[Reference]) -> Inlines:
    """The parts as Swedish lists them: commas, and "och" before the last."""
    last = len(parts) - 1
    joints = {0: (), last: (Text(value=labels.LIST_LAST),)} if last else {0: ()}
    return tuple(
        node for place, part in enumerate(parts) for node in (*joints.get(place, (Text(value=labels.LIST),)), part)
    )
