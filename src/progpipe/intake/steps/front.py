"""The front of a programme: its title, the years it is for and who publishes it, before the first section."""

from __future__ import annotations

import re
from typing import Final

from progpipe import labels
from progpipe.intake import said, words
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Block, Document, Heading, Paragraph, words_of
from progpipe.publication import Inlines

# Not a date: 2026-11-26.
YEARS: Final = re.compile(r"(?<![-/.])\b((?:19|20)\d\d)\s*(?:[-–—−/]|till|to)\s*((?:19|20)?\d\d)\b(?![-/.]\d)")
YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
SHORT: Final = 12  # words of a line that may name a publisher
NOTICE: Final = labels.STYLE_NOTICE.lower()
STATES: Final = frozenset({labels.DRAFT})


def front(document: Document) -> Document:
    """Take title, publisher and period out of the lines before the first section."""
    document = _without_notices(document)
    lines, rest = _split(document.blocks)
    title, lines, rest = _title(lines, rest)
    gone = [line for line in lines if (title and words_of(_line(line)) == title) or words_of(_line(line)) in STATES]
    lines = [line for line in lines if line not in gone]
    publisher = _publisher(lines)
    texts = [words_of(_line(line)) for line in publisher]
    name = " ".join(dict.fromkeys(texts))
    again = [line for line in lines if line not in publisher and words_of(_line(line)) in {name, *texts} - {""}]
    lines = [line for line in lines if line not in publisher and line not in again]
    document = document.without("repeated line", *(words_of(_line(line)) for line in again))
    rest, closing = _without_closing(rest, {name, title, *texts} - {""})
    document = document.knowing(**{key: text for key, text in (("title", title), ("publisher", name)) if text})
    document = document.without("repeated line", *(words_of(_line(line)) for line in gone), *closing)
    document = document.without("repeated line", *texts[len(set(texts)) :])
    document = _period(document, title)
    left = [
        Paragraph(place=line.place, line=_line(line), anchors=line.anchors) if isinstance(line, Heading) else line
        for line in lines
    ]
    return document.with_blocks([*left, *rest])


def _without_notices(document: Document) -> Document:
    """What a publication says about itself in a style for notices is no text of the programme."""
    gone = [block for block in document.blocks if block.style == NOTICE]
    kept = [block for block in document.blocks if block.style != NOTICE]
    return document.with_blocks(kept).without("notice", *(words_of(line) for line in lines_of(gone)))


def _line(block: Block) -> Inlines:
    return block.line if isinstance(block, Heading | Paragraph) else ()


def _split(blocks: tuple[Block, ...]) -> tuple[list[Block], list[Block]]:
    """The lines before the first heading, and the rest."""
    first = next((place for place, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if first is None:
        first = 1
    return list(blocks[:first]), list(blocks[first:])


def _title(lines: list[Block], rest: list[Block]) -> tuple[str, list[Block], list[Block]]:
    """A line in the style of a title; else the only heading of the first level; else the first line."""
    for line in lines:
        if line.style == "title" and words_of(_line(line)):
            title = words_of(_line(line))
            if rest and words_of(_line(rest[0])) == title:
                front_lines, rest = _split((Paragraph(line=()), *rest[1:]))
                return title, [*lines, *front_lines[1:]], rest
            return title, _without(lines, line), rest
    top = [block for block in rest if isinstance(block, Heading) and block.level == 1]
    if (
        len(top) == 1
        and rest[0] is top[0]
        and len([block for block in rest if isinstance(block, Heading)]) > 1
        and not words.kind_of(words_of(_line(top[0])))
    ):
        after, others = (
            _split(tuple(rest[1:])) if any(isinstance(block, Heading) for block in rest[1:]) else ([], rest[1:])
        )
        return words_of(_line(top[0])), [*lines, *after], others
    for line in lines:
        named = line.style in {"author", "publisher", "date"}
        if isinstance(line, Paragraph) and not named and len(words_of(line.line).split()) <= 2 * SHORT:
            return words_of(line.line), _without(lines, line), rest
    return "", lines, rest


def _without(lines: list[Block], gone: Block) -> list[Block]:
    return [line for line in lines if line is not gone]


def _publisher(lines: list[Block]) -> list[Block]:
    """The lines in the style of an author, or the first ones that are short and no sentences."""
    named = [line for line in lines if line.style in {"author", "publisher"}]
    if named:
        return named
    found: list[Block] = []
    for line in lines:
        text = words_of(_line(line))
        if not isinstance(line, Paragraph) or len(text.split()) > SHORT or words.is_closed(text) or YEAR.search(text):
            break
        found.append(line)
    return found[:2]


def _without_closing(rest: list[Block], known: set[str]) -> tuple[list[Block], list[str]]:
    """The last lines where they only say again who publishes the programme."""
    gone: list[str] = []
    while rest and isinstance(rest[-1], Paragraph) and words_of(rest[-1].line) in known:
        gone.append(words_of(_line(rest.pop())))
    return rest, gone


def _period(document: Document, title: str) -> Document:
    if "period" in document.facts:
        return document
    if found := _years(title):
        return document.knowing(period=found)
    texts = [(block, words_of(line)) for block in document.blocks for line in lines_of([block])]
    for block, text in texts:
        if period := _years(text):
            why = "the first two years that the text names together"
            return document.knowing(period=period).saying(
                said.guessed_fact(block.place, "the period", f"{period[0]}-{period[1]}", why)
            )
    if year := YEAR.search(title):
        period = (int(year[1]), int(year[1]))
        return document.knowing(period=period).saying(
            said.guessed_fact(None, "the period", year[1], "the year in the title")
        )
    return document


def _years(text: str) -> tuple[int, int] | None:
    """The first two years in order that a text names together: 2026-01 is a month, and 2010-2005 no period."""
    found = (years(match) for match in YEARS.finditer(text))
    return next(((first, last) for first, last in found if first <= last), None)


def years(found: re.Match[str]) -> tuple[int, int]:
    """The first and the last year; "2027-30" ends in 2030."""
    first, last = found[1], found[2]
    return int(first), int(last if len(last) > 2 else first[:2] + last)  # noqa: PLR2004 - "2027-30"
