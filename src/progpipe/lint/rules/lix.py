"""L104: the readability index."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.numbers import decimal, judge

MOST: Final = 35


@rule(
    "L104",
    Level.VARNING,
    about="LIX of the whole text is above 35. It says little about a single section.",
    source="Published easy-read texts have 28 to 36.",
)
def lix(text: Text, /) -> Iterator[Remark]:
    """The text as a whole only."""
    return judge(text, _said, sections=False)


def _said(measures: Measures) -> str | None:
    if measures.lix <= MOST:
        return None
    return f"har LIX {decimal(measures.lix)}. Korta meningarna och byt långa ord: högst {MOST}."
