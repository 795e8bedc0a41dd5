"""Whether what stood in a file has come through Pandoc: paragraph by paragraph, character by character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Document, Paragraph, Place, line_of, words_of
from progpipe.intake.written import visible

SUBTITLE: Final = "subtitle"


def with_all(document: Document, texts: Mapping[int, str], seen: frozenset[int]) -> Document:
    """The document with paragraphs that were lost at its end, and a word about those that lack something.

    `texts` are the words of each paragraph of the file by its number, `seen` the numbers that came out.
    """
    lost = {number: text for number, text in texts.items() if number not in seen and text.strip()}
    document, lost = _with_subtitles(document, texts, lost)
    tail = [
        Paragraph(place=Place(number=number, words=_tidy(text)), line=line_of(text)) for number, text in lost.items()
    ]
    problems = [said.lost(_tidy(text)) for text in lost.values()]
    whole = replace(document, blocks=(*document.blocks, *tail))
    return whole.saying(*problems, *_incomplete(whole, texts))


def _with_subtitles(
    document: Document, texts: Mapping[int, str], lost: Mapping[int, str]
) -> tuple[Document, dict[int, str]]:
    """Of several lines in the style of a subtitle Pandoc keeps the last: the others come before it, as they did."""
    after = dict(pairwise(number for number, text in texts.items() if text.strip()))
    blocks, rest = list(document.blocks), dict(lost)
    for number in sorted(lost, reverse=True):
        heads = [place for place, block in enumerate(blocks) if block.style == SUBTITLE]
        if heads and blocks[heads[0]].place.number == after.get(number):
            text = rest.pop(number)
            place = Place(number=number, words=_tidy(text))
            blocks.insert(heads[0], Paragraph(place=place, style=SUBTITLE, line=line_of(text)))
    return document.with_blocks(blocks), rest


def _incomplete(document: Document, texts: Mapping[int, str]) -> Iterator[Problem]:
    lines = [*lines_of(document.blocks), *document.notes.values()]
    found = "\n".join(_letters(words_of(line)) for line in lines)
    for number, text in texts.items():
        if _letters(text) not in found:
            yield said.left_out(Place(number=number), "something in the paragraph", _tidy(text))


def _letters(text: str) -> str:
    return "".join(visible(text).split())


def _tidy(text: str) -> str:
    return " ".join(text.split())
