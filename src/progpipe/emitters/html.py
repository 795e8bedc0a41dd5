"""HTML: one file that needs nothing else, no script and no request."""

from __future__ import annotations

from collections.abc import Iterable

from progpipe.interfaces import Artefact, Context
from progpipe.markup.page import html_page
from progpipe.publication import Publication


def html(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as one HTML file (HTML Living Standard, WCAG 2.2)."""
    content = html_page(publication, context.theme, context.edition.profile)
    yield Artefact(name=f"{context.stem}.html", media_type="text/html", format="html", content=content)
