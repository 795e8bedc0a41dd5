"""Whether what stood in a file has come through Pandoc: paragraph by paragraph, character by character."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Document, Paragraph, Place, line_of, words_of
from progpipe.intake.written import visible


def with_all(document: Document, texts: Mapping[int, str], seen: frozenset[int]) -> Document:
    """The document with paragraphs that were lost at its end, and a word about those that lack something.

    `texts` are the words of each paragraph of the file by its number, `seen` the numbers that came out.
    """
    lost = {number: text for number, text in texts.items() if number not in seen and text.strip()}
    tail = [
        Paragraph(place=Place(number=number, words=_tidy(text)), line=line_of(text)) for number, text in lost.items()
    ]
    problems = [said.lost(_tidy(text)) for text in lost.values()]
    whole = replace(document, blocks=(*document.blocks, *tail))
    return whole.saying(*problems, *_incomplete(whole, texts))


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
