"""Headings that nothing but their words tell: short lines without a full stop, before what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from progpipe.intake import said, words
from progpipe.intake.model import Block, Document, Heading, Paragraph, words_of
from progpipe.intake.steps.bold_headings import FRONT

FEW: Final = 6  # words: a title
MANY: Final = 10  # words: hardly a title any more
LONG: Final = 20  # words: a paragraph of prose
ENOUGH: Final = 2


def plain_headings(document: Document) -> Document:
    """Only in a document without any heading that is known by its style."""
    if any(isinstance(block, Heading) and not block.guessed for block in document.blocks):
        return document
    blocks = document.blocks
    first = _start(blocks)
    found: list[Block] = []
    problems = []
    for place, block in enumerate(blocks):
        judged = _judge(blocks, place) if place >= first else None
        if judged is None or judged.score < ENOUGH or not isinstance(block, Paragraph):
            if judged is not None and judged.score == ENOUGH - 1:
                problems.append(said.reshaped(block.place, "the line may be a heading; it is taken as text"))
            found.append(block)
            continue
        level = (
            2 if any(isinstance(known, Heading) and words.is_capitals(words_of(known.line)) for known in blocks) else 1
        )
        found.append(Heading(place=block.place, line=block.line, level=level, guessed=True))
        if judged.why:
            problems.append(said.guessed_heading(block.place, judged.why))
    return document.with_blocks(found).saying(*problems)


def _start(blocks: tuple[Block, ...]) -> int:
    """Where the text begins: at its first heading, or behind the title. What stands before is its front."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading) or (
            place and words.kind_of(_fragment(block)) and len(_fragment(block).split()) <= FEW
        ):
            return place
    return 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judgement:
    """`why` is empty where the words leave no doubt."""

    score: int
    why: str


def _judge(blocks: tuple[Block, ...], place: int) -> _Judgement | None:
    """How much speaks for a heading; None where nothing does."""
    text = _fragment(blocks[place])
    after = blocks[place + 1] if place + 1 < len(blocks) else None
    if not text or after is None:
        return None
    if words.kind_of(text) and len(text.split()) <= FEW:
        return _Judgement(score=3, why="")
    length = len(text.split())
    score = (2 if length <= FEW else 0 if length <= MANY else -3) - ("," in text)
    score += isinstance(after, Paragraph) and len(words_of(after.line).split()) >= LONG
    score -= 2 * words.asks(text)
    # Several fragments in a row are a list; the last of them may be the title of what follows.
    if _fragment(after) and not words.kind_of(_fragment(after)):
        score -= 2
    return _Judgement(score=score, why="it is short and does not end as a sentence does")


def _fragment(block: Block) -> str:
    """The words of a line that is no sentence."""
    if not isinstance(block, Paragraph) or block.style in FRONT:
        return ""
    text = words_of(block.line)
    starts = text[:1].isupper() or text[:1].isdigit()
    return "" if words.is_closed(text) or not starts or len(text.split()) > MANY + 2 else text
