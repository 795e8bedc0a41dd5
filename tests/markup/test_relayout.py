"""A document that is laid out again where it has changed: the same bytes as a whole layout, of far fewer pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from progpipe.build import prepare
from progpipe.emitters.pdf import pdf
from progpipe.errors import BuildError
from progpipe.load import load
from progpipe.markup import weasyprint as door
from progpipe.markup.attachment import Attachment
from progpipe.markup.engine import version
from progpipe.markup.pdf_profile import PROFILES
from progpipe.theme import Theme

SOURCE = Attachment(name="prov.json", media_type="application/json", description="Prov", content=b"{}", date="")
REAL = Path(__file__).parent.parent.parent / "source" / "alingsas-2027-2030.json"
STYLE = """
  @page { size: 60mm 50mm; margin: 8mm 5mm; @top-left { content: string(head) } }
  @page { @bottom-right { content: counter(page) } }
  @page wide { size: 80mm 50mm }
  * { margin: 0; padding: 0; font-size: 4mm; line-height: 1.4 }
  header { break-after: page } body { counter-reset: part }
  .new { break-before: page } .left { break-before: left } .wide { page: wide } .keep { break-inside: avoid }
  h2 { string-set: head content(text); break-after: avoid; bookmark-level: 1 }
  .counted { counter-increment: part } .counted::before { content: counter(part) ". " }
  .to::after { content: " " target-counter(attr(href url), page) }
  .words::after { content: " " target-text(attr(href url)) }
  .total::after { content: " " counter(pages) }
  section + section { padding-top: 1mm } p:nth-last-child(2) { color: #123456 } p:only-child { padding-left: 2mm }
  .float { float: right; width: 10mm } .inline { display: inline } .none { display: none } table { width: 40mm }
"""


@pytest.fixture(autouse=True)
def _keeping() -> Iterator[None]:
    door.keep_layouts()
    yield
    door._LAYOUTS.clear()


def html(main: str, style: str = STYLE) -> bytes:
    return (
        f"<!DOCTYPE html><html lang='sv'><head><title>Prov</title><style>{style}</style></head>"
        f"<body><header><h1 id='omslag'>Prov</h1></header><main>{main}</main></body></html>"
    ).encode()


def rendered(theme: Theme, document: bytes) -> door.Rendered | str:
    """The document as PDF, or what is wrong with it."""
    try:
        return door.render_pdf(document, files={}, fonts=theme.fonts, profile=PROFILES["1.7"], attachment=SOURCE)
    except BuildError as error:
        return str(error)


def whole(theme: Theme, document: bytes) -> door.Rendered | str:
    """The same, made by a process that keeps nothing."""
    kept, door._LAYOUTS[:] = list(door._LAYOUTS), []
    try:
        return rendered(theme, document)
    finally:
        door._LAYOUTS[:] = kept


def section(name: str, text: str, *, kind: str = "new") -> str:
    return f"<section class='{kind}' id='{name}'><h2>{name}</h2><p>{text}</p></section>"


def test_only_the_pages_of_a_changed_section_are_laid_out(theme: Theme, laid_out: list[int]) -> None:
    parts = {name: section(name, "ord " * 60) for name in "abcde"}
    rendered(theme, html("".join(parts.values())))
    assert laid_out == [*range(11)]
    laid_out.clear()
    changed = html("".join((parts | {"c": section("c", "ord " * 59 + "nu")}).values()))
    made = rendered(theme, changed)
    assert laid_out == [5, 6]
    laid_out.clear()
    assert rendered(theme, changed) == made
    assert not laid_out
    assert made == whole(theme, changed)


def test_what_comes_after_more_pages_is_laid_out_too(theme: Theme, laid_out: list[int]) -> None:
    back = "<a class='to' href='#c'>c</a>"
    parts = {"a": section("a", back), **{name: section(name, "ord " * 60) for name in "bc"}}
    rendered(theme, html("".join(parts.values())))
    laid_out.clear()
    longer = html("".join((parts | {"b": section("b", "ord " * 90)}).values()))
    made = rendered(theme, longer)
    assert laid_out == [2, 3, 4, 5, 6, 1]
    assert made == whole(theme, longer)


GRADIENT = "<p style='background: linear-gradient(red, blue)'>ord</p>"
PARTS_OF_PAGES = {
    "a running head that goes on": ("<h2>ab</h2>", "<h2>ba</h2>", "<p>ord</p>"),
    "a reference to a place further down": (
        "<a class='to' href='#p'>se</a><p id='p'>ord</p>",
        "<a class='to' href='#p'>se</a>" + "<p>ord</p>" * 9 + "<p id='p'>ord</p>",
        "<a class='to' href='#p'>se</a>",
    ),
    "glyphs that were measured at another size": (
        "<p style='font-size: 3.1mm'>abcdefghijklmnopqrstuvwxyz</p>",
        "<p>åäö</p>",
        "<p style='font-size: 4.7mm'>abcdefghijklmnopqrstuvwxyz</p>",
    ),
    "objects that are numbered": ("<p>ord</p>", GRADIENT, GRADIENT),
    "a table that goes on": (
        "<table><thead><tr><th>A</th></tr></thead>" + "<tr><td>ord</td></tr>" * 12 + "</table>",
        "<table><thead><tr><th>A</th></tr></thead>" + "<tr><td>nu</td></tr>" * 20 + "</table>",
        "<table><thead><tr><th>B</th></tr></thead>" + "<tr><td>ord</td></tr>" * 12 + "</table>",
    ),
    "a mark in a list": ("<ul><li>ord</ul>", "<ul><li>ord<li>nytt</ul>", "<ul><li>ord" + "<li>ord" * 20 + "</ul>"),
}


@pytest.mark.parametrize("what", PARTS_OF_PAGES)
def test_what_hangs_on_a_changed_section_changes_with_it(theme: Theme, laid_out: list[int], what: str) -> None:
    before, after, other = PARTS_OF_PAGES[what]
    follows = f"<section class='new' id='b'>{other}</section>"
    for number, text in enumerate([before, after, before]):
        laid_out.clear()
        document = html(f"<section class='new' id='a'>{text}</section>{follows}")
        made = rendered(theme, document)
        assert (0 in laid_out) is (number == 0)
        assert made == whole(theme, document)


TO, WORDS_OF = "<a class='to' href='#p'>se</a>", "<a class='words' href='#p'>se</a>"
FIXED, COUNTED = "<b style='position: fixed'>ord</b>", "<b class='counted'>ord</b>"
# The text before and after, and a style for both.
WHOLE = {
    "another section": (section("a", "ord"), section("b", "ord"), ""),
    "one more section": (section("a", "ord"), section("a", "ord") + section("b", "ord"), ""),
    "another kind": (section("a", "ord"), section("a", "ord", kind="keep"), ""),
    "no section": ("<p>ord</p>" + section("a", "ord"), "<p>nytt</p>" + section("a", "ord"), ""),
    "text before it": ("ord " + section("a", "ord"), "ord " + section("a", "nytt"), ""),
    "text before it from a style": (section("a", "ord"), section("a", "nytt"), "main::before { content: 'ord ' }"),
    "in a line": (section("a", "ord", kind="inline"), section("a", "nytt", kind="inline"), ""),
    "not shown": (section("a", "ord", kind="none"), section("a", "nytt", kind="none"), ""),
    "at the side": (section("a", "ord", kind="float"), section("a", "nytt", kind="float"), ""),
    "all text in a running head": (
        section("a", "ord"),
        section("a", "nytt"),
        "main { string-set: head content(text) }",
    ),
    **{
        what: (section("a", before) + section("b", other), section("a", after) + section("b", other), "")
        for what, (before, after, other) in {
            "numbers that go on": ("ord", COUNTED, COUNTED),
            "words that are repeated": ("<b id='p'>ord</b>", "<b id='p'>nytt</b>", WORDS_OF),
            "an id that is gone": ("<b id='p'>ord</b>", "<b>ord</b>", TO),
            "an id that comes twice": ("ord", "<b id='p'>ord</b>", "<b id='p'>ord</b>"),
            "on all pages": (FIXED, FIXED + "nytt", "ord"),
            "on all pages from now on": ("ord", FIXED, "ord"),
        }.items()
    },
    "over the end of its pages": (
        section("a", f"<span class='float'>{'ord ' * 40}</span>") + "<section id='b'>ord</section>",
        section("a", f"<span class='float'>{'nytt ' * 40}</span>") + "<section id='b'>ord</section>",
        "",
    ),
}


@pytest.mark.parametrize("what", WHOLE)
def test_more_than_a_section_is_laid_out_whole(theme: Theme, laid_out: list[int], what: str) -> None:
    before, after, style = WHOLE[what]
    rendered(theme, html(before, STYLE + style))
    laid_out.clear()
    made = rendered(theme, html(after, STYLE + style))
    assert 0 in laid_out
    assert made == whole(theme, html(after, STYLE + style))


def test_another_style_is_laid_out_whole(theme: Theme, laid_out: list[int]) -> None:
    rendered(theme, html(section("a", "ord")))
    laid_out.clear()
    other = html(section("a", "ord"), STYLE + "p { color: #123456 }")
    assert rendered(theme, other) == whole(theme, other)
    assert laid_out == [0, 1, 0, 1]


SEARCH = (Phase.reuse, Phase.generate)  # to make an example smaller would take minutes
WORD = st.sampled_from(["ord", "nu", "kommunen", "barnomsorg", "vård", "fi", "ffi", "Å", "—", "12", "%"])
WORDS = st.lists(WORD, min_size=1, max_size=60)
KINDS = st.sampled_from(["", "new", "left", "wide", "keep", "counted", "new counted", "new wide"])
INLINES = st.sampled_from(
    [
        "",
        "<b>fet</b>",
        "<a class='to' href='#a'>se</a>",
        "<a class='to' href='#c'>se</a>",
        "<span class='total'></span>",
        "<a class='words' href='#b-text'>se</a>",
        "<span class='float'>vid sidan</span>",
        "<i class='counted'>nr</i>",
    ]
)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    words = " ".join(draw(WORDS))
    return draw(
        st.sampled_from(
            [
                f"<p>{words} {draw(INLINES)}</p>",
                f"<ul><li>{words}</li><li>{draw(INLINES)}</li></ul>",
                f"<table><thead><tr><th>Rubrik</th></tr></thead><tbody><tr><td>{words}</td></tr><tr><td>{words}</td></tr>"
                "</tbody></table>",
                f"<p class='keep'>{words}</p>",
            ]
        )
    )


@st.composite
def sections(draw: st.DrawFn, name: str) -> str:
    inside = "".join(draw(st.lists(blocks(), min_size=1, max_size=4)))
    return f"<h2>{draw(st.sampled_from(['Ett', 'Två', 'Tre']))}</h2><p id='{name}-text'>{draw(INLINES)}</p>{inside}"


def nested(kinds: dict[str, str], texts: dict[str, str]) -> bytes:
    """Three sections and one inside the second."""
    made = {name: f"<section id='{name}' class='{kinds[name]}'>{texts[name]}" for name in kinds}
    main = f"{made['a']}</section>\n{made['b']} {made['d']}</section>\n</section> {made['c']}</section>"
    return html(f"<nav class='new'><a class='to' href='#c'>c</a> <a class='to' href='#d'>d</a></nav>\n{main}")


@settings(max_examples=25, deadline=None, phases=SEARCH, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_gives_the_file_that_a_whole_layout_gives(theme: Theme, data: st.DataObject) -> None:
    door.keep_layouts()
    kinds = {name: data.draw(KINDS) for name in "abdc"}
    texts = {name: data.draw(sections(name)) for name in kinds}
    rendered(theme, nested(kinds, texts))
    for name in data.draw(st.lists(st.sampled_from("abcd"), min_size=1, max_size=4)):
        texts[name] = data.draw(sections(name))
        document = nested(kinds, texts)
        assert rendered(theme, document) == whole(theme, document)


def test_the_real_programme_after_a_change(laid_out: list[int]) -> None:
    text = REAL.read_text("utf-8")
    words = [found.end() for found in re.finditer(r'"(?:text|title)": "', text)]
    known: dict[int, int] = {}
    for number, place in enumerate([None, *words[3::90], None]):
        changed = text if place is None else f"{text[:place]}Ny mening {number}. {text[place:]}"
        for edition, (context, publication) in enumerate(prepare(load(changed.encode(), REAL.parent), require="draft")):
            laid_out.clear()
            made = list(pdf(publication, context))
            pages = len(laid_out)
            kept, door._LAYOUTS[:] = list(door._LAYOUTS), []
            assert made == list(pdf(publication, context))
            door._LAYOUTS[:] = kept
            assert pages <= known.setdefault(edition, pages)
    assert pages < known[edition] / 2


def test_nothing_is_kept_of_what_is_wrong(theme: Theme) -> None:
    right = html(section("a", "ord") + section("b", "ord"))
    wrong = html(section("a", "ord \u4e00") + section("b", "ord"))
    rendered(theme, right)
    for document in (wrong, wrong, html(section("a", "ord \u4e00") + section("b", "nytt"))):
        assert "notdef" in str(rendered(theme, document))
    assert rendered(theme, right) == whole(theme, right)


def test_with_another_version_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    door._LAYOUTS.clear()
    monkeypatch.setattr(version, "VERSION", "71.0")
    door.keep_layouts()
    assert not door._LAYOUTS
