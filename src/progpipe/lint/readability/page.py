"""The report as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from typing import Final

from progpipe import publication as p
from progpipe.blocks import line
from progpipe.editions import find_editions
from progpipe.lint.model import Text
from progpipe.lint.readability import swedish
from progpipe.lint.readability.chart import chart
from progpipe.lint.readability.numbers import charts, summary, tables
from progpipe.lint.readability.remarks import other_remarks, words, worst_sentences
from progpipe.lint.readability.rows import rows
from progpipe.lint.readability.scales import SCALES
from progpipe.lint.report import Report, read
from progpipe.model import Programme
from progpipe.stages.typography import typeset
from progpipe.theme import Theme

LANGUAGE: Final = "sv"  # of our own words; the linter reads Swedish only
SOURCE: Final = "standard"  # the edition that others are compared with


def readability(programme: Programme, report: Report, theme: Theme) -> p.Publication:
    """The readability of an edition: its numbers beside those of the standard text, and what to do about them.

    Classes for the theme: sections `measures` (the charts), `measure` (one of them), `summary`, `tables`,
    `sentences`, `remarks` and `words`.
    """
    (edition,), (source,) = find_editions(programme, [report.edition]), find_editions(programme, [SOURCE])
    text = read(programme, edition)
    standard = None if edition.variety == source.variety else read(programme, source)
    found = rows(report, standard)
    numbers = bool(report.measures.words)
    return p.Publication(
        metadata=_metadata(programme, text),
        notices=(p.Notice(id="om-matten", pointer="", kind="about", children=line(swedish.LOOKS)),),
        sections=tuple(
            part
            for part in (
                summary(report, found, edition.title),
                charts(found, edition.title) if numbers else None,
                worst_sentences(text, report) if numbers else None,
                other_remarks(text, report),
                words(text, report),
                tables(found, edition.title) if numbers else None,
            )
            if part
        ),
        resources={f"{scale.key}.svg": chart(scale, found, edition.title, theme) for scale in SCALES if numbers},
    )


def _metadata(programme: Programme, text: Text) -> p.Metadata:
    """Adopted: what is a draft is the programme, not the report on it."""
    return p.Metadata(
        identifier=f"{programme.id}-lasbarhet",
        title=typeset(swedish.TITLE.format(title=" ".join(text.title.text.split()))),
        language=LANGUAGE,
        variety=LANGUAGE,
        publisher=programme.publisher.name,
        adopted=True,
    )
