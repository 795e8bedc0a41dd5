"""The goals, one row each, and whether what was measured reaches them. Numbers in, rows out: nothing runs here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bench.growth import exponent, points
from bench.model import Part, Results, Row

MISSING: Final = "not yet there"
UNMEASURED: Final = "not measured"
TITLES: Final = {
    "six": "progpipe, six artefacts",
    "weasyprint": "WeasyPrint, one PDF",
    "weasyprint-both": "WeasyPrint, both PDFs",
    "pandoc-typst": "Pandoc and Typst, six artefacts",
    "pandoc-typst-at-once": "the same, both editions at once",
    "chromium": "Chromium, one PDF",
    "release": "progpipe, a whole release",
    "unchanged": "progpipe, nothing changed",
    "validate": "progpipe validate",
    "change": "progpipe, one change, HTML",
}
SHORT: Final = {
    "weasyprint": "Six artefacts against WeasyPrint",
    "pandoc-typst": "Six artefacts against Pandoc and Typst",
    "release": "A whole release against WeasyPrint",
    "unchanged": "Nothing changed",
    "validate": "Validation",
    "change": "One commitment changed, HTML",
    "preview": "The same in the preview",
    "growth": "Growth",
    "batch": "Batch",
}
NAMES: Final = tuple(SHORT)
NEEDS: Final = {"unchanged": "cache", "preview": "preview", "batch": "batch"}  # the command that a row needs


def rows(results: Results) -> list[Row]:
    """All goals, in the order in which they were set."""
    return [
        _against(
            results,
            "weasyprint",
            "cold build of six artefacts against WeasyPrint",
            ("six", "weasyprint"),
            cpu=0.65,
            wall=0.50,
        ),
        _against(
            results,
            "pandoc-typst",
            "the same against Pandoc and Typst making six",
            ("six", "pandoc-typst"),
            cpu=1.0,
            wall=0.6,
            below=True,
        ),
        _against(
            results,
            "release",
            "with everything a release has against WeasyPrint",
            ("release", "weasyprint"),
            cpu=1.3,
            wall=0.9,
        ),
        _milliseconds(
            results,
            "unchanged",
            "build when nothing changed",
            120,
            {"WeasyPrint is not imported": results.engine_free},
        ),
        _milliseconds(results, "validate", "`progpipe validate`", 250),
        _milliseconds(
            results,
            "change",
            "one commitment changed, `build --format html`",
            300,
            {"the easy-read HTML and EPUB stay the same bytes": results.easy_read_same},
        ),
        _preview(results),
        _growth(results),
        _batch(results),
    ]


def _against(
    results: Results,
    name: str,
    work: str,
    pair: tuple[str, str],
    *,
    cpu: float,
    wall: float,
    below: bool = False,
) -> Row:
    ours, theirs = (results.costs.get(1, {}).get(side) for side in pair)
    both = ours and theirs and (ours.cpu / theirs.cpu, ours.wall / theirs.wall)
    parts = (
        Part(what="CPU", value=both[0] if both else None, limit=cpu, below=below),
        Part(what="wall", value=both[1] if both else None, limit=wall),
    )
    return Row(name=name, work=work, parts=parts)


def _milliseconds(
    results: Results, name: str, work: str, limit: float, also: Mapping[str, bool | None] | None = None
) -> Row:
    cost = results.costs.get(1, {}).get(name)
    part = Part(what="wall", value=cost.wall * 1000 if cost else None, limit=limit, unit="ms")
    return Row(name=name, work=work, parts=(part,), also=also or {}, missing=_is_missing(name, results))


def _preview(results: Results) -> Row:
    html, pdf = results.preview_html, results.preview_pdf
    parts = (
        Part(what="HTML on screen", value=None if html is None else html * 1000, limit=80, unit="ms"),
        Part(what="PDF on screen", value=None if pdf is None else pdf * 1000, limit=350, unit="ms"),
    )
    work = "the same change in `progpipe preview`"
    return Row(name="preview", work=work, parts=parts, missing=_is_missing("preview", results))


def _growth(results: Results) -> Row:
    ours, theirs = (points(results, name) for name in ("six", "weasyprint"))
    both = sorted(ours.keys() & theirs.keys())
    memory = ours[both[-1]].peak / theirs[both[-1]].peak if len(both) > 1 else None
    parts = (
        Part(what="exponent of CPU", value=exponent(ours), limit=1.05),
        Part(what="peak memory of WeasyPrint's", value=memory, limit=0.7),
    )
    sizes = sorted(ours)
    work = f"growth from {sizes[0]} to {sizes[-1]} times the programme" if len(sizes) > 1 else "growth with size"
    return Row(name="growth", work=work, parts=parts)


def _batch(results: Results) -> Row:
    batch = results.batch
    parts = (
        Part(what="two processes against one", value=batch.one / batch.two if batch else None, limit=1.9, least=True),
        Part(what="CPU of a cold build", value=batch.cpu / batch.cold if batch else None, limit=0.8),
        Part(what="memory, end against 20th", value=batch.growth if batch else None, limit=1.1),
    )
    work = f"batch of {batch.programmes if batch else 290} programmes, six artefacts each"
    return Row(name="batch", work=work, parts=parts, missing=_is_missing("batch", results))


def _is_missing(name: str, results: Results) -> bool:
    return name in NEEDS and NEEDS[name] not in results.known
