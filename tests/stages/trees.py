"""Builders of small trees; a line of text is written in the notation of the fixtures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notation import read

from progpipe.publication import (
    Block,
    Commitment,
    Commitments,
    Definition,
    Definitions,
    Metadata,
    Paragraph,
    Publication,
    Section,
    walk,
)

METADATA = Metadata(identifier="prov", title="Program 2027-2030", language="sv", variety="sv", publisher="Partiet")


def paragraph(name: str, line: str) -> Paragraph:
    return Paragraph(id=name, pointer=f"/{name}", children=read(line))


def commitment(name: str, line: str = "Ett löfte.", related: tuple[str, ...] = ()) -> Commitment:
    return Commitment(id=name, pointer=f"/{name}", blocks=(paragraph(f"{name}-1", line),), related_ids=related)


def section(name: str, *parts: Block, kind: str = "body", title: str = "") -> Section:
    """A section of blocks, commitments and sections; its title is its id with a capital, where none is given."""
    promises = tuple(part for part in parts if isinstance(part, Commitment))
    blocks = tuple(part for part in parts if not isinstance(part, Commitment | Section))
    if promises:
        blocks += (Commitments(id=f"{name}-ataganden", pointer=f"/{name}", items=promises),)
    return Section(
        id=name,
        pointer=f"/{name}",
        kind=kind,
        title=read(title or name.capitalize()),
        blocks=blocks,
        sections=tuple(part for part in parts if isinstance(part, Section)),
    )


def definition(name: str, term: str, *forms: str, explanation: str = "En förklaring.") -> Definition:
    return Definition(id=name, pointer=f"/{name}", term=read(term), forms=forms, children=read(explanation))


def word_list(*items: Definition) -> Section:
    return section("ordlista", Definitions(id="ordlista-1", pointer="", items=items), kind="glossary")


def publication(*sections: Section, **metadata: Any) -> Publication:
    return Publication(metadata=replace(METADATA, **metadata), sections=sections)


def find(tree: Publication, name: str) -> Any:
    """The block with that id."""
    (found,) = (node for node in walk(tree) if isinstance(node, Block) and node.id == name)
    return found
