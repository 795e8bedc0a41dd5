"""A heading with nothing below it is no section (P128): its words are kept as a paragraph."""

from __future__ import annotations

from progpipe.intake import said
from progpipe.intake.model import Block, Document, Heading, Paragraph


def empty_sections(document: Document) -> Document:
    """Make them paragraphs of what stands before, from the end on: a section around an empty one may be empty too."""
    found: list[Block] = []
    problems = []
    for block in reversed(document.blocks):
        after = found[-1] if found else None
        if isinstance(block, Heading) and (
            after is None or (isinstance(after, Heading) and after.level <= block.level)
        ):
            found.append(Paragraph(place=block.place, line=block.line, anchors=block.anchors))
            problems.append(said.reshaped(block.place, "nothing stands below the heading; it is kept as a paragraph"))
        else:
            found.append(block)
    return document.with_blocks(found[::-1]).saying(*problems)
