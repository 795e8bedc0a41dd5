"""The glossary: which words lead to a definition, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notation import cases, read, write
from trees import commitment, definition, find, paragraph, publication, section, word_list

from progpipe.interfaces import Context
from progpipe.publication import (
    Cell,
    Definition,
    Emphasis,
    Figure,
    Inlines,
    Language,
    LineBreak,
    Note,
    Notes,
    Reference,
    Row,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from progpipe.stages.glossary import glossary

CASES = cases("glossary.txt")


def terms(line: str) -> list[Definition]:
    made = []
    for entry in line.split(" / "):
        name, _, forms = entry.partition(" = ")
        term, *others = forms.split("; ")
        made.append(definition(name.strip(), term, *others))
    return made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.get("before", case.get("same", "")))
def test_a_line(case: dict[str, str], context: Context) -> None:
    before, after = (case["same"],) * 2 if "same" in case else (case["before"], case["after"])
    tree = publication(section("s", paragraph("rad", before)), word_list(*terms(case["terms"])))
    made = glossary(tree, context)
    assert write(find(made, "rad").children) == after
    assert glossary(made, context) == made


def test_each_section_has_its_first_mention_and_each_definition_the_way_back(context: Context) -> None:
    inner = section("inre", paragraph("c", "IOP igen."), commitment("lofte", "Mer IOP."), title="IOP")
    tree = publication(
        section("yttre", paragraph("a", "Här är IOP."), paragraph("b", "Och IOP."), inner, title="IOP"),
        section("tomt", paragraph("d", "Inget.")),
        word_list(definition("iop", "IOP")),
        section("kolofon", paragraph("e", "IOP"), kind="colophon"),
    )
    made = glossary(tree, context)
    marks = [(node.target, node.id) for node in walk(made) if isinstance(node, Reference)]
    assert marks == [("iop", "iop--yttre"), ("iop", "iop--inre")]
    assert find(made, "iop").references == ("iop--yttre", "iop--inre")
    assert write(find(made, "inre").title) == "IOP"
    assert write(find(made, "a").children) == "Här är [IOP](=iop)."
    assert write(find(made, "b").children) == "Och IOP."


def test_tables_and_captions_are_searched_and_notes_are_not(context: Context) -> None:
    cells = Row(cells=(Cell(children=read("IOP")),))
    table = Table(id="t", pointer="", caption=read("LOV"), header=cells, rows=(cells,))
    figure = Figure(id="f", pointer="", resource="x", alternative="LOV", caption=read("MYS"))
    notes = Notes(id="n", pointer="", items=(Note(id="n1", pointer="", label="1", children=read("LOV")),))
    entries = [definition("iop", "IOP"), definition("lov", "LOV"), definition("mys", "MYS")]
    made = glossary(publication(section("s", table, figure, notes), word_list(*entries)), context)
    assert write(find(made, "t").header.cells[0].children) == "[IOP](=iop)"
    assert write(find(made, "t").rows[0].cells[0].children) == "IOP"
    assert write(find(made, "f").caption) == "[MYS](=mys)"
    assert find(made, "lov").references == ()


def test_an_explanation_leads_to_others_but_not_to_itself(context: Context) -> None:
    entries = [definition("iop", "IOP", explanation="IOP är inte LOV."), definition("lov", "LOV")]
    made = glossary(publication(word_list(*entries)), context)
    assert write(find(made, "iop").children) == "IOP är inte [LOV](=lov)."
    assert find(made, "lov").references == ("lov--iop",)


def test_an_offprint_keeps_the_definitions_that_its_text_leads_to(context: Context) -> None:
    entries = [
        definition("iop", "IOP", explanation="Inte LOV."),
        definition("lov", "LOV"),
        definition("mys", "MYS", explanation="Inte IOP."),
        definition("apl", "APL"),
    ]
    text = section("s", paragraph("rad", "IOP och [praktik](#apl)"))
    made = glossary(publication(text, word_list(*entries), offprint="S"), context)
    assert [node.id for node in walk(made) if isinstance(node, Definition)] == ["iop", "lov", "apl"]
    assert find(made, "iop").references == ("iop--s",)
    whole = glossary(publication(text, word_list(*entries)), context)
    assert [node.id for node in walk(whole) if isinstance(node, Definition)] == ["iop", "lov", "mys", "apl"]


def test_an_offprint_without_mentions_has_no_glossary(context: Context) -> None:
    made = glossary(publication(section("s"), word_list(definition("iop", "IOP")), offprint="S"), context)
    assert [part.id for part in made.sections] == ["s"]


def test_a_publication_without_glossary_stays(context: Context) -> None:
    tree = publication(section("s", paragraph("rad", "IOP")))
    assert glossary(tree, context) is tree


WORDS = st.lists(st.sampled_from(["IOP", "iop", "LOV", "en", "ö", "-", ":", " ", " ", "(", "."]), max_size=10).map(
    "".join
)
LINES = st.recursive(
    st.one_of(WORDS.map(lambda value: Text(value=value)), st.just(LineBreak())),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda nodes: Strong(children=tuple(nodes))),
        st.lists(inner, max_size=3).map(lambda nodes: Emphasis(children=tuple(nodes))),
        st.lists(inner, max_size=2).map(lambda nodes: Language(tag="en", children=tuple(nodes))),
        st.lists(inner, max_size=2).map(lambda nodes: Reference(target="s", children=tuple(nodes))),
    ),
    max_leaves=8,
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(line=st.lists(LINES, max_size=4).map(tuple))
def test_no_word_changes_and_no_link_stands_in_a_link(line: Inlines, context: Context) -> None:
    entries = word_list(definition("iop", "IOP", "en IOP"), definition("lov", "LOV", "ö"))
    tree = publication(section("s", replace(paragraph("rad", ""), children=line)), entries)
    made = glossary(tree, context)
    result = find(made, "rad").children
    assert plain_text(result) == plain_text(line)
    marks = [node for part in result for node in walk(part) if isinstance(node, Reference) and node.kind == "glossary"]
    assert len({node.target for node in marks}) == len(marks)
    assert all(not isinstance(part, Reference) for mark in marks for child in mark.children for part in walk(child))
    assert glossary(made, context) == made
