"""Headings set in capitals: capitals are typesetting, the source has "Inledning"."""

from __future__ import annotations

import re
from dataclasses import replace

from progpipe.intake import said, words
from progpipe.intake.lines import lines_of
from progpipe.intake.model import Block, Document, Heading, words_of
from progpipe.intake.written import MARKED
from progpipe.publication import Inline, Inlines, Text


def capitals(document: Document) -> Document:
    """Write them as words are written. A word keeps the capital that it has in the text: ALINGSÅS is Alingsås."""
    known = _spelling(document)
    blocks: list[Block] = []
    problems = []
    for block in document.blocks:
        text = words_of(block.line) if isinstance(block, Heading) else ""
        if isinstance(block, Heading) and words.is_capitals(text) and len(text) > 4:  # noqa: PLR2004 - LOV, IOP
            phrase = _as_in_text(text, document)
            line = (Text(value=phrase),) if phrase else _lowered(block.line, known)
            blocks.append(replace(block, line=line))
            unsure = (
                not phrase
                and not words.kind_of(words_of(line))
                and [word for word in re.findall(r"\w+", words_of(line))[1:] if word.lower() not in known]
            )
            if unsure:
                problems.append(said.reshaped(block.place, f"capitals became {words_of(line)!r}; look at its names"))
        else:
            blocks.append(block)
    return document.with_blocks(blocks).saying(*problems)


def _as_in_text(text: str, document: Document) -> str:
    """The very words as they stand somewhere inside the text, such as the name of a company; "" where they do not."""
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)", re.IGNORECASE)
    found = (match[0] for line in lines_of(document.blocks) for match in pattern.finditer(words_of(line)))
    return next((phrase for phrase in found if not words.is_capitals(phrase) and phrase[:1].isupper()), "")


def _spelling(document: Document) -> dict[str, str]:
    """How words are written inside the sentences of the document: with a capital only where it never lacks one."""
    found: dict[str, str] = {}
    for line in lines_of(document.blocks):
        text = words_of(line)
        if words.is_capitals(text):
            continue
        for match in re.finditer(r"\w+", text):
            word, key = match[0], match[0].lower()
            inside = match.start() > 0 and text[: match.start()].rstrip()[-1:] not in {".", "!", "?", ":", ""}
            if word.islower() or (inside and not (found.get(key, "A").islower())):
                found[key] = word
    return found


def _lowered(line: Inlines, known: dict[str, str]) -> Inlines:
    first = True
    nodes: list[Inline] = []
    for node in line:
        if isinstance(node, Text):
            value = re.sub(r"\w+", lambda match: known.get(match[0].lower(), match[0].lower()), node.value)
            if first and value.strip():
                start = len(value) - len(value.lstrip())
                value = value[:start] + value[start].upper() + value[start + 1 :]
                first = False
            nodes.append(Text(value=value))
        elif isinstance(node, MARKED):
            nodes.append(replace(node, children=_lowered(node.children, known)))
        else:
            nodes.append(node)
    return tuple(nodes)
