"""L101: sentences that are too long on average."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.numbers import decimal, judge

MOST: Final = 10


@rule(
    "L101",
    Level.VARNING,
    about="The text, or a section of at least 150 words, has more than 10 words in a sentence on average.",
    source="Published easy-read texts have 9 to 10 on average, 12 at the 95th percentile.",
)
def mean_sentence(text: Text, /) -> Iterator[Remark]:
    """The text as a whole and each section."""
    return judge(text, _said)


def _said(measures: Measures) -> str | None:
    if measures.mean_sentence <= MOST:
        return None
    mean = decimal(measures.mean_sentence)
    return f"har i medel {mean} ord i en mening. Dela de längsta meningarna: högst {MOST} ord i medel."
