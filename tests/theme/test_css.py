"""What the style sheets of a theme may say, by example and for any text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from progpipe.errors import BuildError, Problem
from progpipe.interfaces import Context
from progpipe.publication import Publication
from progpipe.theme import Theme, read_theme, stylesheet
from progpipe.theme.css import css_problems
from progpipe.theme.values import Sheet

HERE = Path(__file__).parent
DEFAULT = read_theme("default")
# A colour that stands in no pair.
ALONE = '[colours]\nalone = "#123456"\n'
MEDIA = ("screen", "print", "epub")
MakeTheme = Callable[..., Path]


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(BuildError) as caught:
        read_theme(folder)
    return caught.value.problems


@pytest.mark.parametrize("line", lines("refused.txt"))
def test_what_a_style_sheet_may_not_say(line: str, make_theme: MakeTheme) -> None:
    code, _, css = line.partition("  ")
    folder = make_theme(ALONE, screen_css=f"/* first line */\n{css}\n")
    found = problems(folder)
    assert code in {problem.code for problem in found}
    assert all(problem.file == str(folder / "screen.css") for problem in found)
    assert all(problem.line in {2, 3} and problem.column for problem in found)
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize("line", lines("accepted.txt"))
def test_what_a_style_sheet_may_say(line: str, make_theme: MakeTheme) -> None:
    theme = read_theme(make_theme(screen_css=line, print_css=line, epub_css=line))
    for medium in MEDIA:
        assert line.partition("var(")[0].strip() in stylesheet(theme, medium, "standard")


CONTAINER = "@container (min-width: 26em) { a { margin: 0 } }"


def test_a_container_may_be_asked_in_a_book(make_theme: MakeTheme) -> None:
    assert CONTAINER in stylesheet(read_theme(make_theme(epub_css=CONTAINER)), "epub", "standard")


@pytest.mark.parametrize("name", ["common.css", "colour.css", "screen.css", "print.css"])
def test_nothing_else_knows_containers(name: str, make_theme: MakeTheme) -> None:
    (found,) = problems(make_theme(**{name.replace(".", "_"): CONTAINER}))
    assert (found.code, found.line) == ("P408", 1)


@pytest.mark.parametrize("name", ["common.css", "colour.css", "screen.css", "print.css", "epub.css"])
def test_every_style_sheet_is_looked_at(name: str, make_theme: MakeTheme) -> None:
    folder = make_theme(**{name.replace(".", "_"): "\n\n  a { background: url(a.png) }"})
    (found,) = problems(folder)
    assert (found.code, found.file, found.line, found.column) == ("P409", str(folder / name), 3, 19)


def test_all_problems_come_at_once(make_theme: MakeTheme) -> None:
    folder = make_theme(screen_css="a { color: red }\nb { opacity: 0 }", print_css="@layer x;")
    assert [(p.code, p.line) for p in problems(folder)] == [("P410", 1), ("P410", 2), ("P408", 1)]


@pytest.mark.parametrize(
    ("css", "hint"),
    [
        ("@meda print { a { margin: 0 } }", "Did you mean 'media'?"),
        ("a { margin: var(--mesure) }", "Did you mean 'measure'?"),
        ("a { width: clac(1em) }", "Did you mean 'calc'?"),
    ],
)
def test_a_slip_of_the_pen_is_recognised(css: str, hint: str, make_theme: MakeTheme) -> None:
    assert problems(make_theme(screen_css=css))[0].hint == hint


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x0c", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_no_page_can_hold(character: str, make_theme: MakeTheme) -> None:
    (found,) = problems(make_theme(screen_css=f"a {{ margin: 0 }}\nb::after {{ content: '{character}' }}"))
    assert (found.code, found.line, found.column) == ("P408", 2, 22)
    assert f"U+{ord(character):04X}" in found.message


@pytest.mark.parametrize(
    "css", ["a { width: " + "(" * 100_000, "a {" * 50_000, "@media x {" * 30_000, "a { width: " + "calc(" * 30_000]
)
def test_brackets_without_end(css: str, make_theme: MakeTheme) -> None:
    (found,) = problems(make_theme(screen_css=css))
    assert found.code == "P408"
    assert "more than 20 brackets" in found.message


def test_a_flood_of_problems_is_cut(make_theme: MakeTheme) -> None:
    assert len(problems(make_theme(screen_css="a { margin: var(--nothing) }\n" * 10_000))) == 100


def test_line_ends_of_other_machines(make_theme: MakeTheme) -> None:
    found = problems(make_theme(screen_css="a { margin: 0 }\r\nb { color: red }\rc { margin: var(--nothing) }"))
    assert [(p.code, p.line) for p in found] == [("P410", 2), ("P411", 3)]


# --- for any text ---------------------------------------------------------------------------

# What a hostile style sheet is made of.
PIECES = (
    *(
        "a",
        "b:hover",
        "@media print",
        "@page",
        "@top-left",
        "@import",
        "@font-face",
        "@x",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
    ),
    *(";", ":", ",", '"', "'", "\\", "\n", " ", "/*", "*/", "<!--", "-->", "</style>", "#fff", "1em", "red", "none"),
    *("background", "content", "color", "--x", "var(--paper)", "var(--text)", "calc(", "attr(href url)", "!important"),
    *(
        "url(",
        "URL(",
        "u\\72l(",
        "\\75 rl(",
        "src(",
        "image-set(",
        "https://example.org/",
        "file:///etc/passwd",
        "a.png",
    ),
    *(
        "linear-gradient(",
        "target-counter(",
        "foo(",
        "progid:x",
        "data:image/svg+xml,x",
        "\\",
        "\x0c",
        "é",
        "\U0001f600",
    ),
)
CSS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(lambda parts: f"a {{ background: {''.join(parts)} }}"),
    st.text(alphabet=st.sampled_from("aurl()\\72\"'/*:;{}@- \nsc"), max_size=40),
)
TOKENS = frozenset({*DEFAULT.colours, *DEFAULT.tokens})


def sheet(text: str) -> Sheet:
    return Sheet(file="x.css", text=text, tokens=TOKENS, colours=frozenset(DEFAULT.colours), pairs=DEFAULT.pairs)


def everything(values: Any) -> Iterator[Any]:
    for value in values:
        yield value
        yield from everything(getattr(value, "arguments", None) or getattr(value, "content", None) or [])


# Functions that a browser or WeasyPrint fetches the arguments of (CSS Values 4, CSS Images 4).
FETCHING = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element"}


@settings(derandomize=True, max_examples=1500, deadline=None)
@given(CSS)
def test_no_accepted_style_sheet_names_an_address(text: str) -> None:
    if any(css_problems(sheet(text))):
        return
    tokens = list(everything(tinycss2.parse_component_value_list(text)))
    assert not [token for token in tokens if token.type in {"url", "error"}]
    assert not {token.lower_name for token in tokens if token.type == "function"} & FETCHING
    assert not {token.lower_value for token in tokens if token.type == "at-keyword"} & {"import", "font-face"}
    drawn = document_fromstring(f"<style>{text}</style><p>after</p>")
    assert [element.tag for element in drawn.iter()] == ["html", "head", "style", "body", "p"]


def test_the_property_finds_what_it_looks_for() -> None:
    """That the pieces make style sheets of both kinds: a property that only sees refusals proves nothing."""
    found = {"accepted": 0, "refused": 0}

    @settings(derandomize=True, max_examples=500, deadline=None, database=None)
    @given(CSS)
    def count(text: str) -> None:
        found["refused" if any(css_problems(sheet(text))) else "accepted"] += bool(text)

    count()
    assert min(found.values()) > 20


def test_weasyprint_asks_for_nothing(real: tuple[Context, Publication]) -> None:
    """The second lock: the engine of the PDF is given no way out, whatever a theme says."""
    from dataclasses import replace  # noqa: PLC0415

    from progpipe.emitters.pdf import pdf  # noqa: PLC0415

    context, publication = real
    styles = {**context.theme.styles, "print": "body { background: url(file:///etc/hostname) }"}
    theme: Theme = replace(context.theme, styles=styles)
    with pytest.raises(BuildError, match=r"refused to fetch file:///etc/hostname"):
        list(pdf(replace(publication, sections=()), replace(context, theme=theme)))
