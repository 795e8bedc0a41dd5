"""The one door to WeasyPrint: closed to the outside, and silent about nothing.

WeasyPrint loads Pango when it is imported, reads the system's fonts and reaches for any address that
a document names. Here it is imported late, sees the theme's fonts only, and gets no file but ours.
"""

from __future__ import annotations

import logging
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from dataclasses import dataclass, field
from importlib import resources
from io import BytesIO, StringIO
from typing import Any, Final

from progpipe.collector import patient_collector
from progpipe.errors import BuildError, MissingDependencyError, Problem
from progpipe.interfaces import PageStart
from progpipe.markup.attachment import Attachment, attach
from progpipe.markup.catalogue import open_for_readers
from progpipe.markup.elements import Element
from progpipe.markup.engine import (
    Layouts,
    document_of,
    early_references,
    filled_styles,
    fits,
    import_weasyprint,
    listed_pages,
    released_pages,
    used_pseudo_elements,
)
from progpipe.markup.faces import faces_of
from progpipe.markup.hyphenation import compounds_first
from progpipe.markup.line_ends import hanging_spaces
from progpipe.markup.page_starts import page_starts
from progpipe.markup.pdf_profile import PdfProfile
from progpipe.markup.tags import own_tags
from progpipe.markup.xmp import write_metadata
from progpipe.stack import with_room
from progpipe.theme import Font

SCHEME: Final = "progpipe"
SCREEN: Final = "screen"  # our name for the colours of the file
LOCK: Final = threading.Lock()
PANGO: Final = (
    "WeasyPrint cannot find Pango, which sets the type of the PDF. Install it with "
    "`apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` (Debian, Ubuntu) "
    "or `brew install pango` (macOS)."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A PDF, how many pages it has, and where each of them starts."""

    content: bytes = field(repr=False)
    pages: int
    page_starts: tuple[PageStart, ...]


@with_room
def render_pdf(
    html: Element | bytes,
    *,
    files: Mapping[str, bytes],
    fonts: tuple[Font, ...],
    profile: PdfProfile,
    attachment: Attachment,
) -> Rendered:
    """The document, a tree or written already, as PDF that keeps what the profile names, with the attachment inside.

    `files` are served at `progpipe:///NAME`; nothing else can be reached. Raises
    `MissingDependencyError` where Pango is missing, and `BuildError` for anything that WeasyPrint
    only logs: it writes files that claim what they are not.
    """
    # One at a time: the environment, the logger and the names that are replaced belong to the whole process.
    with LOCK, patient_collector(), (faces := faces_of(fonts)).in_sight(), _records() as records, _kept_if_right():
        _load()
        fetcher = _closed_fetcher(files)
        try:
            source = document_of(html, f"{SCHEME}:///", fetcher)
            with compounds_first(), hanging_spaces(), filled_styles(), used_pseudo_elements():
                document, counter_styles = _laid_out(
                    source,
                    (dict(files), profile),
                    records,
                    presentational_hints=True,
                    font_config=faces.configuration(),
                    counter_style=_counter_styles(),
                    color_profiles={SCREEN: _colours()},
                    output_intent=SCREEN,
                )
            starts = page_starts(document)
            with own_tags(document, profile, counter_styles), listed_pages(), _drawn(document):
                content: bytes = document.write_pdf(
                    pdf_variant=profile.variant,
                    pdf_tags=True,
                    output_intent=SCREEN,
                    finisher=_finisher(profile, attachment),
                )
        except _refusal() as refused:
            raise _failure([str(refused)]) from refused
        if records or document.url_fetcher.refused:
            raise _failure([*records, *document.url_fetcher.refused])
        return Rendered(content=content, pages=len(document.pages), page_starts=starts)


_LAYOUTS: list[Layouts] = []  # one at most


def keep_layouts() -> None:
    """From now on, this process keeps the layouts that it makes, and makes again only what has changed."""
    if fits():
        _LAYOUTS[:] = [Layouts()]


@contextmanager
def _kept_if_right() -> Iterator[None]:
    """Of a layout with something wrong in it nothing is kept: what is kept is not reported again."""
    try:
        yield
    except BaseException:
        if _LAYOUTS:
            keep_layouts()
        raise


def _laid_out(source: Any, same: object, records: list[str], **options: Any) -> tuple[Any, Any]:
    """WeasyPrint's document with its pages, and its counter styles."""
    for layouts in _LAYOUTS:
        return layouts.render(source, same, records, **options)
    with early_references():
        return source.render(**options), options["counter_style"]


def _drawn(document: Any) -> AbstractContextManager[None]:
    for layouts in _LAYOUTS:
        return layouts.drawn(document)
    return released_pages()


def _finisher(profile: PdfProfile, attachment: Attachment) -> Callable[[Any, Any], None]:
    """What is put into a file at the end, through the door that WeasyPrint has for it."""

    def finish(document: Any, pdf: Any) -> None:
        write_metadata(pdf, document.metadata, profile)
        attach(pdf, attachment)
        open_for_readers(pdf)

    return finish


def _colours() -> Any:
    """sRGB, as a profile of the ICC. WeasyPrint brings the file, but leaves it open when it reads it itself."""
    from weasyprint.css import ColorProfile  # noqa: PLC0415

    content = resources.files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
    return ColorProfile(BytesIO(content), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def _counter_styles() -> Any:
    from weasyprint.css.counters import CounterStyle  # noqa: PLC0415

    return CounterStyle()


def load_engine() -> Any:
    """The module, imported with no fonts but those of a theme in sight. Raises what `render_pdf` raises."""
    with LOCK, faces_of(()).in_sight(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="No fonts configured")  # they come with each render
        return _load()


def _load() -> Any:
    """The module. Its banner about missing libraries is swallowed: our message says what to install."""
    try:
        with redirect_stdout(StringIO()):
            return import_weasyprint()
    except OSError as error:
        raise MissingDependencyError(PANGO) from error


def _refusal() -> Any:
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    return FatalURLFetchingError


def _closed_fetcher(files: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        """Serves our files. Refusals are kept too, since SVG swallows the exception."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False, fail_on_errors=True)
            self.refused: list[str] = []

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002
            scheme, _, rest = url.partition(":")
            name = rest.lstrip("/")
            if scheme == SCHEME and name in files:
                return URLFetcherResponse(url, files[name])
            self.refused.append(f"refused to fetch {url[:200]}")
            raise FatalURLFetchingError(self.refused[-1])

    return ClosedFetcher()


def _failure(messages: list[str]) -> BuildError:
    hint = "The PDF was not written. Change the theme or the source so that the engine has nothing to report."
    return BuildError(Problem(code="P501", message=f"WeasyPrint: {message}", hint=hint) for message in messages)


@contextmanager
def _records() -> Iterator[list[str]]:
    """What WeasyPrint logs while the block runs."""
    found: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger, handler = logging.getLogger("weasyprint"), Keep(logging.WARNING)
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate
