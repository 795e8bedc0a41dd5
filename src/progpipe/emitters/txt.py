"""Plain text, good to read on any machine and to hear read aloud.

What other formats say with links, tables and images is said in words first; Pandoc then sets the lines.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Final, cast

from progpipe import labels
from progpipe import publication as p
from progpipe.interfaces import Artefact, Context, declare
from progpipe.markup.pandoc import document, run_pandoc, subtitle
from progpipe.markup.pandoc.elements import Value, value

MEDIA_TYPE: Final = "text/plain"
COLUMNS: Final = 72
# The line under a heading, by level: eyes see a heading, and speech passes over it.
UNDERLINES: Final = "=-~..."


@declare(slow=True)
def txt(publication: p.Publication, context: Context) -> Iterable[Artefact]:
    """The publication as text in UTF-8, at most 72 characters to the line where its words allow that."""
    tree = document(p.rewrite(publication, in_words), publication.metadata.language)
    titles = dict(_titles(publication.sections))
    tree["blocks"] = [_underlined(block, titles) for block in cast("list[Value]", tree["blocks"])]
    body = run_pandoc(tree, "plain", f"--columns={COLUMNS}").decode("utf-8").strip()
    content = _spaced(f"{_title_page(publication)}\n\n{body}\n", set(titles.values()))
    yield Artefact(name=f"{context.stem}.txt", media_type=MEDIA_TYPE, format="txt", content=content.encode("utf-8"))


# --- headings ---------------------------------------------------------------------------------


def _title_page(publication: p.Publication) -> str:
    metadata = publication.metadata
    lines = (_heading(metadata.title, 1), subtitle(publication), metadata.publisher)
    return "\n\n".join(line for line in lines if line)


def _titles(sections: Iterable[p.Section], level: int = 1) -> Iterator[tuple[str, str]]:
    """The heading of each section, by the section's id."""
    for section in sections:
        yield section.id, _heading(p.plain_text(section.title), level)
        yield from _titles(section.sections, level + 1)


def _heading(title: str, level: int) -> str:
    lines = textwrap.wrap(title, COLUMNS, break_long_words=False, break_on_hyphens=False)
    under = UNDERLINES[min(level, len(UNDERLINES)) - 1] * max(len(line) for line in lines or [""])
    return "\n".join([*lines, under])


def _underlined(block: Value, titles: dict[str, str]) -> Value:
    """A heading as it stands in the text."""
    if block["t"] != "Header":
        return block
    _, (identifier, *_), _ = cast("Sequence[Sequence[str]]", block["c"])
    # Two headings in a row are one raw block to Pandoc: the empty line keeps them apart.
    return value("RawBlock", "plain", f"\n{titles[identifier]}")


def _spaced(text: str, headings: set[str]) -> str:
    """The text with one more blank line before a heading than a paragraph has."""
    text = re.sub(r"\n{3,}", "\n\n", text)
    for heading in headings:
        text = text.replace(f"\n\n{heading}\n", f"\n\n\n{heading}\n")
    return text


# --- what is said in words --------------------------------------------------------------------


@singledispatch
def in_words(node: p.Node) -> p.Node | tuple[p.Node, ...]:
    """The node for text alone: itself, or what says the same without links, tables or images."""
    return node


@in_words.register
def _(node: p.Link) -> p.Node | tuple[p.Node, ...]:
    address = re.sub(r"^(mailto|tel):", "", node.href)
    if re.sub(r"\s", "", p.plain_text(node)) in {address, node.href}:
        return node.children
    return *node.children, p.Text(value=f" ({address})")


@in_words.register
def _(node: p.NoteReference) -> p.Node:
    return p.Text(value=labels.TEXT_NOTE.format(label=node.label))


@in_words.register
def _(node: p.Notes) -> tuple[p.Node, ...]:
    notes = (
        _paragraph(note, p.Text(value=labels.TEXT_NOTE_ITEM.format(label=note.label)), *note.children)
        for note in node.items
    )
    return _paragraph(node, p.Text(value=labels.NOTES)), *notes


@in_words.register
def _(node: p.Quote) -> p.Node:
    said = (p.Text(value="– "), *node.attribution) if node.attribution else ()
    return p.Quote(id=node.id, pointer=node.pointer, blocks=node.blocks, attribution=said)


@in_words.register
def _(node: p.Table) -> tuple[p.Node, ...]:
    """One item for each row, each cell with the name of its column before it."""
    caption = _paragraph(node, p.Text(value=labels.TEXT_TABLE), *node.caption)
    names = [p.plain_text(cell.children) for cell in node.header.cells]
    items = tuple(
        p.ListItem(
            id=f"{node.id}-{number}",
            pointer=node.pointer,
            blocks=(_paragraph(node, *_row(names, row), suffix=f"-{number}-rad"),),
        )
        for number, row in enumerate(node.rows, start=1)
    )
    return caption, p.List(id=f"{node.id}-rader", pointer=node.pointer, items=items)


def _row(names: Sequence[str], row: p.Row) -> Iterator[p.Inline]:
    for number, (name, cell) in enumerate(zip(names, row.cells, strict=True)):
        before = "; " if number else ""
        yield p.Text(value=before + (labels.TEXT_CELL.format(header=name) if name else ""))
        yield from cell.children or (p.Text(value="–"),)


@in_words.register
def _(node: p.Figure) -> tuple[p.Node, ...]:
    words = labels.TEXT_IMAGE.format(alternative=node.alternative)
    image = (_paragraph(node, p.Text(value=words)),) if node.alternative else ()
    caption = (_paragraph(node, *node.caption, suffix="-text"),) if node.caption else ()
    return *image, *caption


@in_words.register
def _(node: p.Descriptions) -> tuple[p.Node, ...]:
    return tuple(_paragraph(item, *item.term, p.Text(value=": "), *item.children) for item in node.items)


def _paragraph(node: p.Block, *children: p.Inline, suffix: str = "") -> p.Paragraph:
    return p.Paragraph(id=node.id + suffix, pointer=node.pointer, children=children)
