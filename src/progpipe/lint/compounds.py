"""The missing end of a compound: "gång- och cykelväg" is "gångväg och cykelväg"."""

from __future__ import annotations

from typing import Final

from progpipe.lint.words import zipf

SHORTEST: Final = 3
COMMON: Final = 2.5


def completed(first: str, second: str) -> str | None:
    """The first word with the end that the second has; None where that is not certain.

    The second is divided where both of its parts are words and the first makes a known word with the end.
    """
    stem = first.rstrip("-")
    best: tuple[float, str] | None = None
    for place in range(2, len(second) - SHORTEST + 1):
        head, end = second[:place], second[place:]
        if zipf(end) < COMMON or not _is_part(head):
            continue
        score = zipf(stem + end)
        if score > 0 and (best is None or score > best[0]):
            best = score, stem + end
    return best[1] if best else None


def _is_part(head: str) -> bool:
    """Whether it can be the first part of a compound, alone or with the -s- between the parts."""
    return zipf(head) > COMMON or (head.endswith("s") and zipf(head[:-1]) > COMMON)
