"""Programmes to measure with, all made of the real one: larger ones, 290 different ones, and one with an edit.

Same input, same bytes: what varies is drawn with a seed. Every programme that is made here is valid.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from math import ceil
from pathlib import Path
from typing import Any, Final

from bench.municipalities import CODES
from bench.words import Words, vary, words_of
from progpipe.load import basis_of, canonical_text

Node = dict[str, Any]

# How much of the real programme each municipality's has, in turn: from small to ordinary.
SHARES: Final = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.0)


def read(source: Path) -> Node:
    """The source as plain data."""
    programme: Node = json.loads(source.read_bytes())
    return programme


def text_of(programme: Node) -> str:
    """The programme as a source, in the canonical form."""
    return canonical_text(json.dumps(programme, ensure_ascii=False).encode())


def enlarged(programme: Node, times: int) -> Node:
    """The programme with all its sections so many times, each time with other words and ids of their own.

    The glossary stays as it is: a longer programme explains the same words, more often.
    """
    if times == 1:
        return programme
    made = deepcopy(programme)
    made["id"] = f"{programme['id']}-{times}-times"
    words = words_of(programme)
    made["sections"] = [
        _part(section, part, words) for part in range(1, times + 1) for section in programme["sections"]
    ]
    return _with_bases(made)


def municipal(programme: Node, number: int) -> Node:
    """The programme of the municipality with that number, 0 to 289: words of its own, and a share of the real one."""
    code, share = CODES[number], SHARES[number % len(SHARES)]
    made = vary(deepcopy(programme), words_of(programme), seed=code)
    made["id"] = f"kommun-{code}"
    made["publisher"] = {**made["publisher"], "name": f"Socialdemokraterna i kommun {code}"}
    made["publisher"]["municipality"] = {"name": f"Kommun {code}", "code": code}
    made["sections"] = [_shortened(section, share) for section in made["sections"]]
    made["glossary"] = _first(made["glossary"], share)
    return _with_bases(made)


def edited(programme: Node, time: int) -> Node:
    """The programme after somebody has changed one commitment of the standard text, each time in another way.

    Its easy-read text stays as it was, and so does its basis: that is how it is in the hour when somebody writes.
    """
    made = deepcopy(programme)
    commitments = [node for kind, node in nodes(made) if kind == "commitment"]
    commitments[len(commitments) // 2]["text"] += f" Så säger {change(time)}"
    return made


def change(time: int) -> str:
    """What is new at that time, without a space: no stage changes it, so that it can be looked for in what is made."""
    return f"utkast-{time}."


def nodes(programme: Node) -> Iterator[tuple[str, Node]]:
    """All that can have renditions, with its kind, in reading order."""
    yield "programme", programme
    for section in programme["sections"]:
        yield from _below(section)
    yield from (("glossary", entry) for entry in programme.get("glossary", ()))


def _below(section: Node) -> Iterator[tuple[str, Node]]:
    yield "section", section
    yield from (("commitment", commitment) for commitment in section.get("commitments", ()))
    for child in section.get("sections", ()):
        yield from _below(child)


def _part(section: Node, part: int, words: Words) -> Node:
    """A section and all below it as one of many: no two have the same id or title."""
    made = vary(deepcopy(section), words, seed=f"{section['id']} {part}")
    for kind, node in _below(made):
        node["id"] += f"-del{part}"
        if kind == "section":
            for titled in (node, *node.get("renditions", {}).values()):
                titled["title"] += f" {part}"
    return made


def _shortened(section: Node, share: float) -> Node:
    lists: Node = {name: _first(section[name], share) for name in ("commitments", "sections") if name in section}
    if "sections" in lists:
        lists["sections"] = [_shortened(child, share) for child in lists["sections"]]
    return {**section, **lists}


def _first(items: list[Any], share: float) -> list[Any]:
    return items[: ceil(share * len(items))]


def _with_bases(programme: Node) -> Node:
    """The programme with renditions of the text that it now has: a stale one is another work than a current one."""
    for kind, node in nodes(programme):
        for rendition in node.get("renditions", {}).values():
            rendition["basis"] = basis_of(node, kind)
    return programme
