"""Headings and what stands below them as the sections of a source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.ids import Names
from progpipe.intake.kinds import kinds
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Block, Blocks, Figure, Heading, Items, Paragraph, Promises, Quote, Table, words_of
from progpipe.intake.source.blocks import BlockWriter, Json
from progpipe.intake.source.texts import Texts
from progpipe.publication import Inlines

BEFORE: Final = "Inledning"  # of a section for the words that stand before the first heading


class SectionWriter:
    """Makes sections, and gives them, their commitments and what links lead to their ids."""

    def __init__(self, texts: Texts, blocks: BlockWriter, names: Names) -> None:
        self._texts = texts
        self._blocks = blocks
        self._names = names
        self.problems: list[Problem] = []

    def written(self, blocks: Blocks) -> list[Json]:
        """The sections. All get their names before one is filled, since links lead forwards too."""
        lead, parts = _parted(blocks)
        found = kinds([heading for heading, _ in parts])
        flat: list[tuple[int, Json, list[Block]]] = []
        if lead:
            flat.append((1, self._section(BEFORE, "introduction", ()), lead))
            message = (
                f"the words before the first heading stand in a section {BEFORE!r}, a title that is not in the document"
            )
            self.problems.append(said.reshaped(lead[0].place, message))
        for (heading, inside), kind in zip(parts, found, strict=True):
            title = words_of(heading.line)
            if not kind.sure and heading.level == 1:
                self.problems.append(said.guessed_type(heading.place, title, str(kind.type)))
            flat.append((heading.level, self._section(title, str(kind.type), heading.anchors), inside))
        for _, _, inside in flat:
            self._name_promises(inside)
            self._name_blocks(inside)
        for _, section, inside in flat:
            self._fill(section, inside)
        return _nested(flat)

    def _section(self, title: str, kind: str, anchors: Iterable[str]) -> Json:
        name = self._names.of_title(title)
        self._texts.lead(anchors, name)
        return {"id": name, "type": kind, "title": title}

    def _name_promises(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            for promise in block.items if isinstance(block, Promises) else ():
                key = f"\0{id(promise)}"
                self._texts.targets[key] = self._names.of_text(words_of(promise.line))
                self._texts.lead(promise.anchors, self._texts.targets[key])

    def _name_blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks that a link leads to get an id of their own."""
        for block in blocks:
            if isinstance(block, Table | Figure | Paragraph | Quote | Items) and self._texts.wanted & set(
                block.anchors
            ) - set(self._texts.targets):
                lines = lines_of([block])
                name = self._names.of_text(words_of(lines[0]) if lines else "bild")
                self._blocks.names[id(block)] = name
                self._texts.lead(block.anchors, name)

    def _fill(self, section: Json, blocks: list[Block]) -> None:
        self._texts.begin_section()
        prose = [made for block in blocks if not isinstance(block, Promises) for made in self._blocks.block(block)]
        promises = [promise for block in blocks if isinstance(block, Promises) for promise in block.items]
        if prose:
            section["blocks"] = prose
        if promises:
            section["commitments"] = [
                self._promise(self._texts.targets[f"\0{id(promise)}"], promise.line, promise.related)
                for promise in promises
            ]
        if notes := {key: text for key, text in self._texts.noted() if text}:
            section["notes"] = notes

    def _promise(self, name: str, line: Inlines, related: Iterable[str]) -> Json:
        others = [self._texts.targets[target] for target in related if target in self._texts.targets]
        return {"id": name, "text": self._texts.text(line), **({"related": others} if others else {})}


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
