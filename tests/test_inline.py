"""The markup inside a line of text: what is markup, what is not, and that no word is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.inline import parse_inline
from progpipe.publication import (
    Emphasis,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteReference,
    Reference,
    Strong,
    Text,
    plain_text,
)


def shown(nodes: Inlines) -> str:
    """The nodes as a person would write them down: <em>, <strong>, <a href>, <ref id>, <lang tag>, <note key>, <br>."""
    return "".join(map(_shown, nodes))


def _shown(node: object) -> str:
    match node:
        case Text():
            return node.value
        case LineBreak():
            return "<br>"
        case NoteReference():
            assert (node.id, node.label) == ("", "")
            return f"<note {node.target}>"
        case Emphasis():
            return f"<em>{shown(node.children)}</em>"
        case Strong():
            return f"<strong>{shown(node.children)}</strong>"
        case Link():
            return f"<a {node.href}>{shown(node.children)}</a>"
        case Reference():
            assert node.kind == "internal"
            return f"<ref {node.target}>{shown(node.children)}</ref>"
        case Language():
            return f"<lang {node.tag}>{shown(node.children)}</lang>"
    raise AssertionError(node)


MARKUP = [
    # emphasis (CommonMark 0.31, 6.2)
    ("*ord*", "<em>ord</em>"),
    ("_ord_", "<em>ord</em>"),
    ("**ord**", "<strong>ord</strong>"),
    ("__ord__", "<strong>ord</strong>"),
    ("***ord***", "<em><strong>ord</strong></em>"),
    ("**ett *två* tre**", "<strong>ett <em>två</em> tre</strong>"),
    ("snö*boll*en", "snö<em>boll</em>en"),
    ("snö_boll_en", "snö_boll_en"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("* ord *", "* ord *"),
    ("*ord", "*ord"),
    ("**ord*", "*<em>ord</em>"),
    ("**", "**"),
    ("*(*ord*)*", "<em>(<em>ord</em>)</em>"),
    ("*ett **två* tre**", "<em>ett <em><em>två</em> tre</em></em>"),
    # links (6.3)
    ("[ord](https://example.se)", "<a https://example.se>ord</a>"),
    ("[ord](<https://example.se/a b>)", "<a https://example.se/a b>ord</a>"),
    ("[*ett* ord](mailto:a@example.se)", "<a mailto:a@example.se><em>ett</em> ord</a>"),
    ("[ord](javascript:alert(1))", "<a javascript:alert(1)>ord</a>"),  # kept, for the rules of the source to refuse
    ("[ord](https://example.se/å)", "<a https://example.se/å>ord</a>"),
    ("[ord](#skolan)", "<ref skolan>ord</ref>"),
    ("[](#skolan)", "<ref skolan></ref>"),
    ("[ett [två](#b) tre](#a)", "[ett <ref b>två</ref> tre](#a)"),
    ("[ord](a b)", "[ord](a b)"),
    ("[ord] (#a)", "[ord] (#a)"),
    ("[ord]", "[ord]"),
    ("[ord][a]", "[ord][a]"),
    ("[ord](#a", "[ord](#a"),
    # escapes (2.4)
    (r"\*ord\*", "*ord*"),
    (r"\[ord](#a)", "[ord](#a)"),
    (r"\\", "\\"),
    (r"\å", r"\å"),
    # other languages and notes, which are ours
    ("[good morning]{lang=en}", "<lang en>good morning</lang>"),
    ("[*good* morning]{lang=en-GB}", "<lang en-GB><em>good</em> morning</lang>"),
    ("[a [b]{lang=fi} c]{lang=en}", "<lang en>a <lang fi>b</lang> c</lang>"),
    ("[[ord](#a)]{lang=en}", "<lang en><ref a>ord</ref></lang>"),
    ("[ord]{lang=}", "[ord]{lang=}"),
    ("[ord]{lang=e n}", "[ord]{lang=e n}"),
    ("[ord]{lang=en", "[ord]{lang=en"),
    ("[ord] {lang=en}", "[ord] {lang=en}"),
    ("[ord]{.klass}", "[ord]{.klass}"),
    ("ord[^a]", "ord<note a>"),
    ("ord[^a-1_b] mer", "ord<note a-1_b> mer"),
    ("*ord[^a]*", "<em>ord<note a></em>"),
    ("ord[^]", "ord[^]"),
    ("ord[^a b]", "ord[^a b]"),
    (r"ord\[^a]", "ord[^a]"),
    # phrase breaks
    ("ett\ntvå", "ett<br>två"),
    ("ett  \ntvå", "ett<br>två"),
    ("ett\\\ntvå", "ett<br>två"),
    ("*ett\ntvå*", "<em>ett<br>två</em>"),
]

# Everything else is the characters that it is written with.
TEXTS = [
    "<b>fet</b>",
    "<script>alert(1)</script>",
    "<!-- nej -->",
    "<https://example.se>",
    "https://example.se",
    "&amp; &lt; &#42; &nbsp;",
    "`kod`",
    "~~struket~~",
    "# rubrik",
    "- punkt",
    "1. punkt",
    "> citat",
    "    indrag",
    "| a | b |",
    "---",
    "$x$ H~2~O x^2^",
    ":smile: (c) ...",
    '"citat" -- streck',
    "a\u00a0b\u00adc\u200bd",
    "  mellanrum  ",
    "",
]


@pytest.mark.parametrize(("text", "expected"), MARKUP)
def test_what_is_markup(text: str, expected: str) -> None:
    assert shown(parse_inline(text)) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_text(text: str) -> None:
    assert parse_inline(text) == ((Text(value=text),) if text else ())


def test_an_image_is_no_image() -> None:
    assert shown(parse_inline("![ord](https://example.se/a.png)")) == "!<a https://example.se/a.png>ord</a>"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "*" * 20_000,
        "*a " * 5000,
        "_a " * 5000,
        "[a](" * 3000,
        "[a](b " * 3000,
        "[" * 2000 + "a" + "]{lang=en}" * 2000,
        "[a" * 1000 + "](b)" * 1000,
        "**a *b " * 500 + "c" + "* **" * 500,
        "\\" * 20_001,
    ],
)
def test_markup_without_end_neither_fails_nor_hangs(text: str) -> None:
    assert plain_text(parse_inline(text))


def test_what_nests_too_deep_is_text() -> None:
    deep = "*a **b " * 11 + "c" + "** *" * 11
    assert shown(parse_inline("*a **b " * 2 + "c" + "***" * 2)).startswith("<em>")
    assert plain_text(parse_inline(deep)).count("a") == 11


# --- for any text ---------------------------------------------------------------------------

WORDS = st.text(alphabet="abcåäöé17", min_size=1, max_size=6)
PLAIN = st.text(alphabet="abcåäö 17.,!?<>&`#-+|~^=\"'():;{}/", max_size=30)


def wrapped(inner: st.SearchStrategy[tuple[str, list[str]]]) -> st.SearchStrategy[tuple[str, list[str]]]:
    """Markup around texts: what is written, and the words that it must show."""
    several = st.lists(inner, min_size=1, max_size=3).map(
        lambda parts: (" ".join(text for text, _ in parts), [word for _, words in parts for word in words])
    )
    marks = st.sampled_from(
        ["*{}*", "**{}**", "[{}](https://example.se/x)", "[{}](#x)", "[{}]{{lang=en}}", "{}[^x]", "({})", "<b>{}</b>"]
    )
    return st.tuples(marks, several).map(lambda made: (made[0].format(made[1][0]), made[1][1]))


MARKED = st.recursive(WORDS.map(lambda word: (word, [word])), wrapped, max_leaves=12)


@settings(derandomize=True, max_examples=400)
@given(MARKED)
def test_no_word_is_lost_in_markup(made: tuple[str, list[str]]) -> None:
    text, words = made
    left = plain_text(parse_inline(text))
    for word in words:
        before, found, left = left.partition(word)
        assert found, (text, word, before)


@settings(derandomize=True, max_examples=400)
@given(PLAIN)
def test_text_without_marks_is_itself(text: str) -> None:
    assert plain_text(parse_inline(text)) == text


@settings(derandomize=True, max_examples=600)
@given(st.text(alphabet="abå *_[]()\\#^{}=lang<>&\n!", max_size=40) | st.text(max_size=40))
def test_any_text_is_read(text: str) -> None:
    """Nothing is invented: what is shown are characters of the text, in their order."""
    rest = iter(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"))
    said = plain_text(parse_inline(text))
    assert all(any(char in {other, " " if other == "\n" else other} for other in rest) for char in said)


@settings(derandomize=True, max_examples=300)
@given(st.text(alphabet="abå *_[]()\\#^{}=lang<>&\n!", max_size=40))
def test_texts_are_merged_and_not_empty(text: str) -> None:
    def check(nodes: Inlines) -> None:
        assert all(not isinstance(node, Text) or node.value for node in nodes)
        assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in pairwise(nodes))
        for node in nodes:
            check(getattr(node, "children", ()))

    check(parse_inline(text))


@settings(derandomize=True, max_examples=500)
@given(
    st.lists(st.sampled_from([*"ab \n\t\u00a0{}()<&#", "[a]{lang=en}", "[ a b ]{lang=fi}"])).map("".join) | st.text()
)
def test_a_text_without_marks_is_read_as_the_parser_reads_it(text: str) -> None:
    """A mark at the end calls the parser, and says nothing but its own character."""
    nodes = parse_inline(text + "\\*")
    last = nodes[-1]
    assert isinstance(last, Text)
    assert last.value.endswith("*")
    rest = last.value[:-1]
    assert parse_inline(text) == (*nodes[:-1], *([Text(value=rest)] if rest else []))
