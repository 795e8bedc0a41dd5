"""The words for an image, where a format keeps them apart from it."""

from __future__ import annotations

from dataclasses import replace

from progpipe.intake.model import Block, Document, Figure


def alternatives(document: Document) -> Document:
    """Give each image the words that the file has for it."""
    known = document.facts.get("alternatives")
    if not isinstance(known, dict):
        return document

    def told(block: Block) -> Block:
        if isinstance(block, Figure) and not block.alternative and block.image in known:
            return replace(block, alternative=known[block.image], decorative=False)
        return block

    return document.with_blocks([told(block) for block in document.blocks])
