"""Printed pages as marks in the tree: whatever the places, the text stays, and each mark stands where it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from every_kind import every_kind, paragraph, text
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe import publication as p
from progpipe.errors import BuildError
from progpipe.interfaces import PageStart
from progpipe.paginate import length, paginate

LETTERS = "ab å\u00ad\u00a0–"
BLOCKS = {node.id: node for node in p.walk(every_kind()) if isinstance(node, p.Block)}


def start(block: str, offset: int = 0, page: int = 1) -> PageStart:
    return PageStart(page=page, block=block, offset=offset)


def stream(node: p.Node) -> Iterator[str | p.PageBreak]:
    """The characters that count and the marks, in reading order."""
    match node:
        case p.PageBreak():
            yield node
        case p.Text(value=value):
            yield from filter(p.counted, value)
        case p.Figure():
            yield p.IMAGE
    for child in p.children(node):
        yield from stream(child)


def characters(node: p.Node) -> str:
    return "".join(item for item in stream(node) if isinstance(item, str))


def place(node: p.Node, mark: str) -> int:
    """How many characters stand before the mark."""
    items = list(stream(node))
    before = next(at for at, item in enumerate(items) if isinstance(item, p.PageBreak) and item.id == mark)
    return len([item for item in items[:before] if isinstance(item, str)])


@cache
def first_character(block: str) -> int:
    """How many characters of the whole publication stand before a block."""
    return place(
        p.rewrite(
            every_kind(),
            lambda node: (
                (p.PageBreak(id="här", pointer="", page=0), node)
                if isinstance(node, p.Block) and node.id == block
                else node
            ),
        ),
        "här",
    )


# --- places of every kind -----------------------------------------------------------------------


@st.composite
def places(draw: st.DrawFn) -> PageStart:
    block = draw(st.sampled_from(sorted(BLOCKS)))
    return start(block, draw(st.integers(0, length(BLOCKS[block]))))


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.lists(places(), max_size=6))
def test_the_text_stays_and_every_mark_is_there_once(starts: list[PageStart]) -> None:
    numbered = [start(item.block, item.offset, page) for page, item in enumerate(starts, start=1)]
    marked = paginate(every_kind(), numbered)
    assert p.plain_text(marked) == p.plain_text(every_kind())
    assert characters(marked) == characters(every_kind())
    assert {mark.page for mark in p.page_breaks(marked)} == {item.page for item in numbered}
    assert len(p.page_breaks(marked)) == len(numbered)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(places())
def test_a_mark_stands_at_the_character_that_was_asked_for(item: PageStart) -> None:
    marked = paginate(every_kind(), [item])
    wanted = first_character(item.block) + item.offset
    # No title is divided: what is asked for inside one stands before it.
    for title, before in titles():
        if before < wanted < before + title:
            wanted = before
    assert place(marked, "sida-1") == wanted


@cache
def titles() -> list[tuple[int, int]]:
    """The length of each section's title, and how many characters stand before it."""
    sections = [node for node in BLOCKS.values() if isinstance(node, p.Section)]
    return [(sum(map(length, node.title)), first_character(node.id)) for node in sections]


@st.composite
def lines(draw: st.DrawFn) -> tuple[p.Inline, ...]:
    words = st.text(alphabet=LETTERS, max_size=8).map(lambda value: p.Text(value=value))
    marks = st.sampled_from((p.LineBreak(), p.NoteReference(id="m", target="n", label="1")))
    nodes = st.recursive(words | marks, _containers, max_leaves=6)
    return tuple(draw(st.lists(nodes, max_size=5)))


def _containers(inside: st.SearchStrategy[p.Inline]) -> st.SearchStrategy[p.Inline]:
    children = st.lists(inside, max_size=3).map(tuple)
    return st.one_of(
        children.map(lambda nodes: p.Emphasis(children=nodes)),
        children.map(lambda nodes: p.Link(href="https://example.se", children=nodes)),
        children.map(lambda nodes: p.Language(tag="en", children=nodes)),
    )


@settings(derandomize=True, max_examples=400, deadline=None)
@given(lines(), st.data())
def test_any_line_is_divided_where_it_was_asked(line: tuple[p.Inline, ...], data: st.DataObject) -> None:
    section = p.Section(id="s", pointer="/s", kind="body", title=text("T"), blocks=(paragraph("a", *line),))
    publication = p.Publication(metadata=every_kind().metadata, sections=(section,))
    offsets = data.draw(st.lists(st.integers(0, length(section) - 1), max_size=4))
    starts = [start("a", offset, page) for page, offset in enumerate(sorted(offsets), start=1)]
    marked = paginate(publication, starts)
    assert p.plain_text(marked) == p.plain_text(publication)
    assert [mark.page for mark in p.page_breaks(marked)] == [item.page for item in starts]
    for item in starts:
        assert place(marked, f"sida-{item.page}") == 1 + item.offset
    assert not [
        node for node in p.walk(marked) if node == p.Text(value="") and p.Text(value="") not in line_nodes(line)
    ]


def line_nodes(line: tuple[p.Inline, ...]) -> list[p.Node]:
    return [node for part in line for node in p.walk(part)]


# --- the kinds one by one -----------------------------------------------------------------------


def found(block: str, offset: int = 0) -> p.Publication:
    return paginate(every_kind(), [start(block, offset, page=7)])


def parent(marked: p.Publication) -> p.Node:
    (owner,) = (node for node in p.walk(marked) if any(isinstance(child, p.PageBreak) for child in p.children(node)))
    return owner


def test_before_a_heading_and_never_in_a_title() -> None:
    owner = parent(found("skolnamnden"))
    assert isinstance(owner, p.Section)
    assert [mark.id for mark in owner.page_breaks] == ["sida-7"]
    assert not any(isinstance(node, p.PageBreak) for node in owner.title)
    assert parent(found("skolnamnden", 3)) == owner


@pytest.mark.parametrize(
    ("block", "offset", "kind"),
    [
        ("l1", 0, p.Paragraph),  # in an item of a list
        ("i2", 4, p.Paragraph),  # in a list in a list
        ("citat-1", 3, p.Paragraph),
        ("citat", len("Härvilljagbo."), p.Quote),  # who said it
        ("not-1", 2, p.Note),
        ("ordet-lov", 1, p.Definition),
        ("ordet-lov", len("LOV"), p.Definition),
        ("kolofon-1", 0, p.Description),
        ("utkast", 3, p.Notice),
        ("tabell", 3, p.Table),  # in the caption
        ("tabell", len("Pengartillskolan"), p.Cell),
        ("tabell", len("PengartillskolanVadÅrKronorBöcker2027"), p.Cell),  # in a row
        ("tabell", 0, p.Section),  # before the table
        ("noter", 0, p.Section),
        ("gard", 0, p.Section),  # before the image
        ("gard", 1, p.Figure),  # before its caption
        ("vag", 0, p.Section),  # a decorative image
        ("lofte-1", len("Köpböcker."), p.Commitment),  # at what it relates to
        ("grupp-1", 0, p.Paragraph),
    ],
)
def test_where_a_mark_stands(block: str, offset: int, kind: type[p.Node]) -> None:
    assert type(parent(found(block, offset))) is kind


def test_a_mark_at_the_beginning_of_a_link_stands_before_it() -> None:
    owner = parent(found("inledning-2", len("Barnensägergoodmorningochgodmorgon.Läs")))
    assert isinstance(owner, p.Paragraph)
    inside = parent(found("inledning-2", len("Barnensägergoodmorningochgodmorgon.Läshurdet")))
    assert isinstance(inside, p.Link)


def test_cover_and_contents_have_pages_of_their_own() -> None:
    marked = paginate(every_kind(), [start("omslag"), start("innehall", page=2), start("innehall", 90, page=3)])
    assert [mark.id for mark in marked.cover_pages] == ["sida-1"]
    assert [mark.id for mark in marked.contents_pages] == ["sida-2", "sida-3"]


def test_pages_that_start_at_one_place_stay_in_order() -> None:
    for block, offset in (("vag", 0), ("inledning-1", 3), ("skolnamnden", 0)):
        marked = paginate(every_kind(), [start(block, offset, page) for page in (5, 6, 7)])
        assert [mark.page for mark in p.page_breaks(marked)] == [5, 6, 7]


def test_a_mark_knows_the_place_in_the_source() -> None:
    assert p.page_breaks(found("inledning-1"))[0].pointer == "/inledning-1"


def test_no_pages_no_marks() -> None:
    assert paginate(every_kind(), []) == every_kind()


def test_a_page_that_starts_nowhere_is_a_problem() -> None:
    with pytest.raises(BuildError) as caught:
        paginate(every_kind(), [start("finns-inte"), start("inledning-1", 900, page=2), start("l1", -1, page=3)])
    assert [problem.code for problem in caught.value.problems] == ["P393"] * 3
    assert caught.value.problems[1].pointer == "/inledning-1"
    assert "page 2 starts at character 900 of a block 'inledning-1' that has" in caught.value.problems[1].message
