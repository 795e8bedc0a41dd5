"""How far the renditions of a programme have come, node by node, section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from progpipe.compose import Node, Standing, standing
from progpipe.editions import find_editions, read_editions
from progpipe.inline import parse_inline
from progpipe.model import Commitment, Edition, GlossaryEntry, Programme, Review, Section
from progpipe.publication import plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeStatus:
    """A node that has, or could have, a rendition. `text` is its title, term or promise in the source's own words.

    `kind` is `programme`, `section`, `commitment` or `glossary`.
    """

    id: str
    kind: str
    pointer: str
    text: str
    status: Standing
    review: Review | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStatus:
    """The programme's title, a section or the glossary: its own nodes, and the counts of all that is inside.

    `depth` is 0 for a section that stands in no other. `id` is empty for the glossary, which has none.
    """

    id: str
    title: str
    depth: int
    nodes: tuple[NodeStatus, ...]
    counts: Mapping[Standing, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionStatus:
    """One edition: what it is, and its parts in reading order."""

    edition: str
    title: str
    variety: str
    parts: tuple[PartStatus, ...]

    @property
    def nodes(self) -> tuple[NodeStatus, ...]:
        """Every node, in reading order."""
        return tuple(node for part in self.parts for node in part.nodes)

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many nodes have come how far."""
        return _counts(self.nodes)


KINDS: Mapping[type[Node], str] = {
    Programme: "programme",
    Section: "section",
    Commitment: "commitment",
    GlossaryEntry: "glossary",
}


def status(programme: Programme, editions: Sequence[Edition | str] | None = None) -> tuple[EditionStatus, ...]:
    """How far each edition's renditions have come.

    `editions` are, where left out, those of the source that have a variety of their own, or, where it names
    none, all that are known. An edition in the source's own words has no renditions, and is passed over.
    Raises `UsageError` for a name that does not exist.
    """
    return tuple(_status(programme, edition, edition.variety) for edition in of_variety(programme, editions))


def of_variety(programme: Programme, editions: Sequence[Edition | str] | None = None) -> tuple[Edition, ...]:
    """The editions that have a variety of their own: of those named, of the source, or of all that are known."""
    found = tuple(_own(programme, find_editions(programme, editions)))
    return found or (() if editions else tuple(_own(programme, tuple(read_editions(programme.base).values()))))


def _own(programme: Programme, editions: Sequence[Edition]) -> Iterator[Edition]:
    return (edition for edition in editions if edition.variety not in {None, programme.language})


def _status(programme: Programme, edition: Edition, variety: str | None) -> EditionStatus:
    tag = variety or programme.language
    parts = [_part(programme.id, programme.title, _nodes([programme], tag))]
    parts += [part for section in programme.sections for part in _sections(section, 0, tag)]
    if programme.glossary:
        parts.append(_part("", "Glossary", _nodes(programme.glossary, tag)))
    return EditionStatus(edition=edition.id, title=edition.title, variety=tag, parts=tuple(parts))


def _sections(section: Section, depth: int, tag: str) -> list[PartStatus]:
    below = [part for child in section.sections for part in _sections(child, depth + 1, tag)]
    inside = [node for part in below for node in part.nodes]
    own = _nodes([section, *section.commitments], tag)
    return [_part(section.id, section.title, own, depth=depth, inside=inside), *below]


def _part(
    name: str, title: str, nodes: tuple[NodeStatus, ...], *, depth: int = 0, inside: Sequence[NodeStatus] = ()
) -> PartStatus:
    return PartStatus(id=name, title=title, depth=depth, nodes=nodes, counts=_counts((*nodes, *inside)))


def _nodes(nodes: Sequence[Node], tag: str) -> tuple[NodeStatus, ...]:
    return tuple(_node(node, tag) for node in nodes)


def _node(node: Node, tag: str) -> NodeStatus:
    rendition = node.renditions.get(tag)
    return NodeStatus(
        id=node.id,
        kind=KINDS[type(node)],
        pointer="" if isinstance(node, Programme) else node.pointer,
        text=name_of(node),
        status=standing(rendition),
        review=rendition.review if rendition else None,
    )


def name_of(node: Node) -> str:
    """What a reader knows a node by: its title, its term or its promise."""
    match node:
        case Commitment():
            return plain_text(parse_inline(node.text))
        case GlossaryEntry():
            return node.term
    return node.title


def _counts(nodes: Sequence[NodeStatus]) -> Mapping[Standing, int]:
    found = Counter(node.status for node in nodes)
    return {item: found[item] for item in Standing}
