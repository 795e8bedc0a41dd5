"""Abbreviations that the glossary expands, marked wherever they stand (WCAG 2.2, 3.1.4)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from progpipe.markup.elements import Content, Element, element, extend
from progpipe.publication import Definition, Publication, plain_text, walk

# Inside these an abbreviation is marked already, or is no word of this text.
SKIPPED: Final = frozenset({"abbr", "style", "script", "title"})


def expansions(publication: Publication) -> Mapping[str, str]:
    """What each abbreviation of the glossary stands for."""
    definitions = (node for node in walk(publication) if isinstance(node, Definition))
    return {plain_text(node.term): node.expansion for node in definitions if node.expansion}


def mark_abbreviations(root: Element, known: Mapping[str, str]) -> None:
    """Puts an `abbr` around each abbreviation in the text below an element, in the text's own language.

    It is found as a whole word only: `IOP:er` and `IOP-avtal` are other words, which nobody expands so.
    """
    if not known:
        return
    longest_first = sorted(known, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])(?!:\w)")
    for node in list(root.iter()):
        if node.tag not in SKIPPED and (node is root or "lang" not in node.attrib):
            _mark(node, known, pattern)


def _mark(node: Element, known: Mapping[str, str], pattern: re.Pattern[str]) -> None:
    content: list[Content] = [node.text or ""]
    for child in list(node):
        content += [child, child.tail or ""]
        child.tail = None
        node.remove(child)
    node.text = None
    for item in content:
        extend(node, _split(item, known, pattern) if isinstance(item, str) else (item,))


def _split(text: str, known: Mapping[str, str], pattern: re.Pattern[str]) -> list[Content]:
    parts = pattern.split(text)
    return [
        element("abbr", {"title": known[part]}, part) if place % 2 else part for place, part in enumerate(parts) if part
    ]
