"""The theme's fonts as `@font-face` rules (CSS Fonts 4)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable

from progpipe.theme import Font


def font_faces(fonts: Iterable[Font], address: Callable[[Font], str]) -> str:
    """A rule for each face; `address` says where its WOFF2 file is."""
    return "".join(
        f'@font-face {{ font-family: "{font.family}"; font-weight: {font.weight}; font-style: {font.style}; '
        f'font-display: swap; src: url("{address(font)}") format("woff2") }}\n'
        for font in fonts
    )


def data_url(media_type: str, content: bytes) -> str:
    """A `data:` URL (RFC 2397)."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
