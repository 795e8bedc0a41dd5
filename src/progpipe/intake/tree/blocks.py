"""The blocks of Pandoc's tree as the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from progpipe.intake.lines import lines_of, run_together
from progpipe.intake.model import (
    Block,
    Blocks,
    Definitions,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Place,
    Quote,
    words_of,
)
from progpipe.intake.tree.inlines import TAG, Lines, Read
from progpipe.intake.tree.marks import NOTE_BLOCK, Origin
from progpipe.intake.tree.tables import table
from progpipe.publication import NoteReference


def read_tree(
    tree: Mapping[str, Any], origins: Mapping[int, Origin] | None = None, *, plain_links: bool = False
) -> tuple[Document, frozenset[int]]:
    """The document of a tree, and the marks that stand in it.

    `origins` are the paragraphs of the file by the number in their mark. With
    `plain_links` emphasis over a whole link is its look: Pandoc reads every link of an OpenDocument text so.
    """
    reader = _Reader(origins or {}, plain_links=plain_links)
    head = reader.head(tree.get("meta", {}))
    blocks = (*head, *reader.blocks(tree.get("blocks", [])))
    facts = reader.facts(tree)
    document = Document(blocks=blocks, notes=reader.lines.notes, problems=tuple(reader.lines.problems), facts=facts)
    return document, frozenset(reader.lines.seen)


class _Reader:
    """Walks a tree once: one method for each kind of block, by its name there."""

    def __init__(self, origins: Mapping[int, Origin], *, plain_links: bool) -> None:
        self.lines = Lines(origins, self.blocks, plain_links=plain_links)

    # --- metadata -----------------------------------------------------------------------------

    def head(self, meta: Mapping[str, Any]) -> Blocks:
        """The title and the author, which Pandoc takes out of the text: paragraphs with these styles again."""
        found: list[Block] = []
        for name in ("title", "subtitle", "author", "date", "abstract"):
            for value in _values(meta.get(name)):
                found += [replace(block, style=name) for block in self._metadata(value)]
        return tuple(found)

    def _metadata(self, value: Mapping[str, Any]) -> Blocks:
        content = value.get("c")
        if value.get("t") == "MetaBlocks":
            return self.blocks(content or [])
        inlines = [{"t": "Str", "c": content}] if isinstance(content, str) else content
        return self._paragraph(inlines) if isinstance(inlines, list) and value.get("t") != "MetaMap" else ()

    def facts(self, tree: Mapping[str, Any]) -> dict[str, object]:
        value = tree.get("meta", {}).get("lang")
        text = words_of(self.lines.line(value["c"])) if value and value.get("t") == "MetaInlines" else ""
        return {"language": text} if TAG.fullmatch(text) else {}

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, values: Iterable[Any], style: str = "") -> Blocks:
        """The blocks, those without a style of their own in the style of what is around them."""
        found: list[Block] = []
        with self.lines.deeper():
            for value in values:
                made = getattr(self, f"_{value['t'].lower()}", self._unknown)(value.get("c"))
                found += (replace(block, style=block.style or style) for block in made)
        return tuple(found)

    def _unknown(self, content: Any) -> Blocks:  # noqa: ARG002
        return ()

    def _para(self, content: Any) -> Blocks:
        return self._paragraph(content)

    _plain = _para

    def _paragraph(self, content: Any) -> Blocks:
        read = self.lines.read(content)
        found: list[Block] = []
        anchors = read.anchors
        if words_of(read.line) or any(isinstance(node, NoteReference) for node in read.line):
            found.append(self._marked(read))
            anchors = ()
        found += (replace(figure, place=read.place, style=read.style, anchors=anchors) for figure in read.figures)
        return tuple(found)

    def _marked(self, read: Read) -> Block:
        """A paragraph, or the heading that the file says it is."""
        place, line, style, anchors = read.place, read.line, read.style, read.anchors
        if read.outline:
            return Heading(place=place, line=line, level=read.outline, style=style, anchors=anchors)
        return Paragraph(place=place, line=line, style=style, anchors=anchors)

    def _header(self, content: Any) -> Blocks:
        level, (identifier, _, _), inlines = content
        read = self.lines.read(inlines)
        anchors = (*([identifier] if identifier else []), *read.anchors)
        heading = Heading(place=read.place, line=read.line, level=level, style=read.style, anchors=anchors)
        figures = (replace(figure, place=read.place) for figure in read.figures)
        return (*([heading] if words_of(read.line) else []), *figures)

    def _lineblock(self, content: Any) -> Blocks:
        inlines: list[Any] = []
        for number, line in enumerate(content):
            inlines += [*([{"t": "LineBreak"}] if number else []), *line]
        return self._paragraph(inlines)

    def _codeblock(self, content: Any) -> Blocks:
        parts = [part for part in re.split(r"\n\s*\n", content[1]) if part.strip()]
        return tuple(block for part in parts for block in self._paragraph([{"t": "Str", "c": part}]))

    _rawblock = _codeblock

    def _blockquote(self, content: Any) -> Blocks:
        inside = self.blocks(content)
        return (Quote(place=inside[0].place, blocks=inside, style=inside[0].style),) if inside else ()

    def _bulletlist(self, content: Any) -> Blocks:
        items = tuple(blocks for item in content if (blocks := self.blocks(item)))
        return (Items(place=items[0][0].place, items=items),) if items else ()

    def _orderedlist(self, content: Any) -> Blocks:
        (start, _, _), values = content
        return tuple(
            replace(block, ordered=True, start=start) for block in self._bulletlist(values) if isinstance(block, Items)
        )

    def _definitionlist(self, content: Any) -> Blocks:
        entries = []
        place = None
        for term, definitions in content:
            read = self.lines.read(term)
            blocks = [block for definition in definitions for block in self.blocks(definition)]
            place = place or read.place
            entries.append((read.line, run_together(lines_of(blocks))))
        return (Definitions(place=place or Place(), entries=tuple(entries)),) if entries else ()

    def _figure(self, content: Any) -> Blocks:
        (identifier, _, _), (_, caption), inside = content
        lines = lines_of(self.blocks(caption))
        blocks = self.blocks(inside)
        anchors = (identifier,) if identifier else ()
        pictures = [block for block in blocks if isinstance(block, Figure)]
        if len(pictures) != 1:
            return (*blocks, *(Paragraph(line=line, place=Place(words=words_of(line))) for line in lines))
        (picture,) = pictures
        named = replace(picture, caption=run_together(lines), anchors=(*picture.anchors, *anchors))
        return tuple(named if block is picture else block for block in blocks)

    def _div(self, content: Any) -> Blocks:
        (identifier, classes, pairs), inside = content
        style = dict(pairs).get("custom-style", "")
        if note := NOTE_BLOCK.fullmatch(identifier):
            self.lines.notes[f"n{note[1]}"] = run_together(lines_of(self.blocks(inside)))
            return ()
        found = self.blocks(inside, style.lower() or (classes[0] if classes else ""))
        if identifier and found:
            found = (replace(found[0], anchors=(*found[0].anchors, identifier)), *found[1:])
        return found

    def _table(self, content: Any) -> Blocks:
        found, problems = table(content, self.blocks)
        self.lines.problems += problems
        return found


def _values(value: Any) -> list[Mapping[str, Any]]:
    if not value:
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]
