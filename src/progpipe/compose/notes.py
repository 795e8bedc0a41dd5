"""The notes of a section: numbered where the text leads to them, gathered at its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from progpipe.inline import parse_inline
from progpipe.publication import Blocks, Node, Note, NoteReference, Notes, rewrite


def with_notes(owner: str, pointer: str, text: Blocks, notes: Mapping[str, str], first: int) -> Blocks:
    """The blocks of the section `owner`, their note marks numbered from `first`, and its notes as the last block.

    The numbers go on through the whole publication: print has one row of them, and "not 3" is one place.
    """
    marks: dict[str, list[str]] = {}

    def number(node: Node) -> Node:
        if not isinstance(node, NoteReference):
            return node
        found = marks.setdefault(node.target, [])
        label = str(first + list(marks).index(node.target))
        found.append(f"{owner}-not-{label}-{len(found) + 1}")
        return replace(node, id=found[-1], target=f"{owner}-not-{label}", label=label)

    numbered = tuple(rewrite(block, number) for block in text)
    items = tuple(
        Note(
            id=f"{owner}-not-{label}",
            pointer=f"{pointer}/notes/{key}",
            label=str(label),
            children=parse_inline(notes[key]),
            references=tuple(references),
        )
        for label, (key, references) in enumerate(marks.items(), start=first)
    )
    return (*numbered, Notes(id=f"{owner}-noter", pointer=f"{pointer}/notes", items=items)) if items else numbered
