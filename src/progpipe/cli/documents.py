"""Documents of our own that a command writes: a web page or a PDF, by the end of their names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from progpipe.errors import UsageError
from progpipe.files import replace_file
from progpipe.model import Programme

if TYPE_CHECKING:
    from progpipe.publication import Publication
    from progpipe.theme import Theme

PROFILE: Final = "standard"


def require_document(path: Path) -> None:
    """Raise `UsageError` unless the name says that it is a web page or a PDF."""
    if path.suffix.lower() not in MAKERS:
        raise UsageError(f"{path}: it can be a web page (.html) or a PDF (.pdf)")


def write_document(path: Path, publication: Publication, programme: Programme, theme: str | Path) -> None:
    """Write the document, in the form that the end of its name says."""
    from progpipe.theme import read_theme  # noqa: PLC0415 - what validate does without

    content = MAKERS[path.suffix.lower()](path, publication, programme, read_theme(theme))
    replace_file(path, content)


def _html(_: Path, publication: Publication, __: Programme, theme: Theme) -> bytes:
    from progpipe.markup.page import html_page  # noqa: PLC0415

    return html_page(publication, theme, PROFILE)


def _pdf(path: Path, publication: Publication, programme: Programme, theme: Theme) -> bytes:
    from progpipe.build import source_date  # noqa: PLC0415
    from progpipe.editions import find_editions  # noqa: PLC0415
    from progpipe.interfaces import Context  # noqa: PLC0415
    from progpipe.plugins import run_emitter  # noqa: PLC0415

    (edition,) = find_editions(programme, ["standard"])
    context = Context(
        edition=edition,
        theme=theme,
        stem=path.stem,
        whole=programme.id,
        source_date=source_date(programme),
        source=programme.canonical,
    )
    (made,) = run_emitter("pdf", publication, context)
    return made.content


MAKERS: Final[dict[str, Callable[[Path, Publication, Programme, Theme], bytes]]] = {".html": _html, ".pdf": _pdf}
