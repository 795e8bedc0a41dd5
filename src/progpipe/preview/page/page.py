"""What is wrong, as a publication: it goes through the same markup as the programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from progpipe import publication as p
from progpipe.blocks import line, listing, paragraph, section, strong
from progpipe.errors import Problem, ProgpipeError, Severity
from progpipe.load.locate import locate
from progpipe.markup.page import html_page
from progpipe.preview.page import swedish
from progpipe.preview.page.excerpt import Excerpts, legible
from progpipe.theme import Theme, read_theme

LANGUAGE: Final = "sv"
ENGLISH: Final = "en"  # of messages and hints
PROFILE: Final = "standard"
PROGPIPE: Final = "progpipe"
DEFAULT: Final = "default"


def problem_page(
    problems: Sequence[Problem], source: Path, content: bytes | None, theme: str | Path, *, said: str = ""
) -> bytes:
    """The page that stands there until everything is mended, or that tells of warnings.

    `content` is what was read of the source. `said` is what is wrong where it is no problem of a file.
    """
    file = str(source)
    excerpts = Excerpts({file: content})
    own = [replace(problem, file=problem.file or file) for problem in problems]
    text = excerpts.text(file) if any(problem.line is None and problem.file == file for problem in own) else ""
    located = iter(locate((problem for problem in own if problem.file == file), text))
    placed = [next(located) if problem.file == file else problem for problem in own]
    errors = bool(said) or any(problem.severity is Severity.ERROR for problem in placed)
    blocks = [paragraph("sagt", _english(said))] if said else []
    items = ([*_problem(f"fel-{n}", problem, excerpts)] for n, problem in enumerate(placed, start=1))
    if placed:
        blocks.append(listing("problem", items, ordered=True))  # type: ignore[arg-type]
    about = swedish.ABOUT if errors else swedish.ABOUT_WARNINGS
    part = section(
        "att-gora",
        "problems",
        swedish.PROBLEMS if errors else swedish.WARNINGS,
        paragraph("sa-gor-du", f"{about} {swedish.ENGLISH}"),
        *blocks,
    )
    return _page(swedish.TITLE if errors else swedish.TITLE_WARNINGS, part, theme)


def missing_page(name: str, theme: str | Path) -> bytes:
    """The page of a file that is not there, or not yet; of the warnings where the name is empty."""
    said = swedish.MISSING_TEXT.format(name=legible(name)) if name else swedish.MISSING_WARNINGS
    way = p.Link(href="/", children=line(swedish.DOWNLOADS))
    part = section("finns-inte", "missing", swedish.MISSING, paragraph("text", said), paragraph("vagen", way))
    return _page(swedish.TITLE, part, theme)


def _problem(name: str, problem: Problem, excerpts: Excerpts) -> Iterator[p.Block]:
    """Where it is, what is wrong, the line, what to do, and the code to look it up by."""
    yield paragraph(f"{name}-plats", strong(_place(problem)))
    yield paragraph(f"{name}-text", _english(problem.message))
    if problem.line is None and problem.pointer:
        yield paragraph(f"{name}-var", swedish.POINTER, legible(problem.pointer))
    found = excerpts.of(problem)
    if found:
        yield paragraph(f"{name}-rad", swedish.SOURCE_LINE, *found)
    yield paragraph(f"{name}-rad-att-folja", swedish.REMEDY, _english(problem.hint))
    yield paragraph(f"{name}-kod", swedish.CODE, problem.code)


def _place(problem: Problem) -> str:
    name = legible(Path(problem.file).name if problem.file else "")
    if problem.line is None:
        return name
    form = swedish.PLACE_LINE if problem.column is None else swedish.PLACE
    return form.format(file=name, line=problem.line, column=problem.column)


def _english(text: str) -> p.Language:
    """What is said in English (WCAG 2.2, 3.1.2)."""
    return p.Language(tag=ENGLISH, children=line(legible(" ".join(text.split()))))


def _page(title: str, part: p.Section, theme: str | Path) -> bytes:
    metadata = p.Metadata(
        identifier="forhandsvisning",
        title=title,
        language=LANGUAGE,
        variety=LANGUAGE,
        publisher=PROGPIPE,
        adopted=True,  # what may be a draft is the programme
    )
    return html_page(p.Publication(metadata=metadata, sections=(part,)), _theme(theme), PROFILE)


def _theme(theme: str | Path) -> Theme:
    """The theme that was asked for; where that is what is wrong, the one that comes with progpipe."""
    try:
        return read_theme(theme)
    except ProgpipeError:
        return read_theme(DEFAULT)
