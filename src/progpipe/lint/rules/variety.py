"""L103: ever new words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.numbers import decimal, judge

MOST: Final = 0.82


@rule(
    "L103",
    Level.VARNING,
    about="MATTR over 50 words is above 0.82: the same thing has ever new names.",
    source="Published easy-read texts have 0.78 to 0.81.",
)
def variety(text: Text, /) -> Iterator[Remark]:
    """The text as a whole and each section."""
    return judge(text, _said)


def _said(measures: Measures) -> str | None:
    if measures.mattr <= MOST:
        return None
    mattr = decimal(measures.mattr, 3)
    return f"byter ord ofta (MATTR {mattr}). Använd samma ord för samma sak: högst {decimal(MOST, 2)}."
