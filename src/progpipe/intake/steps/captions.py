"""The caption of a table or an image stands in a paragraph with a style of its own, before or after it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from progpipe.intake import said
from progpipe.intake.model import Block, Document, Figure, Paragraph, Table, words_of

STYLE: Final = re.compile(
    r"(table ?|image ?|figure ?)?caption|beskrivning|bildtext|tabelltext|tabell|table|illustration|figur|figure"
)
FIGURE: Final = re.compile(r"(image|figure) ?caption|bildtext|illustration|figur")


LONGEST: Final = 25  # words
# "Tabell 1. Elever per lärare", in whatever style.
LABEL: Final = re.compile(r"(tabell|figur|bild|diagram)\s+[0-9]{1,3}\b", re.IGNORECASE)


def captions(document: Document) -> Document:
    """Give each table and each image the caption beside it."""
    found: list[Block] = []
    rest = list(document.blocks)
    problems = []
    while rest:
        block = rest.pop(0)
        after = rest[0] if rest else None
        before = found[-1] if found else None
        if isinstance(block, Paragraph) and _is_caption(block):
            if isinstance(after, Table) and not after.caption and not FIGURE.fullmatch(block.style):
                rest[0] = replace(after, caption=block.line, anchors=(*after.anchors, *block.anchors))
                continue
            if isinstance(before, Figure) and not before.caption:
                found[-1] = replace(before, caption=block.line)
                continue
            if isinstance(before, Table) and not before.caption:
                found[-1] = replace(before, caption=block.line)
                continue
        found.append(block)
    for block in found:
        if isinstance(block, Table) and not block.caption:
            problems.append(said.no_caption(block.place))
        if isinstance(block, Figure) and not block.alternative and not block.decorative:
            problems.append(said.no_alternative(block.place))
    return document.with_blocks(found).saying(*problems)


def _is_caption(block: Paragraph) -> bool:
    text = words_of(block.line)
    return bool(STYLE.fullmatch(block.style) or (LABEL.match(text) and len(text.split()) <= LONGEST))
