"""What Chromium tells assistive technology of HTML and EPUB, compared with the outline that the programme has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from chromium import PROV, REAL, Script

from progpipe import labels
from progpipe import publication as p
from progpipe.build import prepare
from progpipe.load import load

ROLES = {"introduction": "doc-introduction", "glossary": "doc-glossary", "colophon": "doc-colophon"}
LANDMARKS = {"banner", "main", "navigation", "doc-chapter", "doc-foreword", *ROLES.values()}


@dataclass(frozen=True, kw_only=True)
class Outline:
    """What a reader must be told, computed from the publication and from nothing that draws it."""

    headings: list[tuple[int, str]]
    landmarks: list[tuple[str, str]]
    lists: list[int]
    links: list[str]
    images: list[str]
    tables: list[tuple[str, str]]
    languages: list[tuple[str, str]]


def outline(publication: p.Publication) -> Outline:
    nodes = [node for node, _ in p.places(publication)]
    sections = [(2, section) for section in publication.sections]
    tables = [node for node in nodes if isinstance(node, p.Table)]
    return Outline(
        headings=[(level, p.plain_text(section.title)) for level, section in below(sections)],
        landmarks=[
            (ROLES.get(s.kind, "doc-foreword" if s.kind == "guide" else "doc-chapter"), p.plain_text(s.title))
            for s in publication.sections
        ],
        lists=[len(node.items) for node in nodes if isinstance(node, p.List | p.Commitments | p.Notes)],
        links=[name for node in nodes for name in link_name(node)],
        images=[node.alternative for node in nodes if isinstance(node, p.Figure) and node.alternative],
        tables=[cell for table in tables for cell in headers(table)],
        languages=[(node.tag, p.plain_text(node)) for node in nodes if isinstance(node, p.Language)],
    )


def below(sections: Iterable[tuple[int, p.Section]]) -> Iterator[tuple[int, p.Section]]:
    for level, section in sections:
        yield level, section
        yield from below((level + 1, child) for child in section.sections)


def link_name(node: p.Node) -> Iterator[str]:
    if isinstance(node, p.Link | p.Reference):
        yield p.plain_text(node)
    elif isinstance(node, p.NoteReference):
        yield labels.NOTE.format(label=node.label)


def headers(table: p.Table) -> Iterator[tuple[str, str]]:
    roles = {"col": "columnheader", "row": "rowheader"}
    for row in (table.header, *table.rows):
        yield from ((roles[cell.scope], p.plain_text(cell.children)) for cell in row.cells if cell.scope)


# --- what Chromium tells ----------------------------------------------------------------------

LINKS = {"link", "doc-noteref", "doc-glossref", "doc-backlink"}


def plain(text: str) -> str:
    """Spaces alike, and no soft hyphens."""
    return " ".join(text.replace("\u00ad", "").split())


def told(nodes: list[dict[str, Any]], *roles: str) -> list[str]:
    return [plain(node["name"]) for node in nodes if node["role"] in roles]


def is_part(wanted: list[Any], found: list[Any]) -> bool:
    """Whether all that is wanted is found, in that order; between may stand what we add (a link to itself)."""
    rest = iter(found)
    return all(any(item == other for other in rest) for item in wanted)


def check(outline: Outline, nodes: list[dict[str, Any]], languages: list[list[str]], headings: list[Any]) -> None:
    assert headings == [(level, plain(name)) for level, name in outline.headings]
    landmarks = [(node["role"], plain(node["name"])) for node in nodes if node["role"] in LANDMARKS]
    assert is_part([(role, plain(name)) for role, name in outline.landmarks], landmarks)
    assert is_part(outline.lists, [node["items"] for node in nodes if node["role"] == "list"])
    names = told(nodes, *LINKS)
    assert is_part([plain(name) for name in outline.links], names)
    assert all(names), "a link has no name"
    assert told(nodes, "image", "img") == [plain(text) for text in outline.images]
    cells = [(node["role"], plain(node["name"])) for node in nodes if node["role"] in {"columnheader", "rowheader"}]
    assert cells == [(role, plain(name)) for role, name in outline.tables]
    assert is_part(
        [[tag, plain(text)] for tag, text in outline.languages], [[tag, plain(text)] for tag, text in languages]
    )


@pytest.fixture(scope="module", params=["real", "real lattlast", "prov", "prov lattlast"])
def both(request: pytest.FixtureRequest, published: Path) -> tuple[p.Publication, Path, Path]:
    """A publication, and the page and the book that were made of it."""
    source = REAL if request.param.startswith("real") else PROV
    place = "lattlast" in request.param
    folder = published / "default" / json.loads(source.read_text(encoding="utf-8"))["id"]
    _, publication = prepare(load(source))[place]
    stem = folder.name + ("-lattlast" if place else "")
    return publication, folder / f"{stem}.html", folder / f"{stem}.epub"


def test_the_page(both: tuple[p.Publication, Path, Path], script: Script) -> None:
    publication, page, _ = both
    (tree,) = script("tree.mjs", page).values()
    nodes = tree["told"]
    assert tree["language"] == publication.metadata.language
    headings = [(node["level"], plain(node["name"])) for node in nodes if node["role"] == "heading"]
    assert headings[:2] == [(1, plain(publication.metadata.title)), (2, labels.CONTENTS)]
    check(outline(publication), nodes, tree["languages"], headings[2:])
    assert told(nodes, "navigation") == [labels.CONTENTS]
    assert len(told(nodes, "main")) == len(told(nodes, "banner")) == 1
    assert set(told(nodes, "region")) == set(told(nodes, "table"))


def test_the_book(both: tuple[p.Publication, Path, Path], script: Script, tmp_path: Path) -> None:
    publication, _, book = both
    with ZipFile(book) as archive:
        archive.extractall(tmp_path)
    documents = documents_of(tmp_path)
    trees = script("tree.mjs", *documents)
    assert {tree["language"] for tree in trees.values()} == {publication.metadata.language}
    texts = [trees[str(path)] for path in documents if path.stem not in {"omslag", "titelsida", "innehall"}]
    nodes = [node for tree in texts for node in tree["told"]]
    languages = [language for tree in texts for language in tree["languages"]]
    # Each document of a book begins at its own h1: there is no cover above it.
    headings = [(node["level"] + 1, plain(node["name"])) for node in nodes if node["role"] == "heading"]
    check(outline(publication), nodes, languages, headings)


def documents_of(folder: Path) -> list[Path]:
    """The documents of the spine, in reading order."""
    from lxml import etree  # noqa: PLC0415

    (package,) = folder.rglob("*.opf")
    root = etree.parse(package).getroot()
    items = {item.get("id"): item.get("href") for item in root.iter("{*}item")}
    return [package.parent / str(items[item.get("idref")]) for item in root.iter("{*}itemref")]
