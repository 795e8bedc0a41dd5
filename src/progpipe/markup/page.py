"""A publication as a web page of one file: the HTML edition, and every page that we make ourselves."""

from __future__ import annotations

from progpipe import labels
from progpipe.markup.document import body, head
from progpipe.markup.elements import element, html_bytes
from progpipe.markup.fonts import data_url, font_faces
from progpipe.markup.writer import Counterpart, Writer
from progpipe.publication import Publication, Resource
from progpipe.theme import Theme, stylesheet


def html_page(
    publication: Publication,
    theme: Theme,
    profile: str,
    *,
    style: str = "",
    counterpart: Counterpart | None = None,
) -> bytes:
    """The page, with styles, fonts and images inside it, and links to the same sections of `counterpart`.

    `style` is what this page needs besides the theme's.
    """
    writer = Writer(
        image=_inside,
        resources=publication.resources,
        permalinks=True,
        scroll=True,
        reflows=True,
        counterpart=counterpart,
        easy_read=publication.metadata.easy_read,
    )
    fonts = font_faces(theme.fonts, lambda font: data_url("font/woff2", font.screen))
    skip = element("a", {"class": "skip", "href": "#texten"}, labels.SKIP)
    root = element(
        "html",
        {"lang": publication.metadata.language, "class": f"profile-{profile}"},
        head(
            publication,
            fonts + stylesheet(theme, "screen", profile) + style,
            element("link", {"rel": "icon", "href": "data:,"}),
        ),
        element("body", None, skip, *body(publication, writer)),
    )
    return html_bytes(root)


def _inside(resource: Resource) -> str:
    return data_url(resource.media_type, resource.content)
