"""L403: a paragraph of more than seven lines."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from progpipe.lint.model import RUNNING, Level, Paragraph, Remark, Text, rule

MOST: Final = 7
WIDTH: Final = 55


@rule(
    "L403",
    Level.TIPS,
    about="A paragraph of more than seven lines; where the author broke none, lines of 55 characters are counted.",
    source="LL-förlaget and MTM: at most seven lines, then a blank one.",
    easy_read_only=True,
)
def long_paragraph(text: Text, /) -> Iterator[Remark]:
    """A block of text without air."""
    for paragraph in text.paragraphs():
        lines = _lines(paragraph) if paragraph.kind in RUNNING else 0
        if lines > MOST:
            yield Remark(
                pointer=paragraph.pointer,
                node=paragraph.node,
                start=0,
                end=len(paragraph.text),
                text=paragraph.text,
                message=f"Stycket blir {lines} rader. Dela det: högst {MOST} rader, sedan en tom rad.",
            )


def _lines(paragraph: Paragraph) -> int:
    """How many lines a paragraph has; a sentence begins a new one, as on the page."""
    if len(paragraph.lines) > 1:
        return sum(len(wrap(line.text, WIDTH)) for line in paragraph.lines)
    return sum(len(wrap(sentence.text, WIDTH)) for sentence in paragraph.sentences)
