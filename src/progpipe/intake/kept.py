"""Whether what stood in a file has come along: paragraph by paragraph, and word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Blocks, Document, Heading, Items, Paragraph, Place, Quote, line_of, words_of
from progpipe.intake.written import visible

SUBTITLE: Final = "subtitle"


def with_all(document: Document, texts: Mapping[int, str], seen: frozenset[int], notes: Iterable[str] = ()) -> Document:
    """The document with paragraphs that were lost at its end, and a word about those that lack something.

    `texts` are the words of each paragraph of the file by its number, `seen` the numbers that came out,
    `notes` the words of notes that the file keeps apart, and that have no numbers.
    """
    lost = {number: text for number, text in texts.items() if number not in seen and text.strip()}
    document, lost = _with_subtitles(document, texts, lost)
    tail = [
        Paragraph(place=Place(number=number, words=_tidy(text)), line=line_of(text)) for number, text in lost.items()
    ]
    problems = [said.lost(_tidy(text)) for text in lost.values()]
    whole = replace(document, blocks=(*document.blocks, *tail))
    return whole.saying(*problems, *_incomplete(whole, texts, notes))


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


def with_words(document: Document, what: str, texts: Iterable[str]) -> Document:
    """The document, with a word about the words of some texts that neither stand in it nor were told."""
    words = missing(texts, [*texts_of(document), *(problem.message for problem in document.problems)])
    return document.saying(said.left_out(None, what, words)) if words else document


def missing(before: Iterable[str], after: Iterable[str]) -> str:
    """The words that some texts have more often than others, in their order. Signs and capitals do not count."""
    rest = Counter(_words(before))
    rest.subtract(_words(after))
    found = []
    for word in _words(before):
        if rest[word] > 0:
            found.append(word)
            rest[word] -= 1
    return " ".join(found)


def texts_of(document: Document) -> list[str]:
    """All that a document says, line by line."""
    return [words_of(line) for line in (*lines_of(document.blocks), *document.notes.values())]


def _incomplete(document: Document, texts: Mapping[int, str], notes: Iterable[str]) -> Iterator[Problem]:
    said_there = texts_of(document)
    here = dict(_paragraphs(document.blocks))
    everything = "\n".join(_letters(text) for text in said_there)
    told = []
    for number, text in texts.items():
        # A paragraph without a block of its own stands in a cell, or was joined to the one before it.
        if number not in here and _letters(text) not in everything:
            told.append(_tidy(text))
        elif number in here and _letters(text) not in _letters(here[number]):
            told.append(missing([text], [here[number]]) or _tidy(text))
        else:
            continue
        yield said.left_out(Place(number=number, words=_tidy(text)), "something in the paragraph", told[-1])
    if words := missing([*texts.values(), *notes], [*said_there, *told]):
        yield said.left_out(None, "what Pandoc does not read", words)


def _paragraphs(blocks: Blocks) -> Iterator[tuple[int, str]]:
    for block in blocks:
        match block:
            case Heading(place=place, line=line) | Paragraph(place=place, line=line):
                yield place.number, words_of(line)
            case Items(items=items):
                yield from (found for item in items for found in _paragraphs(item))
            case Quote(blocks=inside):
                yield from _paragraphs(inside)


def _words(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in re.findall(r"\w+", visible(text).casefold())]


def _letters(text: str) -> str:
    return "".join(visible(text).split())


def _tidy(text: str) -> str:
    return " ".join(text.split())
