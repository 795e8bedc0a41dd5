"""A section of words, each with what is said of it: the glossary."""

from __future__ import annotations

from progpipe import labels
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Block, Definitions, Document, Heading, words_of
from progpipe.publication import Inlines

ABOUT = labels.GLOSSARY_ABOUT


def glossary(document: Document) -> Document:
    """Take it out of the sections, with the words as entries."""
    blocks, inside, heading = section(document.blocks, labels.GLOSSARY)
    entries = [entry for block in inside for entry in _entries(block)]
    if heading is None or not entries:
        return document
    used = [block for block in inside if isinstance(block, Definitions)]
    rest = [words_of(line) for block in inside if block not in used for line in lines_of([block])]
    told = [
        said.left_out(heading.place, "what the glossary says beside its words", text) for text in rest if text != ABOUT
    ]
    found = document.with_blocks(blocks).knowing(glossary=tuple(entries))
    return found.without("glossary", words_of(heading.line), *rest).saying(*told)


def section(blocks: tuple[Block, ...], title: str) -> tuple[list[Block], list[Block], Heading | None]:
    """The blocks without the section of that title, what stands in it, and its heading."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) and words_of(block.line).lower() == title.lower():
            end = next(
                (there for there in range(place + 1, len(blocks)) if isinstance(blocks[there], Heading)), len(blocks)
            )
            return [*blocks[:place], *blocks[end:]], list(blocks[place + 1 : end]), block
    return list(blocks), [], None


def _entries(block: Block) -> list[tuple[Inlines, Inlines]]:
    return list(block.entries) if isinstance(block, Definitions) else []
