"""Blocks of a document as blocks of a source."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Any

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.model import (
    Block,
    Blocks,
    Definitions,
    Figure,
    Heading,
    Items,
    Paragraph,
    Quote,
    Table,
    words_of,
)
from progpipe.intake.source.texts import Texts
from progpipe.publication import Text

Json = dict[str, Any]


class BlockWriter:
    """Makes blocks, and gives each image of `media` that they show a name beside the source: none of `files`."""

    def __init__(self, texts: Texts, media: Mapping[str, bytes], programme: str, files: Collection[str]) -> None:
        self._texts = texts
        self._media = media
        self._programme = programme
        self._files = set(files)
        self.images: dict[str, str] = {}
        self.names: dict[int, str] = {}  # of blocks that a link leads to, by their identity
        self.problems: list[Problem] = []

    def block(self, block: Block) -> Iterator[Json]:
        """The block; none where it says nothing."""
        made = self._made(block)
        if made:
            name = self.names.get(id(block))
            yield {"type": made.pop("type"), **({"id": name} if name else {}), **made}

    def _made(self, block: Block) -> Json | None:
        match block:
            case Paragraph(line=line) | Heading(line=line):
                text = self._texts.text(line)
                return {"type": "paragraph", "text": text} if text else None
            case Items(items=items, ordered=ordered):
                made = [self._item(item) for item in items]
                found = [item for item in made if item]
                return {"type": "list", **({"ordered": True} if ordered else {}), "items": found} if found else None
            case Quote(blocks=blocks, attribution=line):
                inside = [made for each in blocks for made in self.block(each)]
                said_by = {"attribution": self._texts.text(line)} if line else {}
                return {"type": "quote", "blocks": inside, **said_by} if inside else None
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Definitions(entries=entries):
                lines = [self._texts.text((*term, Text(value=": "), *definition)) for term, definition in entries]
                return {"type": "list", "items": [line for line in lines if line]}
        return None

    def _item(self, blocks: Blocks) -> str | list[Json]:
        found = [made for block in blocks for made in self.block(block)]
        if len(found) == 1 and set(found[0]) == {"type", "text"}:
            return str(found[0]["text"])
        return found

    def _table(self, block: Table) -> Json:
        caption = {"caption": self._texts.text(block.caption)} if words_of(block.caption) else {}
        rows = [[self._texts.text(cell) for cell in row] for row in block.rows]
        header = [self._texts.text(cell) for cell in block.header]
        sides = {"rowHeaders": True} if block.row_headers else {}
        return {"type": "table", **caption, "header": header, **sides, "rows": rows}

    def _figure(self, block: Figure) -> Json | None:
        if block.image not in self._media:
            self.problems.append(said.unusable_image(block.place, block.alternative))
            text = self._texts.text(block.caption)
            return {"type": "paragraph", "text": text} if text else None
        if block.image not in self.images:
            ending = ".png" if self._media[block.image].startswith(b"\x89PNG") else ".jpg"
            names = (f"{self._programme}-bild-{number}{ending}" for number in count(1))
            self.images[block.image] = next(name for name in names if name not in self._files)
            self._files.add(self.images[block.image])
        made: Json = {"type": "figure", "image": self.images[block.image]}
        if block.alternative:
            made["alternative"] = block.alternative
        elif block.decorative:
            made["decorative"] = True
        if words_of(block.caption):
            made["caption"] = self._texts.text(block.caption)
        return made
