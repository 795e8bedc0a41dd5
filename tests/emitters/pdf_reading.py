"""What tests compare when they compare readers: text without white space, and pages without running heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pikepdf
import pypdfium2
from structure_tree import marked_text, marks_in, pieces


def squeezed(text: str) -> str:
    """Without white space and hyphens: where lines end is the printer's business."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", text)


def told(file: pikepdf.Pdf, pages: pypdfium2.PdfDocument) -> str:
    """The text in the order of the structure tree."""
    marks = marked_text(pages)
    return "".join(marks.get(key, "") for key in marks_in(file, file.Root.StructTreeRoot))


def on_edges(page: pypdfium2.PdfPage) -> list[str]:
    """The running head and the page number: text that is no marked content, in the order in which it is drawn."""
    return [squeezed(text) for text, mark, _ in pieces(page) if mark < 0]


def without(edges: Sequence[str], text: str) -> str:
    """The text of a page without what stands on its edges; each must be there, last or first."""
    for edge in reversed(edges):
        assert text.endswith(edge) or text.startswith(edge), f"no {edge!r} at either end of the page"
        text = text[: -len(edge)] if text.endswith(edge) else text[len(edge) :]
    return text
