"""Two versions of a programme: what was added, removed, moved and reworded, and what became stale."""

from progpipe.diff.compare import compare
from progpipe.diff.model import Action, Change, Comparison, Kind, Motion, Part, Piece, Side, Stale, Version
from progpipe.diff.words import rows_of

__all__ = [
    "Action",
    "Change",
    "Comparison",
    "Kind",
    "Motion",
    "Part",
    "Piece",
    "Side",
    "Stale",
    "Version",
    "compare",
    "rows_of",
]
