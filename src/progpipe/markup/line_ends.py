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
        words = text.rstrip(" ")
        if words != text and words and max_width not in {None, inf} and style["white_space"] == "normal":
            fits = split(words, style, context, max_width, justification_spacing, **options)[RESUME] is None
            max_width = inf if fits else max_width
        return split(text, style, context, max_width, justification_spacing, **options)

    return split_first_line
