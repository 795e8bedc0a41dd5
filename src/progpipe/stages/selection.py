"""Keeps the chosen sections of a programme: an offprint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches

from progpipe import labels
from progpipe.errors import BuildError, Problem, UsageError
from progpipe.interfaces import Context, declare
from progpipe.publication import (
    Block,
    Commitment,
    Figure,
    Link,
    Node,
    Publication,
    Reference,
    Section,
    places,
    plain_text,
    rewrite,
    walk,
)

BACK_MATTER = ("glossary", "colophon")


@declare()
def selection(publication: Publication, context: Context, /) -> Publication:
    """Keep the sections that `context.sections` names, in the order of the programme; all where it names none.

    A nested section that is chosen comes to the top, unless a section around it is chosen too. Glossary
    and colophon stay. Numbers stay those of the whole programme. What leads to a part that is not in
    the offprint leads to the whole programme's page where `context.base_url` is known, else nowhere:
    its words stay.

    Raises `UsageError` for an id that no section has, and `BuildError` (P391) where the stage
    `references` has not given the references their words yet.
    """
    if not context.sections:
        return publication
    body = [section for section in publication.sections if section.kind not in BACK_MATTER]
    back = [section for section in publication.sections if section.kind in BACK_MATTER]
    _check_ids(context.sections, body)
    chosen = list(_chosen(body, frozenset(context.sections)))
    titles = labels.listed([plain_text(section.title) for section in chosen])
    whole = replace(
        publication,
        metadata=replace(publication.metadata, offprint=titles),
        sections=(*chosen, *back),
    )
    return _without_unused_resources(_without_loose_ends(whole, context))


def _check_ids(wanted: Iterable[str], body: Iterable[Section]) -> None:
    known = [node.id for section in body for node in walk(section) if isinstance(node, Section)]
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            guess = f' Did you mean "{near[0]}"?' if near else ""
            raise UsageError(f'there is no section "{name}".{guess} The sections are: {", ".join(known)}')


def _chosen(sections: Iterable[Section], wanted: frozenset[str]) -> Iterator[Section]:
    for section in sections:
        if section.id in wanted:
            yield section
        else:
            yield from _chosen(section.sections, wanted)


def _without_loose_ends(publication: Publication, context: Context) -> Publication:
    """The publication without references to what was left out."""
    here = {node.id for node in walk(publication) if isinstance(node, Block)}
    _check_words(publication, here)

    def tie(node: Node) -> Node | tuple[Node, ...]:
        if isinstance(node, Commitment):
            return replace(node, related_ids=tuple(target for target in node.related_ids if target in here))
        if not isinstance(node, Reference) or node.target in here:
            return node
        if context.base_url is None:
            return node.children
        return Link(href=_address(context, node.target), children=node.children)

    return rewrite(publication, tie)


def _address(context: Context, target: str) -> str:
    """The place in the page of the whole programme, in the same edition."""
    return f"{(context.base_url or '').rstrip('/')}/{context.whole}.html#{target}"


def _check_words(publication: Publication, here: set[str]) -> None:
    """Refuse to drop a relation that has no words to leave behind."""
    mute = [_mute(pointer) for node, pointer in places(publication) if _is_mute(node, here)]
    if mute:
        raise BuildError(mute)


def _is_mute(node: Node, here: set[str]) -> bool:
    match node:
        case Reference(children=()):
            return node.target not in here
        case Commitment(related=()):
            return not here.issuperset(node.related_ids)
    return False


def _mute(pointer: str) -> Problem:
    return Problem(
        code="P391",
        pointer=pointer,
        message="a reference to a part outside the selection has no words yet",
        hint='name the stage "references" before "selection" in the edition',
    )


def _without_unused_resources(publication: Publication) -> Publication:
    used = {node.resource for node in walk(publication) if isinstance(node, Figure)}
    return replace(publication, resources={name: item for name, item in publication.resources.items() if name in used})
