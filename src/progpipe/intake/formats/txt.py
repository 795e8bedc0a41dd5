"""Plain text: paragraphs between blank lines, headings underlined or set off by nothing but their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from progpipe.intake.encoding import decoded
from progpipe.intake.model import Block, Document, Heading, Paragraph, Place, line_of

LONG: Final = 120  # characters: nobody wraps lines by hand so late, so each line is a paragraph
UNDERLINE: Final = re.compile(r"\s*([=\-~.^*#_])\1{2,}\s*")
BULLET: Final = re.compile(r"\s*(?:[-–—•*·▪◦●]|\(?[0-9]{1,3}[.)])\s+\S")


def txt(content: bytes, folder: Path) -> Document:  # noqa: ARG001
    """The paragraphs of a text. Its lines stay broken where they are short: a later step may need to know."""
    text, problems = decoded(content)
    return Document(blocks=tuple(_blocks(text)), problems=tuple(problems))


def _blocks(text: str) -> Iterator[Block]:
    levels: list[str] = []
    for number, lines in enumerate(_paragraphs(text), start=1):
        words = "\n".join(line.strip() for line in lines)
        place = Place(number=number, words=" ".join(words.split()))
        if lines[1:] and not lines[2:] and (found := UNDERLINE.fullmatch(lines[1])):
            if found[1] not in levels:
                levels.append(found[1])
            line = line_of(lines[0].strip())
            yield Heading(
                place=Place(number=number, words=lines[0].strip()), line=line, level=levels.index(found[1]) + 1
            )
        else:
            yield Paragraph(place=place, line=line_of(words))


def _paragraphs(text: str) -> Iterator[list[str]]:
    parts = re.split(r"\n[ \t\f]*\n", text.strip())
    # Word and LibreOffice save a paragraph as a line, with no blank line anywhere.
    unparted = len(parts) == 1
    for part in parts:
        lines = [line for line in part.split("\n") if line.strip()]
        found: list[str] = []
        apart = unparted or any(len(line) > LONG for line in lines)
        for line in lines:
            if found and (apart or BULLET.match(line)) and not UNDERLINE.fullmatch(line):
                yield found
                found = []
            found.append(line)
        if found:
            yield found
