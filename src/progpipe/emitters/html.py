"""HTML: one file that needs nothing else, no script and no request."""

from __future__ import annotations

from collections.abc import Iterable

from progpipe.interfaces import Artefact, Context, declare
from progpipe.markup.page import html_page
from progpipe.markup.writer import Counterpart
from progpipe.publication import Publication


@declare()
def html(publication: Publication, context: Context) -> Iterable[Artefact]:
    """The publication as one HTML file (HTML Living Standard, WCAG 2.2)."""
    counterpart = _counterpart(publication, context)
    content = html_page(publication, context.theme, context.edition.profile, counterpart=counterpart)
    yield Artefact(name=f"{context.stem}.html", media_type="text/html", format="html", content=content)


def _counterpart(publication: Publication, context: Context) -> Counterpart | None:
    """The page of the same text for another reader: the easy-read one, or the ordinary one, if the bundle has it.

    Its address holds wherever the two pages stand side by side.
    """
    for other in context.editions:
        if other.easy_read is not publication.metadata.easy_read and "html" in other.formats:
            return Counterpart(
                page=f"{other.stem}.html", language=other.language, easy_read=other.easy_read, sections=other.sections
            )
    return None
