"""The words that changed between two texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final

from progpipe.diff.model import Piece, Side

# A word with what is stuck to it by hyphens and apostrophes, a run of spaces, a newline, or any other character.
TOKEN: Final = re.compile(r"\w+(?:[-'’:.,]\w+)*|\n|[^\S\n]+|[^\w\s]")
# Fewer words than these that stayed between two changes are no island to rest on: the change goes over them.
ISLAND: Final = 2
# Pairs of tokens that are compared; beyond that (a page that is one paragraph) the middle counts as written anew.
MOST_PAIRS: Final = 4_000_000


def tokens(text: str) -> list[str]:
    """The text in pieces that together are the text."""
    return TOKEN.findall(text)


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both texts in order, those that stayed once."""
    before, after = tokens(old), tokens(new)
    steps = _without_islands(list(_steps(before, after)), before)
    return tuple(piece for piece in _pieces(steps, before, after) if piece.text)


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """How much of two texts is the same words in the same order, from 0 to 1."""
    kept = sum(end - start for kind, start, end, _, _ in _steps(old, new) if kind == "equal")
    return 2 * kept / max(1, len(old) + len(new))


Step = tuple[str, int, int, int, int]


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[Step]:
    """What stayed and what did not, as `SequenceMatcher` says it; the same beginning and end cost nothing."""
    head = _same(before, after)
    tail = _same(before[head:][::-1], after[head:][::-1])
    last, other_last = len(before) - tail, len(after) - tail
    if head:
        yield "equal", 0, head, 0, head
    if (last - head) * (other_last - head) > MOST_PAIRS:
        yield "replace", head, last, head, other_last
    else:
        matcher = SequenceMatcher(None, before[head:last], after[head:other_last], autojunk=False)
        for kind, *places in matcher.get_opcodes():
            start, end, other_start, other_end = (place + head for place in places)
            yield kind, start, end, other_start, other_end
    if tail:
        yield "equal", last, len(before), other_last, len(after)


def _same(before: Sequence[str], after: Sequence[str]) -> int:
    """How many tokens both begin with."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _without_islands(steps: list[Step], before: Sequence[str]) -> Iterator[Step]:
    """A few small words between two changes become part of them: nobody reads a text word by word."""
    for number, (kind, start, end, other_start, other_end) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        words = sum(token[0].isalnum() for token in before[start:end])
        lines = "\n" in before[start:end]
        island = kind == "equal" and inside and not lines and words < ISLAND and not _ends_sentence(before[start:end])
        yield ("replace" if island else kind), start, end, other_start, other_end


def _ends_sentence(found: Sequence[str]) -> bool:
    return any(token in {".", "!", "?"} for token in found)


def _pieces(steps: Iterator[Step], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    """Neighbouring changes as one: first all that went, then all that came."""
    for same, group in groupby(steps, key=lambda step: step[0] == "equal"):
        found = list(group)
        start, end, other_start, other_end = found[0][1], found[-1][2], found[0][3], found[-1][4]
        if same:
            yield Piece(side=Side.BOTH, text="".join(before[start:end]))
        else:
            yield Piece(side=Side.OLD, text="".join(before[start:end]))
            yield Piece(side=Side.NEW, text="".join(after[other_start:other_end]))


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces line by line. A line's end belongs to the side of the piece that it is in."""
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        rows[-1] += [replace(piece, text=first)] if first else []
        rows += [[replace(piece, text=line)] if line else [] for line in others]
    return rows
