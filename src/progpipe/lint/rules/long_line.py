"""L401: a line of more than 55 characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import RUNNING, Level, Paragraph, Remark, Text, rule

LONGEST: Final = 55


@rule(
    "L401",
    Level.VARNING,
    about="A line of more than 55 characters, in a paragraph whose lines the author broke.",
    source="LL-förlaget and MTM: at most 55 characters a line.",
    easy_read_only=True,
)
def long_line(text: Text, /) -> Iterator[Remark]:
    """A line that will be broken again, where nobody chose to."""
    for paragraph in text.paragraphs():
        if paragraph.kind in RUNNING and len(paragraph.lines) > 1:
            yield from _long_lines(paragraph)


def _long_lines(paragraph: Paragraph) -> Iterator[Remark]:
    for line in paragraph.lines:
        size = len(line.text.strip())
        if size > LONGEST:
            yield Remark(
                pointer=paragraph.pointer,
                node=paragraph.node,
                start=line.start,
                end=line.end,
                text=line.text,
                message=f"Raden har {size} tecken. Bryt den: högst {LONGEST} tecken på en rad.",
            )
