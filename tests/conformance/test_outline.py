"""What Chromium tells assistive technology about our pages is the outline that the programme has."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from browser import run
from published import EVERY_KIND, REAL, bundle

from progpipe import labels
from progpipe import publication as p
from progpipe.build import prepare
from progpipe.compose import Requirement
from progpipe.load import load
from progpipe.markup.epub.reading_order import documents

pytestmark = pytest.mark.xdist_group("outline")
SOURCES = {"real": REAL, "every-kind": EVERY_KIND}
Tree = list[dict[str, Any]]
Made = tuple[p.Publication, Tree, dict[str, Tree]]
Heading = tuple[int, str]


@pytest.fixture(scope="module", params=[(name, edition) for name in SOURCES for edition in (0, 1)], ids=str)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A publication, the tree of its page, and the trees of its book's documents by name."""
    name, number = request.param
    out = tmp_path_factory.mktemp("outline")
    programme = load(SOURCES[name])
    context, publication = prepare(programme, require=Requirement.NONE)[number]
    files = {path.name: path for path in bundle(SOURCES[name], out, formats=["html", "epub"])}
    page, book = files[f"{context.stem}.html"], files[f"{context.stem}.epub"]
    with zipfile.ZipFile(book) as archive:
        archive.extractall(out / "book")
    parts = sorted((out / "book").rglob("*.xhtml"))
    trees: list[Tree] = run("outline.mjs", page, *parts)
    return publication, trees[0], {path.name: tree for path, tree in zip(parts, trees[1:], strict=True)}


def headings(tree: Tree) -> list[Heading]:
    return [(node["level"], node["name"]) for node in tree if node["role"] == "heading"]


def words(nodes: p.Inlines) -> str:
    return " ".join(p.plain_text(nodes).split())


def outline(sections: tuple[p.Section, ...], level: int) -> Iterator[Heading]:
    for section in sections:
        yield min(level, 6), words(section.title)
        yield from outline(section.sections, level + 1)


def kinds(node: p.Node, kind: type[p.Node]) -> list[Any]:
    return [found for found in p.walk(node) if isinstance(found, kind)]


# --- the page ---------------------------------------------------------------------------------


def test_the_headings_of_the_page_are_those_of_the_programme(made: Made) -> None:
    publication, page, _ = made
    title = " ".join(publication.metadata.title.split())
    assert headings(page) == [(1, title), (2, labels.CONTENTS), *outline(publication.sections, 2)]


def test_landmarks_have_names_that_differ(made: Made) -> None:
    _, page, _ = made
    found = [(node["role"], node["name"]) for node in page if node["role"] in {"navigation", "main", "banner"}]
    assert [role for role, _ in found] == ["banner", "navigation", "main"]
    assert dict(found)["navigation"] == labels.CONTENTS


def test_every_part_is_a_region_with_the_name_of_its_heading(made: Made) -> None:
    publication, page, _ = made
    regions = {
        "guide": "doc-foreword",
        "introduction": "doc-introduction",
        "glossary": "doc-glossary",
        "colophon": "doc-colophon",
    }
    expected = [(regions.get(part.kind, "doc-chapter"), words(part.title)) for part in publication.sections]
    found = [(node["role"], node["name"]) for node in page if node["role"] in {*regions.values(), "doc-chapter"}]
    assert found == expected


def test_commitments_are_items_of_lists(made: Made) -> None:
    publication, page, _ = made
    named = for_readers(publication)
    assert sum(node["role"] == "list" and node["name"] == named for node in page) == len(
        kinds(publication, p.Commitments)
    )
    items = sum(len(group.items) for group in kinds(publication, p.Commitments))
    assert _items(page, named) == items


def for_readers(publication: p.Publication) -> str:
    return labels.for_readers(labels.COMMITMENTS, easy_read=publication.metadata.easy_read)


def _items(tree: Tree, name: str) -> int:
    """The items of the lists with that name."""
    count, inside = 0, -1
    for node in tree:
        if node["depth"] <= inside:
            inside = -1
        if node["role"] == "list" and node["name"] == name:
            inside = node["depth"]
        elif inside >= 0 and node["role"] == "listitem" and node["depth"] == inside + 1:
            count += 1
    return count


def test_images_tables_and_links_say_what_they_are(made: Made) -> None:
    publication, page, _ = made
    figures = [figure.alternative for figure in kinds(publication, p.Figure) if figure.alternative]
    assert [node["name"] for node in page if node["role"] == "image"] == figures
    tables = kinds(publication, p.Table)
    assert [node["name"] for node in page if node["role"] == "table"] == [words(table.caption) for table in tables]
    cells = Counter(cell.scope for table in tables for row in (table.header, *table.rows) for cell in row.cells)
    roles = Counter(node["role"] for node in page)
    assert roles["columnheader"] == cells["col"]
    assert roles["rowheader"] == cells["row"]
    links = [node for node in page if node["role"] in {"link", "doc-glossref", "doc-noteref", "doc-backlink"}]
    assert [node for node in links if not node["name"]] == []
    assert roles["doc-glossref"] == sum(node.kind == "glossary" for node in kinds(publication, p.Reference))
    assert roles["doc-noteref"] == len(kinds(publication, p.NoteReference))


# --- the book ---------------------------------------------------------------------------------


def test_the_headings_of_the_documents_are_those_of_their_sections(made: Made) -> None:
    publication, _, book = made
    for part in documents(publication):
        assert headings(book[part.name]) == list(outline((part.section,), part.level))


def test_every_document_has_a_title(made: Made) -> None:
    for name, tree in made[2].items():
        assert tree[0]["role"] == "RootWebArea"
        assert tree[0]["name"], name


def test_the_book_says_what_the_page_says(made: Made) -> None:
    """The same images, tables and words of the glossary, whichever one a reader chooses."""
    _, page, book = made
    whole = [node for tree in book.values() for node in tree]
    for role in ("table", "columnheader", "rowheader", "doc-glossref", "doc-noteref", "definition"):
        assert sum(node["role"] == role for node in whole) == sum(node["role"] == role for node in page), role
