"""Pandoc's document tree (pandoc-types 1.23) as the blocks of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.grid import Grid
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
    Table,
    words_of,
)
from progpipe.load.rules.addresses import SAFE
from progpipe.publication import (
    Emphasis,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteReference,
    Reference,
    Strong,
    Text,
)

# Before the text of each paragraph stands its number, between two characters for private use: a reader of
# Word or OpenDocument puts them there, so that a paragraph is known again behind Pandoc.
MARK: Final = re.compile("\ue0f0([0-9]{1,7})\ue0f1")
# Where the mark of a note stands that a format keeps apart, and the block that holds its words.
NOTE_MARK: Final = re.compile("\ue0f2([0-9]{1,7})\ue0f3")
NOTE_BLOCK: Final = re.compile("progpipe-note-([0-9]{1,7})")
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
DEEPEST: Final = 200
PLAIN: Final = frozenset({"Underline", "SmallCaps", "Superscript", "Subscript"})
MARKS: Final[Mapping[str, type[Emphasis] | type[Strong]]] = {"Emph": Emphasis, "Strong": Strong}
BLANKS: Final[Mapping[str, Inline]] = {
    "Space": Text(value=" "),
    "SoftBreak": Text(value=" "),
    "LineBreak": LineBreak(),
}


def mark(number: int) -> str:
    """What stands before the text of a paragraph."""
    return f"\ue0f0{number}\ue0f1"


def note_mark(number: int) -> str:
    """What stands for the mark of a note; its words are in a block with the id `progpipe-note-<number>`."""
    return f"\ue0f2{number}\ue0f3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a file says of a paragraph beside its words: its style, and the level of its outline."""

    number: int
    style: str = ""
    outline: int = 0
    anchors: tuple[str, ...] = ()
    decorative: bool = False


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
    document = Document(blocks=blocks, notes=reader.notes, problems=tuple(reader.problems), facts=facts)
    return document, frozenset(reader.seen)


class _Reader:
    """Walks a tree once, and counts its paragraphs where they have no marks."""

    def __init__(self, origins: Mapping[int, Origin], *, plain_links: bool) -> None:
        self._origins = origins
        self._plain_links = plain_links
        self._count = 0
        self._depth = 0
        self.notes: dict[str, Inlines] = {}
        self.problems: list[Problem] = []
        self._figures: list[Figure] = []
        self._anchors: list[str] = []
        self._origin: Origin | None = None
        self.seen: set[int] = set()

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
        text = words_of(self._line(value["c"])) if value and value.get("t") == "MetaInlines" else ""
        return {"language": text} if TAG.fullmatch(text) else {}

    # --- blocks -------------------------------------------------------------------------------

    def blocks(self, values: Iterable[Any], style: str = "") -> Blocks:
        found: list[Block] = []
        self._depth += 1
        if self._depth > DEEPEST:
            raise said.too_large(f"it is nested more than {DEEPEST} levels deep")
        for value in values:
            made = getattr(self, f"_{value['t'].lower()}", self._unknown)(value.get("c"))
            found += (replace(block, style=block.style or style) for block in made)
        self._depth -= 1
        return tuple(found)

    def _unknown(self, content: Any) -> Blocks:  # noqa: ARG002
        return ()

    def _para(self, content: Any) -> Blocks:
        return self._paragraph(content)

    _plain = _para

    def _paragraph(self, content: Any) -> Blocks:
        place, line, style, figures, anchors = self._read(content)
        outline = self._origin.outline if self._origin else 0
        found: list[Block] = []
        if words_of(line) or any(isinstance(node, NoteReference) for node in line):
            if outline:
                found.append(Heading(place=place, line=line, level=outline, style=style, anchors=anchors))
            else:
                found.append(Paragraph(place=place, line=line, style=style, anchors=anchors))
            anchors = ()
        found += (replace(figure, place=place, style=style, anchors=anchors) for figure in figures)
        return tuple(found)

    def _read(self, content: Any) -> tuple[Place, Inlines, str, list[Figure], tuple[str, ...]]:
        """A line with where it comes from, and what stood in it that is no text."""
        figures, self._figures = self._figures, []
        anchors, self._anchors = self._anchors, []
        self._origin = None
        line = self._line(content)
        figures, self._figures = self._figures, figures
        anchors, self._anchors = self._anchors, anchors
        origin = self._origin
        if origin is None:
            self._count += 1
        place = Place(number=origin.number if origin else self._count, words=words_of(line))
        self._count = place.number
        if origin and origin.decorative:
            figures = [replace(figure, decorative=not figure.alternative) for figure in figures]
        anchors += origin.anchors if origin else ()
        return place, line, origin.style if origin else "", figures, tuple(dict.fromkeys(anchors))

    def _header(self, content: Any) -> Blocks:
        level, (identifier, _, _), inlines = content
        place, line, style, figures, anchors = self._read(inlines)
        anchors = (*([identifier] if identifier else []), *anchors)
        heading = Heading(place=place, line=line, level=level, style=style, anchors=anchors)
        return (*([heading] if words_of(line) else []), *(replace(figure, place=place) for figure in figures))

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
            here, line, *_ = self._read(term)
            blocks = [block for definition in definitions for block in self.blocks(definition)]
            place = place or here
            entries.append((line, run_together(lines_of(blocks))))
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
            self.notes[f"n{note[1]}"] = run_together(lines_of(self.blocks(inside)))
            return ()
        found = self.blocks(inside, style.lower() or (classes[0] if classes else ""))
        if identifier and found:
            found = (replace(found[0], anchors=(*found[0].anchors, identifier)), *found[1:])
        return found

    def _table(self, content: Any) -> Blocks:
        (identifier, _, _), (_, caption), _, head, bodies, foot = content
        lines = run_together(lines_of(self.blocks(caption)))
        grid = Grid()
        for row in head[1]:
            grid.add(row, self.blocks)
        headed = len(grid.rows)
        row_headers = bool(bodies) and all(body[1] for body in bodies)
        for body in bodies:
            for row in (*body[2], *body[3]):
                grid.add(row, self.blocks)
        for row in foot[1]:
            grid.add(row, self.blocks)
        place = grid.place
        if grid.reshaped:
            self.problems.append(
                said.reshaped(place, "cells of the table are merged; each is written once, with empty ones beside it")
            )
        rows, blocks = grid.full(), grid.blocks
        anchors = (identifier,) if identifier else ()
        if not rows or not any(words_of(cell) for row in rows for cell in row):
            return (*blocks,)
        if len(rows) == 1 or len(rows[0]) == 1:  # a box around text, or a layout
            cells = [cell for row in rows for cell in row if cell]
            self.problems.append(said.reshaped(place, "a table of one row or one column is read as paragraphs"))
            return (*(Paragraph(place=place, line=cell) for cell in cells), *blocks)
        if headed > 1:
            self.problems.append(said.reshaped(place, "the table has several header rows; the first is its header"))
        if not headed:
            self.problems.append(said.reshaped(place, "the table has no header row; its first row is taken as one"))
        return (
            Table(place=place, caption=lines, header=rows[0], rows=rows[1:], row_headers=row_headers, anchors=anchors),
            *blocks,
        )

    # --- inline -------------------------------------------------------------------------------

    def _line(self, values: Iterable[Any]) -> Inlines:
        self._depth += 1
        if self._depth > DEEPEST:
            raise said.too_large(f"it is nested more than {DEEPEST} levels deep")
        found = tuple(node for value in values for node in self._inline(value["t"], value.get("c")))
        self._depth -= 1
        return found

    def _inline(self, kind: str, content: Any) -> Inlines:
        if kind in MARKS:
            return (MARKS[kind](children=self._line(content)),)
        if kind in BLANKS:
            return (BLANKS[kind],)
        if kind in PLAIN:
            return self._line(content)
        read = getattr(self, f"_in_{kind.lower()}", None)
        found: Inlines = read(content) if read else ()
        return found

    def _in_strikeout(self, content: Any) -> Inlines:
        line = self._line(content)
        if words_of(line):
            place = Place(number=self._count, words=words_of(line))
            self.problems.append(said.reshaped(place, "the words are struck through; they are kept as ordinary text"))
        return line

    def _in_quoted(self, content: Any) -> Inlines:
        marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
        return (Text(value=marks[0]), *self._line(content[1]), Text(value=marks[1]))

    def _in_cite(self, content: Any) -> Inlines:
        return self._line(content[1])

    def _in_code(self, content: Any) -> Inlines:
        return (Text(value=content[1]),)

    _in_math = _in_rawinline = _in_code

    def _in_str(self, text: str) -> Inlines:
        if found := MARK.search(text):
            number = int(found[1])
            self.seen.add(number)
            # The first mark of a line is its own; further ones come from paragraphs that Pandoc has joined to it.
            self._origin = self._origin or self._origins.get(number)
            text = MARK.sub("", text)
        parts = NOTE_MARK.split(text)
        nodes: list[Inline] = [Text(value=parts[0])]
        for key, after in zip(parts[1::2], parts[2::2], strict=True):
            nodes += [NoteReference(id="", target=f"n{key}", label=""), Text(value=after)]
        return tuple(nodes)

    def _in_span(self, content: Any) -> Inlines:
        (identifier, _, pairs), inside = content
        # Pandoc makes an anchor for each line of an OpenDocument text; only names that links use matter.
        if identifier:
            self._anchors.append(identifier)
        tag = dict(pairs).get("lang", "")
        line = self._line(inside)
        return (Language(tag=tag, children=line),) if TAG.fullmatch(tag) and words_of(line) else line

    def _in_link(self, content: Any) -> Inlines:
        _, inside, (address, _) = content
        line = self._line(inside)
        if self._plain_links and len(line) == 1 and isinstance(line[0], Emphasis):
            line = line[0].children
        if not words_of(line):
            return line
        if address.startswith("#"):
            return (Reference(target=address[1:], children=line),)
        if SAFE.fullmatch(address):
            return (Link(href=address, children=line),)
        self.problems.append(said.unsafe_link(Place(number=self._count, words=words_of(line)), address))
        return line

    def _in_image(self, content: Any) -> Inlines:
        (identifier, classes, pairs), inside, (address, _) = content
        alternative = words_of(self._line(inside))
        decorative = dict(pairs).get("role") == "presentation" or "decorative" in classes
        anchors = (identifier,) if identifier else ()
        figure = Figure(
            image=address, alternative=alternative, decorative=decorative and not alternative, anchors=anchors
        )
        self._figures.append(figure)
        return (Text(value=" "),)

    def _in_note(self, content: Any) -> Inlines:
        key = str(len(self.notes) + 1)
        self.notes[key] = ()
        saved = self._origin, self._count
        lines = lines_of(self.blocks(content))
        self._origin, _ = saved
        self.notes[key] = run_together(lines)
        return (NoteReference(id="", target=key, label=""),) if lines else ()


def _values(value: Any) -> list[Mapping[str, Any]]:
    if not value:
        return []
    return list(value["c"]) if value["t"] == "MetaList" else [value]
