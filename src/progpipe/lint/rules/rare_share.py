"""L102: too many words that few readers meet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.numbers import decimal, judge

MOST: Final = 3


@rule(
    "L102",
    Level.VARNING,
    about="More than 3 % of the words, names and numbers apart, have a Zipf frequency under 3.",
    source="Published easy-read texts have 1 to 3 %.",
)
def rare_share(text: Text, /) -> Iterator[Remark]:
    """The text as a whole and each section."""
    return judge(text, _said)


def _said(measures: Measures) -> str | None:
    if measures.rare <= MOST:
        return None
    return f"har {decimal(measures.rare)} % ovanliga ord. Byt eller förklara dem: högst {MOST} %."
