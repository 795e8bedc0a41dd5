"""The words of a change as text before and text after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from progpipe import publication as p
from progpipe.diff.model import Piece, Side
from progpipe.diff.page import swedish
from progpipe.diff.words import rows_of

Row = tuple[str, p.Inlines]
MARKS = {Side.OLD: p.Deletion, Side.NEW: p.Insertion}


def before_and_after(pieces: tuple[Piece, ...]) -> Iterator[Row]:
    """The rows Före and Efter; one of them where the text is new, gone or the same."""
    sides = {piece.side for piece in pieces}
    if sides == {Side.BOTH}:
        yield swedish.TEXT, text_of(pieces, Side.BOTH)
        return
    if sides != {Side.NEW}:
        yield swedish.BEFORE, text_of(pieces, Side.OLD)
    if sides != {Side.OLD}:
        yield swedish.AFTER, text_of(pieces, Side.NEW)


def text_of(pieces: Iterable[Piece], side: Side) -> p.Inlines:
    """One of the two texts, with the words that only it has marked."""
    rows = rows_of(piece for piece in pieces if piece.side in {side, Side.BOTH})
    return tuple(node for number, row in enumerate(rows) for node in (*([p.LineBreak()] if number else []), *_row(row)))


def _row(pieces: Iterable[Piece]) -> Iterator[p.Inline]:
    """The marks stand around words, not around the spaces beside them."""
    for piece in pieces:
        words = piece.text.strip(" ")
        before, _, after = piece.text.partition(words) if words else (piece.text, "", "")
        marked = MARKS[piece.side](children=(p.Text(value=words),)) if piece.side in MARKS else p.Text(value=words)
        yield from (p.Text(value=before), marked, p.Text(value=after)) if words else (p.Text(value=before),)
