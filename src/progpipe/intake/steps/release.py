"""Which text it is, where the first page says so: `Version 2`, `Antaget den 14 mars 2026`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from progpipe import labels
from progpipe.intake import said
from progpipe.intake.model import Block, Document, Heading, Paragraph, words_of

FIRST_PAGE: Final = 8  # lines that are looked at; a programme's own text has no such lines
DAY: Final = rf"\d{{1,2}} (?:{'|'.join(labels.MONTHS)}) \d{{4}}|\d{{4}}-\d\d-\d\d"
ADOPTED: Final = re.compile(rf"Anta(?:get|gen|gna)( av .+?)?:?(?: den)? ({DAY})\.?", re.IGNORECASE | re.ASCII)
VERSION: Final = re.compile(r"Version:? ([0-9][0-9.]*)", re.IGNORECASE)


def release(document: Document) -> Document:
    """Take out the lines that say its version, and when it was adopted: whole lines that say nothing else."""
    for block in _first_page(document.blocks):
        text = words_of(block.line)
        if found := ADOPTED.fullmatch(text):
            adopted = day(found[2])
            document = _said(document, block, date=adopted, status="adopted") if adopted else document
            if adopted and found[1]:
                document = document.saying(said.left_out(block.place, "who adopted it", found[1].strip()))
        elif found := VERSION.fullmatch(text):
            document = _said(document, block, version=found[1].rstrip("."))
    return document


def day(text: str) -> str:
    """The day as ISO 8601 has it, also where it is written `14 mars 2026`; empty where the calendar has none."""
    number, _, rest = text.lower().partition(" ")
    month, _, year = rest.partition(" ")
    try:
        if month in labels.MONTHS:
            text = f"{year}-{labels.MONTHS.index(month) + 1:02}-{int(number):02}"
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def stated(document: Document) -> dict[str, str]:
    """What the first page says of the release."""
    found = document.facts.get("release", {})
    assert isinstance(found, dict)
    return found


def _first_page(blocks: tuple[Block, ...]) -> list[Paragraph]:
    """The lines before the first heading, which is not the title."""
    found: list[Paragraph] = []
    for place, block in enumerate(blocks[:FIRST_PAGE]):
        if isinstance(block, Heading) and place:
            break
        found += [block] if isinstance(block, Paragraph) else []
    return found


def _said(document: Document, line: Paragraph, **facts: str) -> Document:
    rest = [block for block in document.blocks if block is not line]
    known = document.with_blocks(rest).knowing(release={**stated(document), **facts})
    return known.without("release", words_of(line.line))
