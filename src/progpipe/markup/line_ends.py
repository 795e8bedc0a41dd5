"""A space at the end of a line hangs: it takes no room there (CSS Text 3, 4.1.3).

WeasyPrint 70 measures a piece of text with the space that it ends with. Where a link or a range follows, and
the text fits the line but the space does not, it divides the text after its first word, which then stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, Final

RESUME: Final = 2  # the place in the result that says where the next line begins


@contextmanager
def hanging_spaces() -> Iterator[None]:
    """While the block runs, WeasyPrint lets spaces hang at the end of a line."""
    from weasyprint.layout import inline  # noqa: PLC0415

    before, inline.split_first_line = inline.split_first_line, _hanging(inline.split_first_line)
    try:
        yield
    finally:
        inline.split_first_line = before


def _hanging(split: Callable[..., Any]) -> Callable[..., Any]:
    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, justification_spacing: float, **options: Any
    ) -> Any:
        made = split(text, style, context, max_width, justification_spacing, **options)
        words = text.rstrip(" ")
        if made[RESUME] is None or words in {text, ""} or not _hangs(style, words):
            return made
        if split(words, style, context, max_width, justification_spacing, **options)[RESUME] is None:
            return split(text, style, context, inf, justification_spacing, **options)
        return made

    return split_first_line


def _hangs(style: Any, words: str) -> bool:
    """Whether the space after the words can end their line: it hangs, and no newline ends the line before."""
    return style["white_space"] in {"normal", "pre-line"} and "\n" not in words
