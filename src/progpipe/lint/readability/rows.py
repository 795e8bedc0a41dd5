"""The rows of charts and tables: the numbers of an edition, and of the same sections in the standard text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from progpipe.lint.measures import Measures, measure_parts, measure_text
from progpipe.lint.model import Part, Text
from progpipe.lint.readability import swedish
from progpipe.lint.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is measured as one. `standard` is None where there is nothing to compare with."""

    title: str
    easy: Measures
    standard: Measures | None = None


def rows(report: Report, standard: Text | None) -> tuple[Row, ...]:
    """The whole text, then each section. The sections of the standard text are taken together as those of the edition.

    Only so do two numbers of a row speak of one thing, also where the standard text is longer.
    """
    return tuple(_rows(report, standard))


def _rows(report: Report, standard: Text | None) -> Iterator[Row]:
    yield Row(title=swedish.WHOLE, easy=report.measures, standard=_spoken(measure_text(standard)) if standard else None)
    for stretch in report.sections:
        ids = {part.id for part in stretch.parts}
        same = measure_parts(part for part in standard.walk() if part.id in ids) if standard else None
        yield Row(title=title_of(stretch.parts), easy=stretch.measures, standard=_spoken(same) if same else None)


def _spoken(measures: Measures) -> Measures | None:
    return measures if measures.words else None


def title_of(parts: tuple[Part, ...]) -> str:
    """Sections by the heading of the first of them."""
    title = " ".join(parts[0].heading.text.split())
    return swedish.AND_MORE.format(title=title, count=len(parts) - 1) if len(parts) > 1 else title
