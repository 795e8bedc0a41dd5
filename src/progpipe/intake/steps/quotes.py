"""Quotes: neighbouring paragraphs of one are one, and who said it stands in a style of its own or after a dash."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from progpipe import labels
from progpipe.intake.model import Block, Document, Paragraph, Quote, words_of

SPEAKERS: Final = frozenset({labels.STYLE_ATTRIBUTION.lower(), "attribution", "citatkälla", "källa"})
NUMBERED: Final = re.compile(r"quote|intense quote|citat|starkt citat|quotations")


def quotes(document: Document) -> Document:
    """Join what belongs to one quote."""
    found: list[Block] = []
    for block in document.blocks:
        quote = _quote(block)
        last = found[-1] if found else None
        if block.style in SPEAKERS and isinstance(last, Quote) and not last.attribution:
            line = _line(quote or block)
            found[-1] = replace(last, attribution=line)
        elif quote and isinstance(last, Quote) and last.style == quote.style and not last.attribution:
            found[-1] = replace(last, blocks=(*last.blocks, *quote.blocks))
        else:
            found.append(quote or block)
    return document.with_blocks(found)


def _quote(block: Block) -> Quote | None:
    if isinstance(block, Quote):
        return block
    if isinstance(block, Paragraph) and NUMBERED.fullmatch(block.style):
        return Quote(place=block.place, style=block.style, blocks=(block,))
    return None


def _line(block: Block) -> tuple:  # type: ignore[type-arg]
    inside = block.blocks[0] if isinstance(block, Quote) else block
    return inside.line if isinstance(inside, Paragraph) and words_of(inside.line) else ()
