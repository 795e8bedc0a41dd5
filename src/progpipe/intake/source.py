"""A recognised document as the JSON of a source."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import Any, Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.ids import Names, slug
from progpipe.intake.kinds import kinds
from progpipe.intake.lines import lines_of
from progpipe.intake.model import (
    Block,
    Blocks,
    Definitions,
    Document,
    Figure,
    Heading,
    Items,
    Paragraph,
    Promises,
    Quote,
    Table,
    words_of,
)
from progpipe.intake.steps.release import stated
from progpipe.intake.written import MARKED, tidied, written
from progpipe.publication import Inline, Inlines, NoteReference, Reference, Text, walk

Json = dict[str, Any]
BEFORE: Final = "Inledning"  # of a section for the words that stand before the first heading
NOT_SAID: Final = "Write it on the first page, above the first heading, and import again with --update."
FACTS: Final = {
    "title": ("its title", NOT_SAID),
    "period": ("which years it is for", NOT_SAID),
    "publisher": ("who publishes it", NOT_SAID),
}
SWEDISH: Final = "sv"
SWEDISH_IN_SWEDEN: Final = "sv-SE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The JSON of a source, what is to be said about it, and which image of the document has which name beside it."""

    value: Json
    problems: tuple[Problem, ...]
    images: Mapping[str, str]


def make_source(document: Document, name: str, *, taken: Collection[str] = (), files: Collection[str] = ()) -> Source:
    """The source of a document. `name` is the id of the programme.

    `taken` are ids that are in use already, `files` names that images cannot have.
    """
    return _Maker(document, name, taken, files).make()


class _Maker:
    def __init__(self, document: Document, name: str, taken: Collection[str], files: Collection[str]) -> None:
        self._document = document
        self._name = name
        self._names = Names({slug(name), *taken})
        self._files = set(files)
        self._problems: list[Problem] = []
        self._targets: dict[str, str] = {}
        self._notes: dict[str, str] = {}  # key in the document to key in the section
        self._noticed: set[str] = set()  # notes that something in the source refers to
        self._images: dict[str, str] = {}
        self._names_of: dict[int, str] = {}  # of blocks that a link leads to, by their identity

    def make(self) -> Source:
        blocks = self._document.blocks
        sections = self._sections(blocks)
        facts = self._document.facts
        language = facts.get("language", SWEDISH)
        if language == SWEDISH_IN_SWEDEN:  # as LibreOffice says of every page
            language = SWEDISH
        if not str(language).startswith(SWEDISH):
            self._problems.append(said.guessed_fact(None, "the language", str(language), "as the file says"))
        value: Json = {
            "id": self._name,
            "language": language,
            "title": facts.get("title"),
            "period": _period(facts.get("period")),
            "publisher": {"name": facts["publisher"]} if facts.get("publisher") else None,
            "release": _release(self._document),
            "sections": sections,
            "glossary": self._glossary(),
        }
        self._problems += self._unnoticed()
        self._problems += (said.lacking(*text) for key, text in FACTS.items() if not value[key])
        if not sections:
            raise said.no_text("it has no words but those of its first page")
        kept = {key: part for key, part in value.items() if part}
        return Source(value=kept, problems=tuple(self._problems), images=self._images)

    def _unnoticed(self) -> Iterator[Problem]:
        """Notes without a mark in the source: titles and the glossary have none."""
        for key, line in self._document.notes.items():
            if key not in self._noticed and words_of(line):
                yield said.left_out(None, "a note to a title", words_of(line))

    # --- sections -----------------------------------------------------------------------------

    def _sections(self, blocks: Blocks) -> list[Json]:
        lead, parts = _parted(blocks)
        found = kinds([heading for heading, _ in parts])
        flat: list[tuple[int, Json, list[Block]]] = []
        if lead:
            flat.append((1, self._section(BEFORE, "introduction", ()), lead))
            message = (
                f"the words before the first heading stand in a section {BEFORE!r}, a title that is not in the document"
            )
            self._problems.append(said.reshaped(lead[0].place, message))
        for (heading, inside), kind in zip(parts, found, strict=True):
            title = words_of(heading.line)
            if not kind.sure and heading.level == 1:
                self._problems.append(said.guessed_type(heading.place, title, str(kind.type)))
            flat.append((heading.level, self._section(title, str(kind.type), heading.anchors), inside))
        for _, _, inside in flat:
            self._name_promises(inside)
            self._name_blocks(inside)
        for _, section, inside in flat:
            self._fill(section, inside)
        return _nested(flat)

    def _section(self, title: str, kind: str, anchors: Iterable[str]) -> Json:
        name = self._names.of_title(title)
        self._lead(anchors, name)
        return {"id": name, "type": kind, "title": title}

    def _name_promises(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            for promise in block.items if isinstance(block, Promises) else ():
                key = f"\0{id(promise)}"
                self._targets[key] = self._names.of_text(words_of(promise.line))
                self._lead(promise.anchors, self._targets[key])

    def _lead(self, anchors: Iterable[str], name: str) -> None:
        """Links to these places lead to that id; of two places with one name the first has it."""
        for anchor in anchors:
            self._targets.setdefault(anchor, name)

    def _fill(self, section: Json, blocks: list[Block]) -> None:
        self._notes = {}
        prose = [made for block in blocks if not isinstance(block, Promises) for made in self._block(block)]
        promises = [promise for block in blocks if isinstance(block, Promises) for promise in block.items]
        if prose:
            section["blocks"] = prose
        if promises:
            section["commitments"] = [
                self._promise(self._targets[f"\0{id(promise)}"], promise.line, promise.related) for promise in promises
            ]
        if self._notes:
            section["notes"] = {key: text for key, text in self._noted() if text}

    def _noted(self) -> Iterator[tuple[str, str]]:
        """The notes of the section. One may name another, which then is a note of it too."""
        done: set[str] = set()
        while rest := [key for key in self._notes if key not in done]:
            for key in rest:
                done.add(key)
                yield self._notes[key], self._text(self._document.notes[key])

    def _promise(self, name: str, line: Inlines, related: Iterable[str]) -> Json:
        others = [self._targets[target] for target in related if target in self._targets]
        return {"id": name, "text": self._text(line), **({"related": others} if others else {})}

    def _name_blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks that a link leads to get an id of their own."""
        for block in blocks:
            if isinstance(block, Table | Figure | Paragraph | Quote | Items) and self._wanted & set(
                block.anchors
            ) - set(self._targets):
                lines = lines_of([block])
                name = self._names.of_text(words_of(lines[0]) if lines else "bild")
                self._names_of[id(block)] = name
                self._lead(block.anchors, name)

    @cached_property
    def _wanted(self) -> set[str]:
        """What links lead to."""
        lines = [*lines_of(self._document.blocks), *self._document.notes.values()]
        return {node.target for line in lines for top in line for node in walk(top) if isinstance(node, Reference)}

    # --- blocks -------------------------------------------------------------------------------

    def _block(self, block: Block) -> Iterator[Json]:
        made = self._made(block)
        if made:
            name = self._names_of.get(id(block))
            yield {"type": made.pop("type"), **({"id": name} if name else {}), **made}

    def _made(self, block: Block) -> Json | None:
        match block:
            case Paragraph(line=line) | Heading(line=line):
                text = self._text(line)
                return {"type": "paragraph", "text": text} if text else None
            case Items(items=items, ordered=ordered):
                made = [self._item(item) for item in items]
                found = [item for item in made if item]
                return {"type": "list", **({"ordered": True} if ordered else {}), "items": found} if found else None
            case Quote(blocks=blocks, attribution=line):
                inside = [made for each in blocks for made in self._block(each)]
                said_by = {"attribution": self._text(line)} if line else {}
                return {"type": "quote", "blocks": inside, **said_by} if inside else None
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Definitions(entries=entries):
                lines = [self._text((*term, Text(value=": "), *definition)) for term, definition in entries]
                return {"type": "list", "items": [line for line in lines if line]}
        return None

    def _item(self, blocks: Blocks) -> str | list[Json]:
        found = [made for block in blocks for made in self._block(block)]
        if len(found) == 1 and set(found[0]) == {"type", "text"}:
            return str(found[0]["text"])
        return found

    def _table(self, block: Table) -> Json:
        caption = {"caption": self._text(block.caption)} if words_of(block.caption) else {}
        rows = [[self._text(cell) for cell in row] for row in block.rows]
        header = [self._text(cell) for cell in block.header]
        sides = {"rowHeaders": True} if block.row_headers else {}
        return {"type": "table", **caption, "header": header, **sides, "rows": rows}

    def _figure(self, block: Figure) -> Json | None:
        if block.image not in self._document.media:
            self._problems.append(said.unusable_image(block.place, block.alternative))
            text = self._text(block.caption)
            return {"type": "paragraph", "text": text} if text else None
        if block.image not in self._images:
            ending = ".png" if self._document.media[block.image].startswith(b"\x89PNG") else ".jpg"
            names = (f"{self._name}-bild-{number}{ending}" for number in count(1))
            self._images[block.image] = next(name for name in names if name not in self._files)
            self._files.add(self._images[block.image])
        made: Json = {"type": "figure", "image": self._images[block.image]}
        if block.alternative:
            made["alternative"] = block.alternative
        elif block.decorative:
            made["decorative"] = True
        if words_of(block.caption):
            made["caption"] = self._text(block.caption)
        return made

    def _glossary(self) -> list[Json]:
        found = []
        entries = self._document.facts.get("glossary", ())
        assert isinstance(entries, tuple)
        self._notes = {}
        for term, explanation in entries:
            words, _, rest = words_of(term).partition(" (")
            expansion = {"expansion": rest.removesuffix(")")} if rest.endswith(")") else {}
            word = words if expansion else words_of(term)
            name = self._names.of_title(f"ordet {word}")
            found.append(
                {"id": name, "term": word, **expansion, "explanation": self._text(_without_notes(explanation))}
            )
        return found

    # --- lines --------------------------------------------------------------------------------

    def _text(self, line: Inlines) -> str:
        return written(tuple(node for each in tidied(line) for node in self._resolved(each)))

    def _resolved(self, node: Inline) -> Iterator[Inline]:
        """Links with the ids of this source; one that leads nowhere here is its words."""
        if isinstance(node, NoteReference):
            if not self._document.notes.get(node.target):
                return
            key = self._notes.setdefault(node.target, str(len(self._notes) + 1))
            self._noticed.add(node.target)
            yield replace(node, target=key)
            return
        if not isinstance(node, MARKED):
            yield node
            return
        children = tuple(inner for child in node.children for inner in self._resolved(child))
        if isinstance(node, Reference):
            target = self._targets.get(node.target)
            if target is None:
                yield from children
                return
            yield replace(node, target=target, children=children)
            return
        yield replace(node, children=children)


def _release(document: Document) -> Json:
    """What the first page says goes before the colophon, which may be that of an older version."""
    told = {key: document.facts[key] for key in ("version", "date", "status") if key in document.facts}
    return {"version": "1", "status": "draft", **told, **stated(document)}


def _without_notes(line: Inlines) -> Inlines:
    return tuple(node for node in line if not isinstance(node, NoteReference))


def _period(found: object) -> Json | None:
    return {"from": found[0], "to": found[1]} if isinstance(found, tuple) else None


def _parted(blocks: Blocks) -> tuple[list[Block], list[tuple[Heading, list[Block]]]]:
    """What stands before the first heading, and each heading with what stands below it."""
    lead: list[Block] = []
    parts: list[tuple[Heading, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append((block, []))
        else:
            (parts[-1][1] if parts else lead).append(block)
    return lead, parts


def _nested(flat: list[tuple[int, Json, list[Block]]]) -> list[Json]:
    """Sections by level, inside each other."""
    top: list[Json] = []
    open_: list[tuple[int, Json]] = []
    for level, section, _ in flat:
        while open_ and open_[-1][0] >= level:
            open_.pop()
        (open_[-1][1].setdefault("sections", []) if open_ else top).append(section)
        open_.append((level, section))
    return top
