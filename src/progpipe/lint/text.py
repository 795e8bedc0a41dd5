"""From the publication of an edition to the text that the rules read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe import publication as p
from progpipe.lint.model import Kind, Line, Paragraph, Part, Sentence, Term, Text, Word
from progpipe.lint.split import sentences, words

# The pointer of a block leads to the block, except where the source has a string in its place.
STRING: Final = re.compile(r"/text$|/items/\d+$|/notes/[^/]+$")
LINE: Final = re.compile(r"[^\n]+")


def read_text(publication: p.Publication, tag: str | None = None) -> Text:
    """The text of a publication as `compose` makes it, before any stage.

    `tag` is that of the renditions that it is made of, None where it is the source's own text. What is ours
    (notices, labels, the colophon) is left out, and so is what the rendition lacks.
    """
    reader = _Reader(publication.metadata.language, tag)
    title = (p.Text(value=publication.metadata.title),)
    return Text(
        edition=publication.metadata.edition,
        language=publication.metadata.language,
        easy_read=publication.metadata.easy_read,
        title=reader.paragraph(Kind.TITLE, reader.inside("") + "/title", "", title),
        parts=tuple(reader.part(section) for section in publication.sections if section.kind != "colophon"),
        terms=tuple(_term(node) for node in p.walk(publication) if isinstance(node, p.Definition)),
    )


def _term(node: p.Definition) -> Term:
    return Term(id=node.id, term=p.plain_text(node.term), forms=node.forms, expansion=node.expansion)


class _Reader:
    """Walks the blocks; knows in which language and which rendition it reads."""

    def __init__(self, language: str, tag: str | None) -> None:
        self._language = _primary(language)
        self._tag = tag

    def inside(self, pointer: str) -> str:
        """The pointer of a node's rendition; that of the node itself, where the source's own text is read."""
        return f"{pointer}/renditions/{self._tag}" if self._tag else pointer

    def part(self, section: p.Section) -> Part:
        """A section, with what its blocks say."""
        return Part(
            id=section.id,
            pointer=section.pointer,
            kind=section.kind,
            heading=self.paragraph(Kind.HEADING, self.inside(section.pointer) + "/title", section.id, section.title),
            paragraphs=tuple(found for block in section.blocks for found in self._block(block, section.id)),
            parts=tuple(self.part(child) for child in section.sections),
        )

    def _block(self, block: p.Block, node: str, kind: Kind = Kind.PARAGRAPH) -> Iterator[Paragraph]:
        match block:
            case p.Paragraph(pointer=pointer, children=children):
                place = pointer if STRING.search(pointer) else f"{pointer}/text"
                yield self.paragraph(kind, place, node, children)
            case p.Commitments(items=promises):
                for promise in promises:
                    yield from self._blocks(promise.blocks, promise.id)
            case p.List(items=items):
                for item in items:
                    yield from self._blocks(item.blocks, node, Kind.ITEM)
            case p.Quote(pointer=pointer, blocks=blocks, attribution=attribution):
                yield from self._blocks(blocks, node)
                yield from self._line(Kind.CAPTION, f"{pointer}/attribution", node, attribution)
            case p.Table():
                yield from self._table(block, node)
            case p.Figure(pointer=pointer, alternative=alternative, caption=caption):
                spoken = (p.Text(value=alternative),) if alternative else ()
                yield from self._line(Kind.ALTERNATIVE, f"{pointer}/alternative", node, spoken)
                yield from self._line(Kind.CAPTION, f"{pointer}/caption", node, caption)
            case p.Notes(items=notes):
                for note in notes:
                    yield from self._line(Kind.NOTE, note.pointer, node, note.children)
            case p.Definitions(items=entries):
                for entry in entries:
                    yield from self._explanation(entry)

    def _blocks(self, blocks: p.Blocks, node: str, kind: Kind = Kind.PARAGRAPH) -> Iterator[Paragraph]:
        for block in blocks:
            yield from self._block(block, node, kind)

    def _table(self, table: p.Table, node: str) -> Iterator[Paragraph]:
        yield from self._line(Kind.CAPTION, f"{table.pointer}/caption", node, table.caption)
        rows = [(f"{table.pointer}/header", table.header)]
        rows += [(f"{table.pointer}/rows/{number}", row) for number, row in enumerate(table.rows)]
        for place, row in rows:
            for number, cell in enumerate(row.cells):
                yield from self._line(Kind.CELL, f"{place}/{number}", node, cell.children)

    def _explanation(self, entry: p.Definition) -> Iterator[Paragraph]:
        """What a glossary entry says, unless this variety has nothing: then the label of a gap stands there."""
        if self._tag is None or "/renditions/" in entry.pointer:
            yield from self._line(Kind.EXPLANATION, f"{entry.pointer}/explanation", entry.id, entry.children)

    def _line(self, kind: Kind, pointer: str, node: str, children: p.Inlines) -> Iterator[Paragraph]:
        if children:
            yield self.paragraph(kind, pointer, node, children)

    def paragraph(self, kind: Kind, pointer: str, node: str, children: p.Inlines) -> Paragraph:
        """A string of the source, read."""
        text = spelling(children)
        foreign = list(_foreign(children, self._language))
        return Paragraph(
            kind=kind,
            pointer=pointer,
            node=node,
            text=text,
            lines=tuple(Line(text=found[0], start=found.start(), end=found.end()) for found in LINE.finditer(text)),
            sentences=tuple(
                Sentence(
                    pointer=pointer,
                    node=node,
                    text=text[start:end],
                    start=start,
                    end=end,
                    words=tuple(_words(text[start:end], start, foreign)),
                )
                for start, end in sentences(text)
            ),
        )


def _words(sentence: str, offset: int, foreign: list[tuple[int, int]]) -> Iterator[Word]:
    for number, (start, end) in enumerate(words(sentence)):
        yield Word(
            text=sentence[start:end],
            start=offset + start,
            end=offset + end,
            initial=not number,
            foreign=any(first <= offset + start < last for first, last in foreign),
        )


def spelling(line: p.Inlines) -> str:
    """What a reader sees of a line: no marks of notes, and the breaks of the author as newlines."""
    return "".join(_piece(node) for node in line)


def _piece(node: p.Inline) -> str:
    match node:
        case p.Text(value=value):
            return value
        case p.LineBreak():
            return "\n"
        case p.Emphasis() | p.Strong() | p.Link() | p.Reference() | p.Language():
            return spelling(node.children)
    return ""


def _foreign(line: p.Inlines, language: str, offset: int = 0, inside: bool = False) -> Iterator[tuple[int, int]]:
    """The stretches of a line that are in another language than the text."""
    for node in line:
        size = len(_piece(node))
        match node:
            case p.Language(tag=tag, children=children):
                yield from _foreign(children, language, offset, inside=_primary(tag) != language)
            case p.Emphasis() | p.Strong() | p.Link() | p.Reference():
                yield from _foreign(node.children, language, offset, inside)
            case _ if inside:
                yield offset, offset + size
        offset += size


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()
