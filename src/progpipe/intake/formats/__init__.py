"""The formats that can be imported, one in each file, by the ending of a file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from progpipe.intake.formats.docx import docx
from progpipe.intake.formats.html import html
from progpipe.intake.formats.markdown import markdown
from progpipe.intake.formats.odt import odt
from progpipe.intake.formats.txt import txt
from progpipe.intake.model import Document

# The bytes of a file, and the folder that it stands in, as a document.
Format = Callable[[bytes, Path], Document]

FORMATS: Final[Mapping[str, Format]] = {
    ".docx": docx,
    ".odt": odt,
    ".md": markdown,
    ".markdown": markdown,
    ".html": html,
    ".htm": html,
    ".txt": txt,
}
