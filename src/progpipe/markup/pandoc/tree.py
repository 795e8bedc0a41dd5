"""A publication as Pandoc's document tree: what Word, OpenDocument and plain text are written from.

Notes stand where their marks are, as Word and OpenDocument keep them. Ways back from a note or a glossary
entry are left out: both programs have their own.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Final

from progpipe import labels
from progpipe import publication as p
from progpipe.markup.pandoc.elements import (
    Value,
    anchored,
    attributes,
    ordered_list,
    paragraph,
    table,
    value,
    whole,
    words,
)

LOWEST_HEADING: Final = 6
DEEPEST_LIST: Final = 5
PIXELS_PER_INCH: Final = 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Where in the document we are: images and notes by id, the level of the heading and of the list.

    `measure` is the widest that an image may be, in millimetres.
    """

    resources: Mapping[str, p.Resource]
    notes: Mapping[str, p.Note]
    measure: float
    level: int = 1
    list_level: int = 0

    def in_list(self) -> Writer:
        return replace(self, list_level=self.list_level + 1)

    def style(self, name: str) -> str:
        """The name of a list style at this level, as Word counts: List Bullet, then List Bullet 2."""
        level = min(self.list_level, DEEPEST_LIST)
        return name if level <= 1 else f"{name} {level}"


def document(publication: p.Publication, language: str, measure: float = 160) -> Value:
    """The whole publication.

    `language` is the BCP 47 tag that word processors know it by, `measure` the width of the text in millimetres.
    """
    # A word processor breaks pages of its own.
    publication = p.rewrite(publication, lambda node: () if isinstance(node, p.PageBreak) else node)
    metadata = publication.metadata
    notes = {node.id: node for node in p.walk(publication) if isinstance(node, p.Note)}
    writer = Writer(resources=publication.resources, notes=notes, measure=measure)
    head = {
        "title": metadata.title,
        "subtitle": subtitle(publication),
        "author": metadata.publisher,
        "lang": language,
    }
    sections = (item for section in publication.sections for item in write(section, writer))
    return whole(head, [*blocks(publication.notices, writer), *sections])


def subtitle(publication: p.Publication) -> str:
    """What tells this document from its siblings: offprint, edition, draft."""
    metadata = publication.metadata
    parts = [f"{labels.OFFPRINT}: {metadata.offprint}"] if metadata.offprint else []
    if metadata.easy_read:
        parts.append(metadata.edition_title)
    if p.is_draft(publication):
        parts.append(labels.DRAFT)
    return " – ".join(parts)


def blocks(nodes: Iterable[p.Block], writer: Writer) -> list[Value]:
    """Blocks, one after the other."""
    return [item for node in nodes for item in write(node, writer)]


def inlines(nodes: Iterable[p.Inline], writer: Writer) -> list[Value]:
    """Inline nodes, one after the other."""
    return [item for node in nodes for item in write(node, writer)]


@singledispatch
def write(node: p.Node, writer: Writer) -> list[Value]:  # noqa: ARG001
    """A node as values. Raises `TypeError` for a kind of node that Pandoc has not been told about."""
    raise TypeError(f"no Pandoc value for {type(node).__name__}")


# --- inline -----------------------------------------------------------------------------------


@write.register
def _(node: p.Text, _: Writer) -> list[Value]:
    return words(node.value)


@write.register
def _(node: p.Emphasis, writer: Writer) -> list[Value]:
    return [value("Emph", inlines(node.children, writer))]


@write.register
def _(node: p.Strong, writer: Writer) -> list[Value]:
    return [value("Strong", inlines(node.children, writer))]


@write.register
def _(node: p.Link, writer: Writer) -> list[Value]:
    return [value("Link", attributes(), inlines(node.children, writer), [node.href, ""])]


@write.register
def _(node: p.Reference, writer: Writer) -> list[Value]:
    return [value("Link", attributes(), inlines(node.children, writer), [f"#{node.target}", ""])]


@write.register
def _(node: p.Language, writer: Writer) -> list[Value]:
    return [value("Span", attributes(lang=node.tag), inlines(node.children, writer))]


@write.register
def _(node: p.NoteReference, writer: Writer) -> list[Value]:
    return [value("Note", [value("Para", inlines(writer.notes[node.target].children, writer))])]


@write.register
def _(_: p.LineBreak, writer: Writer) -> list[Value]:  # noqa: ARG001
    return [value("LineBreak")]


# --- blocks -----------------------------------------------------------------------------------


@write.register
def _(node: p.Paragraph, writer: Writer) -> list[Value]:
    style = writer.style("List Continue") if writer.list_level else ""
    return [paragraph(anchored(node.id, inlines(node.children, writer)), style)]


@write.register
def _(node: p.List, writer: Writer) -> list[Value]:
    inside = writer.in_list()
    style = inside.style("List Number" if node.ordered else "List Bullet")
    items = [_item(item.id, item.blocks, inside, style) for item in node.items]
    return [ordered_list(1, items) if node.ordered else value("BulletList", items)]


def _item(identifier: str, content: p.Blocks, writer: Writer, style: str) -> list[Value]:
    """A list item: its first paragraph has the style of the list, and the item's id."""
    first, rest = content[:1], content
    made: list[Value] = []
    if first and isinstance(first[0], p.Paragraph):
        made.append(paragraph(anchored(identifier, inlines(first[0].children, writer)), style))
        rest = content[1:]
    return [*made, *blocks(rest, writer)]


@write.register
def _(node: p.ListItem, writer: Writer) -> list[Value]:
    return _item(node.id, node.blocks, writer, writer.style("List Bullet"))


@write.register
def _(node: p.Quote, writer: Writer) -> list[Value]:
    outside = replace(writer, list_level=0)
    made = [value("BlockQuote", blocks(node.blocks, outside))]
    if node.attribution:
        made.append(paragraph(inlines(node.attribution, writer), labels.STYLE_ATTRIBUTION))
    return made


@write.register
def _(node: p.Table, writer: Writer) -> list[Value]:
    rows = [[write(cell, writer) for cell in row.cells] for row in node.rows]
    header = [write(cell, writer) for cell in node.header.cells]
    row_headers = int(bool(node.rows) and all(row.cells[:1] and row.cells[0].scope == "row" for row in node.rows))
    return [table(anchored(node.id, inlines(node.caption, writer)), header, rows, row_headers)]


@write.register
def _(node: p.Row, writer: Writer) -> list[Value]:
    return [item for cell in node.cells for item in write(cell, writer)]


@write.register
def _(node: p.Cell, writer: Writer) -> list[Value]:
    line = paragraph(inlines(node.children, writer), "Table Heading" if node.scope else "Table Contents")
    return [*([line] if node.children or not node.blocks else []), *blocks(node.blocks, writer)]


@write.register
def _(node: p.Figure, writer: Writer) -> list[Value]:
    resource = writer.resources[node.resource]
    # The sandbox reads no image from disk, but it takes one that stands in the address itself (RFC 2397).
    address = f"data:{resource.media_type};base64,{base64.b64encode(resource.content).decode('ascii')}"
    width = min(writer.measure, resource.width / PIXELS_PER_INCH * 25.4)
    image = value("Image", attributes(width=f"{width:.1f}mm"), words(node.alternative), [address, ""])
    made = [paragraph(anchored(node.id, [image]), "Captioned Figure" if node.caption else "Figure")]
    if node.caption:
        made.append(paragraph(inlines(node.caption, writer), "Image Caption"))
    return made


@write.register
def _(node: p.Commitments, writer: Writer) -> list[Value]:
    inside = writer.in_list()
    items = [_commitment(item, inside) for item in node.items]
    numbered = bool(node.items and node.items[0].number)
    return [ordered_list(node.items[0].number, items) if numbered else value("BulletList", items)]


@write.register
def _(node: p.Commitment, writer: Writer) -> list[Value]:
    return _commitment(node, writer)


def _commitment(node: p.Commitment, writer: Writer) -> list[Value]:
    made = _item(node.id, node.blocks, writer, writer.style("List Number" if node.number else "List Bullet"))
    if node.related:
        related = [*words(f"{labels.RELATED} "), *inlines(node.related, writer)]
        made.append(paragraph(related, writer.style("List Continue")))
    return made


@write.register
def _(node: p.Notes, writer: Writer) -> list[Value]:
    """Only what no mark leads to: the other notes stand at their marks."""
    rest = [item for note in node.items if not note.references for item in write(note, writer)]
    return [paragraph(words(labels.NOTES), labels.STYLE_NOTES_TITLE), *rest] if rest else []


@write.register
def _(node: p.Note, writer: Writer) -> list[Value]:
    return [paragraph([*words(f"{node.label}. "), *inlines(node.children, writer)], "Footnote Text")]


@write.register
def _(node: p.Definitions, writer: Writer) -> list[Value]:
    return [value("DefinitionList", [_definition(item, writer) for item in node.items])]


def _definition(node: p.Definition, writer: Writer) -> list[object]:
    term = anchored(node.id, inlines(node.term, writer))
    if node.expansion:
        term += words(f" ({node.expansion})")
    return [term, [[value("Para", inlines(node.children, writer))]]]


@write.register
def _(node: p.Definition, writer: Writer) -> list[Value]:
    return [value("DefinitionList", [_definition(node, writer)])]


@write.register
def _(node: p.Descriptions, writer: Writer) -> list[Value]:
    return [value("DefinitionList", [_description(item, writer) for item in node.items])]


def _description(node: p.Description, writer: Writer) -> list[object]:
    return [inlines(node.term, writer), [[value("Para", inlines(node.children, writer))]]]


@write.register
def _(node: p.Description, writer: Writer) -> list[Value]:
    return [value("DefinitionList", [_description(node, writer)])]


@write.register
def _(node: p.Notice, writer: Writer) -> list[Value]:
    return [paragraph(anchored(node.id, inlines(node.children, writer)), labels.STYLE_NOTICE)]


@write.register
def _(node: p.Group, writer: Writer) -> list[Value]:
    return blocks(node.blocks, writer)


@write.register
def _(node: p.Section, writer: Writer) -> list[Value]:
    level = min(writer.level, LOWEST_HEADING)
    heading = value("Header", level, attributes(node.id), inlines(node.title, writer))
    deeper = replace(writer, level=writer.level + 1)
    return [heading, *blocks(node.blocks, writer), *(item for child in node.sections for item in write(child, deeper))]
