"""Markdown, as Pandoc knows it: with tables, notes and definitions, and without what runs or is raw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from progpipe.intake.beside import with_media
from progpipe.intake.encoding import decoded
from progpipe.intake.model import Document
from progpipe.intake.through_pandoc import through_pandoc

# Pandoc's tables between lines of dashes cut words off, and dashes are lines between paragraphs to everybody else.
READER: Final = (
    "markdown-smart-implicit_figures-raw_html-raw_tex-raw_attribute-tex_math_dollars-latex_macros"
    "-simple_tables-multiline_tables-example_lists-citations+lists_without_preceding_blankline+mark"
)


def markdown(content: bytes, folder: Path) -> Document:
    """The document; images are those that stand beside it."""
    text, problems = decoded(content)
    document, _ = through_pandoc(text.encode("utf-8"), READER)
    return with_media(replace(document, problems=(*problems, *document.problems)), folder)
