"""What an edition knows besides its text: theme, names, date, and the other editions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from progpipe.editions import find_editions
from progpipe.errors import UsageError
from progpipe.interfaces import Context, Sibling
from progpipe.model import Edition, Order, Programme
from progpipe.publication import Publication, Section
from progpipe.theme import PDF_PROFILES, Theme, read_theme


def contexts(programme: Programme, order: Order, theme: Theme | None = None, epoch: str | None = None) -> list[Context]:
    """What is known of each edition before it is composed. Raises `BuildError` and `UsageError`.

    `theme` is the one that the order names, `epoch` what SOURCE_DATE_EPOCH says, both where they were read already.
    """
    theme = with_pdf_profile(theme or read_theme(order.theme), order.pdf_profile)
    chosen = find_editions(programme, order.editions)
    once = tuple(dict.fromkeys(order.sections))
    address = base_address(order.base_url)
    date = source_date(programme, epoch)
    return [replace(_context(programme, edition, theme, once, address), source_date=date) for edition in chosen]


def with_pdf_profile(theme: Theme, wanted: str | None) -> Theme:
    """The theme, with the PDF profile that was asked for: it wins over the theme's own. Raises `UsageError`."""
    if wanted is None:
        return theme
    if wanted not in PDF_PROFILES:
        raise UsageError(f"pdf_profile is {wanted!r}; it can be {' or '.join(PDF_PROFILES)}")
    return replace(theme, pdf_profile=wanted)


def introduce(
    prepared: Sequence[tuple[Context, Publication]], formats: Sequence[str] | None = None
) -> list[tuple[Context, Publication]]:
    """Each edition with a context that knows the others: their names, formats and sections."""
    known = [_sibling(context, publication, formats) for context, publication in prepared]
    return [
        (replace(context, editions=(*known[:place], *known[place + 1 :])), publication)
        for place, (context, publication) in enumerate(prepared)
    ]


def _sibling(context: Context, publication: Publication, formats: Sequence[str] | None) -> Sibling:
    return Sibling(
        stem=context.stem,
        language=publication.metadata.language,
        easy_read=publication.metadata.easy_read,
        formats=tuple(context.edition.emitters if formats is None else formats),
        sections=frozenset(_ids(publication.sections)),
    )


def _ids(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        yield section.id
        yield from _ids(section.sections)


def _context(
    programme: Programme, edition: Edition, theme: Theme, sections: tuple[str, ...], base_url: str | None
) -> Context:
    if edition.profile not in theme.profiles:
        known = ", ".join(sorted(theme.profiles))
        raise UsageError(f"theme {theme.name} has no profile {edition.profile}; it has {known}")
    return Context(
        edition=edition,
        theme=theme,
        stem="-".join((programme.id, *sections)) + edition.suffix,
        whole=programme.id + edition.suffix,
        base_url=base_url,
        sections=sections,
        source=programme.canonical,
    )


def base_address(url: str | None) -> str | None:
    """The base URL if links can begin with it (RFC 3986): they stand in the page as they are. Raises `UsageError`."""
    if url is not None and not ADDRESS.fullmatch(url):
        raise UsageError(f"{url!r} is no base URL. Write an address such as https://example.se/program")
    return url


def source_date(programme: Programme, epoch: str | None = None) -> int:
    """Seconds since 1970 (UTC): the date of the release, else SOURCE_DATE_EPOCH, else 0."""
    if programme.release.date:
        return int(datetime.fromisoformat(programme.release.date).replace(tzinfo=UTC).timestamp())
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "0") if epoch is None else epoch
    if not re.fullmatch(r"[0-9]{1,10}", epoch) or int(epoch) > LATEST:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}; it must be a number of seconds since 1970")
    return int(epoch)


LATEST: Final = 4_354_819_199  # the last second that a ZIP file can name, 2107-12-31

ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9._~%@:\[\]-]+(/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?", re.IGNORECASE)
