"""L402: a line broken after a word that belongs to the next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import RUNNING, Level, Line, Paragraph, Remark, Text, rule

LIST: Final = "binding"
LONGEST: Final = 55


@rule(
    "L402",
    Level.TIPS,
    about="A line that ends with «en», «att», «i» or another word that belongs to what follows.",
    source="LL-förlaget and MTM: break lines by phrase. Published easy-read has such breaks too, about one in eight.",
    easy_read_only=True,
)
def binding_break(text: Text, /) -> Iterator[Remark]:
    """A break that parts what is said in one breath."""
    for paragraph in text.paragraphs():
        if paragraph.kind in RUNNING:
            for line, following in zip(paragraph.lines, paragraph.lines[1:], strict=False):
                yield from _break(paragraph, line, following)


def _break(paragraph: Paragraph, line: Line, following: Line) -> Iterator[Remark]:
    before, _, last = line.text.rstrip().rpartition(" ")
    if last.lower() not in words(LIST):
        return
    start = line.start + len(before)
    fits = bool(before) and len(last) + 1 + len(following.text) <= LONGEST
    yield Remark(
        pointer=paragraph.pointer,
        node=paragraph.node,
        start=start,
        end=following.start,
        text=paragraph.text[start : following.start],
        message=f"«{last}» hör ihop med ordet efter. Flytta det till nästa rad.",
        suggestion=f"\n{last} " if before else None,
        safe=fits,
    )
