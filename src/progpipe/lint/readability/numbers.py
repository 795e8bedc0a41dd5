"""The parts of the report that are numbers: the summary, the charts and their tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from progpipe import publication as p
from progpipe.blocks import line, paragraph, section, table
from progpipe.lint.measures import FEWEST
from progpipe.lint.model import Level
from progpipe.lint.readability import swedish
from progpipe.lint.readability.rows import Row
from progpipe.lint.readability.scales import SCALES, Scale
from progpipe.lint.report import Report


def summary(report: Report, rows: Sequence[Row], edition: str) -> p.Section:
    """How large the text is, how many remarks there are, and its numbers."""
    if not report.measures.words:
        return section("i-korthet", "summary", swedish.SUMMARY, paragraph("i-korthet-tom", swedish.EMPTY))
    whole, *_ = rows
    return section(
        "i-korthet",
        "summary",
        swedish.SUMMARY,
        paragraph("i-korthet-text", " ".join(_size(report, edition))),
        table(
            "i-korthet-tal",
            swedish.SUMMARY_TABLE,
            (*_header(swedish.MEASURE, edition, compared=whole.standard is not None), swedish.PUBLISHED),
            (
                (scale.title, *_values(scale, whole, compared=whole.standard is not None), scale.band)
                for scale in SCALES
            ),
        ),
    )


def _size(report: Report, edition: str) -> Iterator[str]:
    found = report.measures
    yield swedish.SUMMARY_SIZE.format(edition=edition, words=found.words, sentences=found.sentences)
    levels = [remark.level for remark in report.remarks]
    yield swedish.SUMMARY_REMARKS.format(levels=", ".join(swedish.count(levels.count(level), level) for level in Level))
    if report.silenced:
        yield swedish.SUMMARY_SILENCED.format(count=len(report.silenced))


def charts(rows: Sequence[Row], edition: str) -> p.Section:
    """A chart for each measure. The picture is the resource with the name of the measure."""
    return section(
        "matt",
        "measures",
        swedish.CHARTS,
        paragraph("matt-om", swedish.CHARTS_ABOUT.format(fewest=FEWEST)),
        sections=(_chart(scale, rows, edition) for scale in SCALES),
    )


def _chart(scale: Scale, rows: Sequence[Row], edition: str) -> p.Section:
    name = f"matt-{scale.key}"
    to_table = p.Reference(
        target=f"tabell-{scale.key}", children=line(swedish.CHART_TABLE.format(measure=_inside(scale.title)))
    )
    figure = p.Figure(
        id=f"{name}-diagram",
        pointer="",
        resource=f"{scale.key}.svg",
        alternative=_alternative(scale, rows, edition),
        caption=(to_table,),
    )
    return section(name, "measure", scale.title, paragraph(f"{name}-om", scale.about), figure)


def _alternative(scale: Scale, rows: Sequence[Row], edition: str) -> str:
    """What the chart shows at a glance; the table has the rest (WCAG 2.2, 1.1.1)."""
    whole, *parts = rows
    easy = scale.said(scale.value(whole.easy))
    said = swedish.CHART_WHOLE.format(easy=easy)
    if whole.standard:
        standard = scale.said(scale.value(whole.standard))
        said = swedish.CHART_BESIDE.format(easy=easy, edition=edition, standard=standard)
    numbers = [scale.value(row.easy) for row in parts]
    if numbers:
        said += swedish.CHART_SECTIONS.format(low=scale.said(min(numbers)), high=scale.said(max(numbers)))
    band = swedish.CHART_BAND.format(published=swedish.PUBLISHED, band=scale.band)
    return swedish.CHART.format(measure=_inside(scale.title), whole=said, sections=band)


def tables(rows: Sequence[Row], edition: str) -> p.Section:
    """The numbers of each chart as a table."""
    compared = any(row.standard for row in rows)
    return section(
        "tabeller",
        "tables",
        swedish.TABLES,
        paragraph("tabeller-om", f"{swedish.TABLES_ABOUT} {swedish.NO_NUMBER}" if compared else swedish.TABLES_ABOUT),
        *(
            table(
                f"tabell-{scale.key}",
                f"{scale.title} ({_inside(swedish.PUBLISHED)}: {scale.band})",
                _header(swedish.SECTION, edition, compared=compared),
                ((row.title, *_values(scale, row, compared=compared)) for row in rows),
            )
            for scale in SCALES
        ),
    )


def _header(first: str, edition: str, *, compared: bool) -> tuple[str, ...]:
    return (first, edition, swedish.STANDARD) if compared else (first, edition)


def _values(scale: Scale, row: Row, *, compared: bool) -> tuple[str, ...]:
    easy = scale.said(scale.value(row.easy))
    if not compared:
        return (easy,)
    return easy, scale.said(scale.value(row.standard)) if row.standard else swedish.NOTHING


def _inside(title: str) -> str:
    """A title in a sentence; what is an abbreviation keeps its capitals."""
    return title if title.isupper() else title[:1].lower() + title[1:]
