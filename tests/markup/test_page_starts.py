"""Where pages start: read off a layout with pages so small that the break falls where a test wants it."""

from __future__ import annotations

import struct
import zlib

import pytest

from progpipe.interfaces import PageStart
from progpipe.markup.weasyprint import render_pdf
from progpipe.theme import Theme, read_theme

PAGE = "@page { size: 60mm 40mm; margin: 5mm } * { margin: 0; padding: 0; font-size: 5mm; line-height: 1.5 }"
DOCUMENT = """<!DOCTYPE html><html lang="sv"><head><title>Prov</title><style>{page}{style}</style></head>
<body><header class="cover"><h1 id="omslag">Prov</h1></header><main id="texten">{main}</main></body></html>"""


@pytest.fixture(scope="module")
def theme() -> Theme:
    return read_theme("default")


def png() -> bytes:
    """A grey image of 4 by 4 pixels."""
    header = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00\x77\x77\x77\x77" * 4)
    parts = [(b"IHDR", header), (b"IDAT", rows), (b"IEND", b"")]
    made = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def starts(theme: Theme, main: str, style: str = "") -> list[tuple[str, int]]:
    """The pages after the first, which begins with the cover."""
    html = DOCUMENT.format(page=PAGE, style=style, main=main)
    made = render_pdf(html.encode(), files={"a.png": png()}, fonts=theme.fonts, variant="pdf/ua-1")
    assert [start.page for start in made.page_starts] == list(range(1, made.pages + 1))
    assert made.page_starts[0] == PageStart(page=1, block="omslag", offset=0)
    return [(start.block, start.offset) for start in made.page_starts[1:]]


NEW = "style='break-before: page'"
ONE = "p { widows: 1; orphans: 1 }"
# What it is: the text, a style, and where its pages start after the first.
CASES: dict[str, tuple[str, str, list[tuple[str, int]]]] = {
    "a paragraph": (f"<p id='a'>Ett</p><p id='b' {NEW}>Två</p>", "", [("b", 0)]),
    "a line of a paragraph": ("<p id='a'>ett<br>två<br>tre<br>fyra fem</p>", ONE, [("a", 9)]),
    "a word that is cut counts as its start": (
        "<p id='a'>ett<br>två<br>ja kommun-full-mäk-ti-ge-le-da-mö-ten</p>".replace("-", "\u00ad"),
        ONE + "p { hyphens: manual; hyphenate-character: '-' }",
        [("a", 8)],
    ),
    "a heading": (f"<section id='s' {NEW}><h2 id='s-rubrik'>Två</h2><p id='a'>Tre</p></section>", "", [("s", 0)]),
    "capitals of the theme, and a letter that becomes two": (
        "<p id='a'>straße<br>två<br>tre<br><em>fyra</em> och mer</p>",
        ONE + "p { text-transform: uppercase }",
        [("a", 12)],
    ),
    "what the theme hides": (
        f"<p id='a'>Ett <b>två</b> <i {NEW}>tre</i></p>",
        "b { display: none } i { display: block }",
        [("a", 6)],
    ),
    "what the theme generates": (
        f"<p id='a'>Ett</p><p id='b' {NEW}>Två</p>",
        "#b::before { content: 'Se: ' }",
        [("b", 0)],
    ),
    "an item of a list": (
        f"<ul id='l'><li id='l-1'><p id='l-1-1'>Ett</p></li><li id='l-2' {NEW}><p id='l-2-1'>Två</p></li></ul>",
        "",
        [("l-2-1", 0)],
    ),
    "a row of a table whose head, with a note, comes again": (
        "<table id='t'><caption id='t-rubrik'>Om</caption>"
        "<thead><tr><th>Vad<a role='doc-noteref'>1</a></th></tr></thead>"
        f"<tbody><tr><td>Ett</td></tr><tr {NEW}><td>Två</td></tr></tbody></table>",
        "* { line-height: 1 } table { border-collapse: collapse }",
        [("t", len("OmVadEtt"))],
    ),
    "an image": (f"<figure id='f' {NEW}><img src='progpipe:///a.png' alt='Grått'></figure>", "", [("f", 0)]),
    "the caption of an image, which counts as one character": (
        f"<figure id='f'><img src='progpipe:///a.png' alt='Grått'><figcaption {NEW}>Bild</figcaption></figure>",
        "",
        [("f", 1)],
    ),
    "a decorative image": (
        f"<figure id='f' {NEW}><div class='decorative'></div></figure>",
        ".decorative { height: 5mm }",
        [("f", 0)],
    ),
    "an explanation": (
        "<dl id='d'><div><dt id='ord'><dfn>LOV</dfn> <span class='expansion'>lagen</span></dt>"
        f"<dd {NEW}><p>En lag.</p></dd></div></dl>",
        "",
        [("ord", 3)],
    ),
    "notes with their heading": (
        f"<div id='n' class='notes' {NEW}><p class='notes-title' id='n-rubrik'>Noter</p>"
        "<ol><li id='n-1'><p>Ja.</p></li></ol></div>",
        "",
        [("n", 0)],
    ),
    "the mark of a note": (
        "<p id='a'>ett<a href='#b' id='m' role='doc-noteref'><sup>1</sup></a><br>två<br>tre<br>fyra</p><p id='b'>b</p>",
        ONE + "sup { line-height: 0 }",
        [("a", 9)],
    ),
    "a page with nothing on it starts where the next does": (
        f"<p id='a'>Ett</p><div {NEW}></div><p id='b' {NEW}>Två</p>",
        "",
        [("b", 0), ("b", 0)],
    ),
    "a last page with nothing on it starts where the text ends": (
        f"<p id='a'>Ett</p><div {NEW}></div>",
        "div { height: 3mm }",
        [("a", 3)],
    ),
    "no page more": ("<p id='a'>Ett</p>", "", []),
}


@pytest.mark.parametrize("case", CASES)
def test_where_a_page_starts(theme: Theme, case: str) -> None:
    main, style, expected = CASES[case]
    assert starts(theme, main, style) == expected


def test_long_contents_go_on(theme: Theme) -> None:
    listed = "".join(f"<li><a href='#a'>Del {number}</a></li>" for number in range(8))
    contents = f"<nav {NEW}><h2 id='innehall'>Innehåll</h2><ol>{listed}</ol></nav>"
    html = DOCUMENT.format(page=PAGE, style="", main="<p id='a'>Ett</p>").replace("<main", contents + "<main")
    made = render_pdf(html.encode(), files={}, fonts=theme.fonts, variant="pdf/ua-1")
    assert [start.block for start in made.page_starts] == ["omslag", "innehall", "innehall", "innehall"]
    assert made.page_starts[2].offset > made.page_starts[1].offset == 0
