"""Swedish typography: what changes, and that no letter or digit ever does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from notation import cases, read, write
from trees import definition, find, paragraph, publication, section, word_list

from progpipe.interfaces import Context
from progpipe.publication import (
    Cell,
    Emphasis,
    Figure,
    Inlines,
    Language,
    Node,
    Row,
    Strong,
    Table,
    Text,
    plain_text,
    walk,
)
from progpipe.stages.typography import typography

CASES = cases("typography.txt")


def typeset(line: Inlines, context: Context) -> Inlines:
    tree = publication(section("avsnitt", replace(paragraph("rad", ""), children=line)))
    result: Inlines = find(typography(tree, context), "rad").children
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: next(iter(case.values())))
def test_a_line(case: dict[str, str], context: Context) -> None:
    before, after = (case["same"],) * 2 if "same" in case else (case["before"], case["after"])
    made = typeset(read(before), context)
    assert write(made) == after
    assert typeset(made, context) == made


# Pieces that are likely to meet a rule, and what may stand between them.
SIGNS = "abÅ059.,:;§%&/()'\"”“’-–—…@+~ \u00a0\n"
RULES = (
    "...|--| - | — |2027|-2030|10 000|t.ex.|t. ex.|m. m.|kl.|nr |F-3|kronor| km|https://a.se/|a@b.se|070-12 34 56|tel. "
    "|maj|mån-fre|dnr|kl. |-5|30 %|-40 %|F|klass |tor| juni|(0322) |=|§| a "
)
PIECES = st.sampled_from([*SIGNS, *RULES.split("|")])
WORDS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=12))
LEAVES = WORDS.map(lambda value: Text(value=value))
LINES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda nodes: Strong(children=tuple(nodes))),
        st.lists(inner, max_size=3).map(lambda nodes: Emphasis(children=tuple(nodes))),
        st.lists(inner, max_size=2).map(lambda nodes: Language(tag="en", children=tuple(nodes))),
    ),
    max_leaves=6,
)


def shape(line: Inlines) -> list[type[Node]]:
    return [type(node) for part in line for node in walk(part)]


def english(line: Inlines) -> list[str]:
    return [plain_text(node) for part in line for node in walk(part) if isinstance(node, Language)]


def letters(line: Inlines) -> str:
    return "".join(character for character in plain_text(line) if character.isalnum())


@settings(derandomize=True, max_examples=300, deadline=None)
@given(line=st.lists(LINES, max_size=4).map(tuple))
def test_no_letter_digit_or_node_changes_and_twice_is_once(line: Inlines, context: Context) -> None:
    made = typeset(line, context)
    assert letters(made) == letters(line)
    assert shape(made) == shape(line)
    assert english(made) == english(line)
    marks = str.maketrans(dict.fromkeys(" \u00a0-–—−\"'”’“‘.…", ""))
    assert plain_text(made).translate(marks) == plain_text(line).translate(marks)
    assert typeset(made, context) == made


def test_every_kind_of_text_is_set(context: Context) -> None:
    cells = (Cell(children=read("5 %")),)
    table = Table(id="t", pointer="", caption=read("1-3"), header=Row(cells=cells), rows=(Row(cells=cells),))
    figure = Figure(id="f", pointer="", resource="x", alternative="Åren 2027-2030", caption=read('"a"'))
    entry = definition("iop", "A-Ö", "1-3", explanation="kl. 8")
    tree = publication(section("s", table, figure, title="2027-2030"), word_list(entry), period="2027-2030")
    made = typography(tree, context)
    assert (made.metadata.title, made.metadata.period) == ("Program 2027–2030", "2027–2030")
    assert write(find(made, "s").title) == "2027–2030"
    assert write(find(made, "t").caption) == "1–3"
    assert write(find(made, "t").rows[0].cells[0].children) == "5~%"
    assert (find(made, "f").alternative, write(find(made, "f").caption)) == ("Åren 2027–2030", "”a”")
    assert (write(find(made, "iop").term), write(find(made, "iop").children)) == ("A–Ö", "kl.~8")
    assert find(made, "iop").forms == ("1-3",)


def test_only_swedish_is_set_in_a_translation(context: Context) -> None:
    tree = publication(section("s", paragraph("rad", '"a" [5 %]{sv}')), language="en", variety="en")
    made = typography(tree, context)
    assert write(find(made, "rad").children) == '"a" [5~%]{sv}'
    assert made.metadata == tree.metadata


@pytest.mark.parametrize(
    "text", ["a" * 60_000, "a." * 30_000, "1-" * 30_000, "0" * 60_000, '"' * 60_000, "- " * 30_000]
)
def test_hostile_text_takes_no_time(text: str, context: Context) -> None:
    assert letters(typeset((Text(value=text),), context)) == letters((Text(value=text),))
