"""What the server adds to what it serves: the script that follows a page, and the frame around a PDF."""

from __future__ import annotations

from html import escape
from typing import Final
from urllib.parse import quote

from progpipe.preview.shelf import File, State

END: Final = b"</body>"
FRAME: Final = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
html, body {{ height: 100%; margin: 0; overflow: hidden }}
iframe {{ border: 0; width: 100%; height: 100% }}
</style>
</head>
<body><iframe title="{title}" src="/{address}?{version}"></iframe></body>
</html>
"""


def followed(page: bytes, name: str, state: State) -> bytes:
    """The page with the script that follows the file of that name; the file itself is left as it is."""
    script = (
        f'<script src="/_progpipe/follow.js" data-name="{escape(name)}" data-version="{escape(state.version)}" '
        f'data-warnings="{state.warnings}"></script>'
    ).encode()
    before, end, after = page.rpartition(END)
    return b"".join((before, script, end, after)) if end else page + script


def pdf_frame(file: File) -> bytes:
    """A page around a PDF: a browser's viewer has no place for a script."""
    text = FRAME.format(title=escape(file.name), address=escape(quote(file.name)), version=escape(file.version))
    return text.encode("utf-8")
