"""The tree that stages pass on and emitters draw.

A publication is what one edition says, in reading order: sections of blocks of inline nodes,
with its metadata and resources. Every node is frozen, every block has an id and the JSON Pointer
of the place in the source that it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from operator import is_not
from typing import Any, Final, TypeVar

from progpipe.model import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything in the tree. Children are the fields that are nodes or tuples of nodes."""


# --- inline ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline(Node):
    """Anything that stands in a line of text."""


Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Inline):
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Strong(Inline):
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Inline):
    """A link out of the publication (`https:`, `mailto:`, `tel:`), or to a sibling file."""

    href: str
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Inline):
    """A link to the block with the id `target` in the same publication.

    `kind` is `internal`, `related` or `glossary` (DPUB-ARIA `doc-glossref`).
    """

    target: str
    children: Inlines
    kind: str = "internal"
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language(Inline):
    """Text in another language (WCAG 2.2, 3.1.2); `tag` is BCP 47."""

    tag: str
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference(Inline):
    """The mark of a note (DPUB-ARIA `doc-noteref`); `target` is the id of the `Note`."""

    id: str
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak(Inline):
    """A break between two phrases, by an author or by a stage. It counts as a space.

    `after_sentence` says that a sentence ends there: such a break stays where the others yield, as on a
    narrow screen.
    """

    after_sentence: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion(Inline):
    """Words that are no part of the text any more, in a document about what has changed."""

    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion(Inline):
    """Words that are new, in a document about what has changed."""

    children: Inlines


# --- blocks ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Node):
    id: str
    pointer: str


Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak(Block, Inline):
    """The place where a page of the printed edition starts (DPUB-ARIA `doc-pagebreak`); `page` is its number.

    It stands in a line of text, or between blocks where an image or a table comes first on the page. It has no words.
    """

    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem(Block):
    blocks: Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class List(Block):
    items: tuple[ListItem, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Block):
    blocks: Blocks
    attribution: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Node):
    """A table cell; `scope` is `col` or `row` for a header (WCAG 2.2, 1.3.1), else None.

    `blocks` stand below the line of text, or instead of one. The source has none; pages of our own do.
    """

    children: Inlines = ()
    scope: str | None = None
    blocks: Blocks = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Node):
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    caption: Inlines
    header: Row
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Block):
    """An image; `resource` names one of the publication's resources.

    `alternative` is the text alternative; empty only for what is `decorative` (WCAG 2.2, 1.1.1).
    """

    resource: str
    alternative: str
    decorative: bool = False
    caption: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Block):
    """One promise. `number` counts through the whole programme, also in an offprint; 0 is none yet.

    `related_ids` are the commitments that the source relates it to; a stage makes `related` of them.
    """

    blocks: Blocks
    number: int = 0
    related_ids: tuple[str, ...] = ()
    related: Inlines = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments(Block):
    """The commitments that close a section."""

    items: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Block):
    """A note of a section (DPUB-ARIA `doc-footnote`); `references` are the ids of its marks."""

    label: str
    children: Inlines
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes(Block):
    items: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition(Block):
    """A glossary entry; `references` are the ids of the places in the text that lead here."""

    term: Inlines
    children: Inlines
    forms: tuple[str, ...] = ()
    expansion: str | None = None
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Block):
    items: tuple[Definition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Block):
    """A name and its value: a row of the colophon."""

    term: Inlines
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptions(Block):
    items: tuple[Description, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Block):
    """Something about the text, not of it, and never the party's words.

    `kind` is `draft` (not adopted, or not reviewed), `gap` (a part is missing in this edition) or
    `about` (what kind of text follows).
    """

    kind: str
    children: Inlines


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Block):
    """Blocks that belong together; `kind` is the class that a theme styles."""

    kind: str
    blocks: Blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Block):
    """A section with a heading. `kind` is the source's section type, or `guide`, `glossary`, `colophon`.

    `page_breaks` are those of the printed pages that begin with the heading: the title itself holds none.
    """

    kind: str
    page_breaks: tuple[PageBreak, ...] = ()
    title: Inlines
    blocks: Blocks = ()
    sections: tuple[Section, ...] = ()


# --- the whole ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A file that belongs to the publication: an image of the source."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a publication says about itself. Dates are ISO 8601; languages are BCP 47.

    `language` is that of the text as a reader's software knows it (`sv`); `variety` is the exact tag
    (`sv-simple`). `period` is set as in "2027-2030". `offprint` is the title of the only section
    that was selected, empty for the whole programme. `edition_title` is how readers tell editions
    apart ("Lättläst"). `evaluation` is who judged how accessible it is, None where nobody did.
    `content_digest` is the SHA-256 (hexadecimal) of what the source says for this edition.
    """

    identifier: str
    title: str
    language: str
    variety: str
    publisher: str
    party: str = ""
    place: str = ""
    period: str = ""
    edition: str = "standard"
    edition_title: str = ""
    easy_read: bool = False
    offprint: str = ""
    version: str = ""
    date: str = ""
    adopted: bool = False
    rights: str = ""
    evaluation: Evaluation | None = None
    content_digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Node):
    """One edition, whole, in reading order.

    `notices` stand on the cover. `sections` are the guide where a stage made one (kind `guide`), the body and,
    last, the back matter: sections of the kinds `glossary` and `colophon`. `resources` are the images, by name.
    `cover_pages` and `contents_pages` are the printed pages of parts that every emitter makes by itself.
    """

    metadata: Metadata
    cover_pages: tuple[PageBreak, ...] = ()
    notices: tuple[Notice, ...] = ()
    contents_pages: tuple[PageBreak, ...] = ()
    sections: tuple[Section, ...]
    resources: Mapping[str, Resource] = field(default_factory=dict)


# What the cover and the contents are called where a block is named: they are no nodes.
COVER_ID: Final = "omslag"
CONTENTS_ID: Final = "innehall"

# What an image counts as where characters are counted.
IMAGE: Final = "\ufffc"


def counted(character: str) -> bool:
    """Whether a character counts where characters are counted: white space and soft hyphens do not."""
    return not character.isspace() and character != "\u00ad"


def page_breaks(publication: Publication) -> tuple[PageBreak, ...]:
    """The starts of the printed pages, in reading order; none where the edition has no printed pages."""
    return tuple(node for node in walk(publication) if isinstance(node, PageBreak))


def is_draft(publication: Publication) -> bool:
    """Whether a reader must be told so on the cover: not adopted, or with text that nobody has reviewed."""
    return not publication.metadata.adopted or any(notice.kind == "draft" for notice in publication.notices)


N = TypeVar("N", bound=Node)


# What no node is in, as fields are declared; a type of somebody else's is looked into.
PLAIN: Final = frozenset({str, int, bool, "str", "int", "bool", "str | None", "int | None"})


@cache
def _places_for_nodes(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a kind of nodes that can have nodes in them: a text, of which there are most, has none."""
    return tuple(item.name for item in fields(kind) if item.type not in PLAIN)


def children(node: Node) -> Iterator[Node]:
    """The child nodes of a node, in reading order."""
    return iter(_children(node))


def _children(node: Node) -> list[Node]:
    found: list[Node] = []
    kind: Any = type(node)  # mypy takes the hash of its instances for that of the class
    for name in _places_for_nodes(kind):
        value = getattr(node, name)
        if isinstance(value, tuple):
            found += [child for child in value if isinstance(child, Node)]
        elif isinstance(value, Node):
            found.append(value)
    return found


def walk(node: Node) -> Iterator[Node]:
    """A node and all nodes below it, in reading order."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(_children(node)))


def places(node: Node, pointer: str = "") -> Iterator[tuple[Node, str]]:
    """A node and all nodes below it, in reading order, each with the pointer of the nearest block around it."""
    pointer = node.pointer if isinstance(node, Block) else pointer
    yield node, pointer
    for child in children(node):
        yield from places(child, pointer)


def rewrite(node: N, change: Callable[[Node], Node | tuple[Node, ...]]) -> N:
    """The tree below `node` with `change` applied to each node below it, children first.

    `change` returns the node itself, another, or several that take its place in a tuple. The
    node at the top is rebuilt, not changed.
    """
    updates: dict[str, object] = {}
    kind: Any = type(node)
    for name in _places_for_nodes(kind):
        value = getattr(node, name)
        if isinstance(value, Node):
            updates[name] = change(rewrite(value, change))
        elif isinstance(value, tuple) and any(isinstance(child, Node) for child in value):
            parts: list[object] = []
            for child in value:
                result = change(rewrite(child, change)) if isinstance(child, Node) else child
                parts.extend(result) if isinstance(result, tuple) else parts.append(result)
            if len(parts) != len(value) or any(map(is_not, parts, value)):
                updates[name] = tuple(parts)
    return replace(node, **updates) if updates else node


def plain_text(node: Node | tuple[Node, ...]) -> str:
    """The words of inline nodes, without markup; a line break counts as a space."""
    if isinstance(node, tuple):
        return "".join(plain_text(child) for child in node)
    if isinstance(node, Text):
        return node.value
    if isinstance(node, LineBreak):
        return " "
    if isinstance(node, NoteReference):
        return ""
    return "".join(plain_text(child) for child in children(node))
