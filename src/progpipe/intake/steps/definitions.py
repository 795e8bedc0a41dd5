"""Words with what is said of them, where a program knows them by their styles only."""

from __future__ import annotations

import re
from typing import Final

from progpipe.intake.model import Block, Definitions, Document, Paragraph
from progpipe.publication import Inlines

TERM: Final = re.compile(r"definition term( tight)?|ordlisteord")
DEFINITION: Final = re.compile(r"definition( definition)?( tight)?|ordlisteförklaring")


def definitions(document: Document) -> Document:
    """Make a list of definitions of each run of a term and its explanation."""
    found: list[Block] = []
    rest = list(document.blocks)
    while rest:
        block = rest.pop(0)
        after = rest[0] if rest else None
        if _is(block, TERM) and after is not None and _is(after, DEFINITION):
            rest.pop(0)
            entry = (_line(block), _line(after))
            last = found[-1] if found else None
            entries = (*last.entries, entry) if isinstance(last, Definitions) else (entry,)
            made = Definitions(place=block.place, entries=entries)
            found[-1:] = [made] if isinstance(last, Definitions) else [*found[-1:], made]
        else:
            found.append(block)
    return document.with_blocks(found)


def _is(block: Block, style: re.Pattern[str]) -> bool:
    return isinstance(block, Paragraph) and bool(style.fullmatch(block.style))


def _line(block: Block) -> Inlines:
    return block.line if isinstance(block, Paragraph) else ()
