"""Quotes: neighbouring paragraphs of one are one, and who said it stands in a style of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from progpipe import labels
from progpipe.intake.model import Block, Document, Paragraph, Quote, words_of
from progpipe.publication import Inlines

SPEAKERS: Final = frozenset({labels.STYLE_ATTRIBUTION.lower(), "attribution", "citatkälla", "källa"})
QUOTED: Final = re.compile(r"quote|intense quote|citat|starkt citat|quotations")


def quotes(document: Document) -> Document:
    """Join what belongs to one quote."""
    found: list[Block] = []
    for block in document.blocks:
        quote = _quote(block)
        last = found[-1] if found else None
        if _is_speaker(block) and isinstance(last, Quote) and not last.attribution:
            line = _line(quote or block)
            found[-1] = replace(last, attribution=line)
        elif quote and isinstance(last, Quote) and last.style == quote.style and not last.attribution:
            found[-1] = replace(last, blocks=(*last.blocks, *quote.blocks))
        else:
            found.append(quote or block)
    return document.with_blocks(found)


def _quote(block: Block) -> Quote | None:
    if isinstance(block, Quote):
        last = block.blocks[-1]
        if len(block.blocks) > 1 and isinstance(last, Paragraph) and last.style in SPEAKERS and not block.attribution:
            return replace(block, blocks=block.blocks[:-1], attribution=last.line)
        return block
    if isinstance(block, Paragraph) and QUOTED.fullmatch(block.style):
        return Quote(place=block.place, style=block.style, blocks=(block,))
    return None


def _is_speaker(block: Block) -> bool:
    return block.style in SPEAKERS and not (isinstance(block, Quote) and len(block.blocks) > 1)


def _line(block: Block) -> Inlines:
    inside = block.blocks[0] if isinstance(block, Quote) else block
    return inside.line if isinstance(inside, Paragraph) and words_of(inside.line) else ()
