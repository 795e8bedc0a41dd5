"""The page that leads to every bundle, and says which programmes are not among them: `index.html` beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from progpipe import labels
from progpipe import publication as p
from progpipe.batch import swedish
from progpipe.batch.listed import Listed, listed
from progpipe.batch.model import Failure
from progpipe.blocks import Row, line, listing, paragraph, section, strong, table
from progpipe.check.page.text import english, legible
from progpipe.errors import MachineError, Problem, Severity, UsageError
from progpipe.files import replace_file
from progpipe.markup.page import html_page
from progpipe.publication import Metadata, Publication
from progpipe.theme import Theme

NAME: Final = "index.html"
LANGUAGE: Final = "sv"
LIST: Final = "progpipe-programlista"  # the id by which the page is known again
MARK: Final = f'id="{LIST}"'.encode("ascii")
LARGEST: Final = 64 << 20
SHOWN: Final = 10  # problems of one source; `progpipe validate` has them all


def require_our_page(out: Path) -> None:
    """Raises `UsageError` where another page stands in the place of ours, and `MachineError` where none can stand."""
    path = out / NAME
    try:
        out.mkdir(parents=True, exist_ok=True)
        if path.is_symlink() or path.exists():
            _require_ours(path)
    except OSError as error:
        raise MachineError(
            f"{out} cannot be used: {error.strerror or error}. Choose another folder with --out."
        ) from error


def _require_ours(path: Path) -> None:
    if path.is_file() and not path.is_symlink():
        with path.open("rb") as file:
            if MARK in file.read(LARGEST):
                return
    raise UsageError(
        f"{path} is no page that lists programmes, and would be replaced. Move it away, or choose another folder "
        "with --out."
    )


def write_page(out: Path, theme: Theme, failures: Sequence[Failure]) -> Path:
    """Write the page whole: every bundle that stands in the folder, also from before, and what failed now."""
    require_our_page(out)
    replace_file(out / NAME, html_page(summary_page(listed(out), failures), theme, "standard"))
    return out / NAME


def summary_page(bundles: Sequence[Listed], failures: Sequence[Failure]) -> Publication:
    """The page as a publication. Classes for the theme: sections `programmes` and `failures`."""
    metadata = Metadata(
        identifier="alla-program",
        title=swedish.TITLE,
        language=LANGUAGE,
        variety=LANGUAGE,
        publisher="progpipe",
        adopted=True,  # what may be a draft is a programme, not this page
    )
    sections = [_programmes(bundles), *([_failures(failures)] if failures else [])]
    return Publication(metadata=metadata, sections=tuple(sections))


# --- the bundles ------------------------------------------------------------------------------


def _programmes(bundles: Sequence[Listed]) -> p.Section:
    if not bundles:
        return section(LIST, "programmes", swedish.LISTED, paragraph("program-inga", swedish.NONE))
    header = (swedish.PROGRAMME, swedish.MUNICIPALITY, swedish.AVAILABLE)
    return section(
        LIST,
        "programmes",
        swedish.LISTED,
        paragraph("program-om", swedish.LISTED_ABOUT),
        table("program-tabell", swedish.CAPTION, header, (_row(item) for item in bundles)),
    )


def _row(item: Listed) -> Row:
    available = swedish.BETWEEN.join(_available(title, names) for title, names in item.formats.items())
    municipality = legible(item.municipality) or swedish.NO_MUNICIPALITY
    return (p.Link(href=f"{quote(item.folder)}/index.html", children=_name(item)), municipality, available)


def _name(item: Listed) -> p.Inlines:
    """The link says which programme it leads to, alone and out of its row (WCAG 2.2, 2.4.9), in its language."""
    said = swedish.OFFPRINT if item.sections else swedish.LINK
    text = said.format(
        title=legible(item.title), publisher=legible(item.publisher), sections=legible(labels.LIST.join(item.sections))
    )
    return line(text if item.language == LANGUAGE else p.Language(tag=item.language, children=line(text)))


def _available(edition: str, formats: Sequence[str]) -> str:
    known = list(labels.FORMATS)
    ordered = sorted(formats, key=lambda name: known.index(name) if name in known else len(known))
    names = (labels.FORMATS[name][0] if name in labels.FORMATS else legible(name.upper()) for name in ordered)
    said = labels.LIST.join(names)
    return swedish.EDITION.format(title=legible(edition), formats=said) if edition else said


# --- what failed ------------------------------------------------------------------------------


def _failures(failures: Sequence[Failure]) -> p.Section:
    items = (tuple(_failure(item, f"fel-{place}")) for place, item in enumerate(failures, start=1))
    about = paragraph("fel-om", swedish.FAILED_ABOUT)
    return section("fel", "failures", swedish.FAILED, about, listing("fel-lista", items))


def _failure(item: Failure, name: str) -> Iterator[p.Block]:
    yield paragraph(f"{name}-fil", strong(legible(Path(item.file).name)))
    if item.error:
        yield paragraph(f"{name}-orsak", english(str(item.error)))
    errors = [problem for problem in item.problems if problem.severity is Severity.ERROR]
    if errors:
        shown = enumerate(errors[:SHOWN], start=1)
        yield listing(f"{name}-problem", ((_problem(problem, f"{name}-problem-text-{n}"),) for n, problem in shown))
    if more := len(errors[SHOWN:]):
        yield paragraph(f"{name}-fler", swedish.ONE_MORE if more == 1 else swedish.MORE.format(number=more))


def _problem(problem: Problem, name: str) -> p.Paragraph:
    place = "" if problem.line is None else swedish.PLACE.format(line=problem.line, column=problem.column)
    return paragraph(name, place, english(f"{problem.code}: {problem.message}. {problem.hint}"))
