"""L105: a text that looks like ordinary Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.numbers import decimal, judge

FROM: Final = 0.5


@rule(
    "L105",
    Level.FEL,
    about="Mean sentence, rare words and MATTR together look more like ordinary Swedish than like easy-read: p ≥ 0.5.",
    source="A logistic regression: AUC 0.983 on 34 political and municipal texts that it was not fitted to.",
)
def ordinary(text: Text, /) -> Iterator[Remark]:
    """The text as a whole and each section."""
    return judge(text, _said)


def _said(measures: Measures) -> str | None:
    if measures.ordinary < FROM:
        return None
    return (
        f"liknar mer vanlig svenska än lättläst (p = {decimal(measures.ordinary, 2)}). "
        "Skriv kortare meningar med vanligare ord, och använd samma ord för samma sak."
    )
