"""`progpipe lint --report`: the page that the communications team reads."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from programmes import LONG, easy, programme, rendition_of

import progpipe
from progpipe.cli import main
from progpipe.lint.numbers import decimal
from progpipe.lint.readability import readability
from progpipe.load import load
from progpipe.markup.page import html_page
from progpipe.model import Programme
from progpipe.theme import read_theme

TABLES = {
    "mean_sentence": 1,
    "longest_sentence": 0,
    "rare": 1,
    "mattr": 3,
    "lix": 1,
    "passive": 1,
    "ordinary": 2,
}
SVG = "{http://www.w3.org/2000/svg}"


def page_bytes(source: Programme | dict[str, Any], edition: str = "lattlast", theme: str = "default") -> bytes:
    made = source if isinstance(source, Programme) else load(source)
    dressing = read_theme(theme)
    return html_page(readability(made, progpipe.lint(made, edition), dressing), dressing, "standard")


def page(source: Programme | dict[str, Any], edition: str = "lattlast") -> HtmlElement:
    return document_fromstring(page_bytes(source, edition))


def text(node: HtmlElement) -> str:
    return " ".join(node.text_content().split())


def table(tree: HtmlElement, name: str) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in tree.get_element_by_id(name).xpath("./tbody/tr")]


def drawn(tree: HtmlElement, measure: str) -> etree._Element:
    (address,) = tree.xpath(f"//*[@id='matt-{measure}-diagram']/img/@src")
    head, _, content = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return etree.fromstring(base64.b64decode(content))


@pytest.fixture(scope="module")
def real(alingsas: Programme) -> HtmlElement:
    return page(alingsas)


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", TABLES)
def test_the_numbers_are_those_of_the_linter(measure: str, alingsas: Programme, real: HtmlElement) -> None:
    report = progpipe.lint(alingsas)
    wanted = [report.measures, *(stretch.measures for stretch in report.sections)]
    said = [decimal(getattr(found, measure), TABLES[measure]) for found in wanted]
    assert [row[1] for row in table(real, f"tabell-{measure}")] == said
    assert drawn(real, measure).xpath("//*[contains(@class, 'bold end')]/text()") == said


@pytest.mark.parametrize("measure", TABLES)
def test_beside_them_stand_those_of_the_same_sections_in_the_standard_text(
    measure: str, alingsas: Programme, real: HtmlElement
) -> None:
    rows = table(real, f"tabell-{measure}")
    standard, report = progpipe.lint(alingsas, "standard"), progpipe.lint(alingsas)
    assert rows[0][2] == decimal(getattr(standard.measures, measure), TABLES[measure])
    alone = {tuple(part.id for part in stretch.parts): stretch.measures for stretch in standard.sections}
    shared = 0
    for row, stretch in zip(rows[1:], report.sections, strict=True):
        same = alone.get(tuple(part.id for part in stretch.parts))
        if same:
            shared += 1
            assert row[2] == decimal(getattr(same, measure), TABLES[measure])
    assert shared >= 5
    assert drawn(real, measure).xpath("//*[contains(@class, 'muted end')]/text()") == [row[2] for row in rows]


def test_a_dot_is_where_its_number_is(real: HtmlElement) -> None:
    drawing = drawn(real, "lix")
    track = drawing.xpath("//*[@class='track']")[0]
    left, right = float(track.get("x1")), float(track.get("x2"))
    start, end = (float(one) for one in drawing.xpath("//*[contains(@class, 'small')]/text()"))
    for column, style in ((1, "easy"), (2, "standard")):
        dots = [float(dot.get("cx")) for dot in drawing.xpath(f"//*[@class='{style}']")[1:]]
        for dot, row in zip(dots, table(real, "tabell-lix"), strict=True):
            number = float(row[column].replace(",", "."))
            assert dot == pytest.approx(left + (right - left) * (number - start) / (end - start), abs=0.3)


def test_short_sections_are_shown_with_their_siblings(alingsas: Programme, real: HtmlElement) -> None:
    titles = [row[0] for row in table(real, "tabell-lix")]
    assert titles[0] == "Hela texten"
    for title, stretch in zip(titles[1:], progpipe.lint(alingsas).sections, strict=True):
        first, *others = stretch.parts
        assert title == " ".join(first.heading.text.split()) + (f" (och {len(others)} till)" if others else "")
    assert any("(och 5 till)" in title for title in titles)


def test_what_published_easy_read_has_stands_beside(real: HtmlElement) -> None:
    bands = {row[0]: row[3] for row in table(real, "i-korthet-tal")}
    assert bands["Ord per mening, i medel"] == "9–10"
    assert bands["LIX"] == "28–36"
    assert bands["Passiva verb, i procent"] == "under 6"


def test_a_section_without_standard_text_has_a_dash() -> None:
    source = programme()
    (part,) = source["sections"]
    part["blocks"], part["commitments"] = [], [part["commitments"][0]]
    part["commitments"][0]["renditions"] = {}
    inner = {
        "id": "gatan",
        "type": "policy",
        "title": "Gatan",
        "commitments": [{"id": "asfalt", "text": "Laga gatan."}],
    }
    source["sections"].append({"id": "vagen", "type": "body", "title": "Vägen", "sections": [inner]})
    extra = source["sections"][1]
    extra["renditions"] = easy(
        extra, "section", title="Vägen", blocks=[{"type": "paragraph", "text": "Vägen är lång. " * 60}]
    )
    part["renditions"] = easy(part, "section", title="Skolan", blocks=[{"type": "paragraph", "text": "Skolan är bra."}])
    rows = {row[0]: row[2] for row in table(page(source), "tabell-lix")}
    assert rows["Vägen"] == "–"


def test_the_standard_edition_is_compared_with_nothing(alingsas: Programme) -> None:
    tree = page(alingsas, "standard")
    assert {len(row) for row in table(tree, "tabell-lix")} == {2}
    assert tree.xpath("//*[@id='i-korthet-tal']/thead//th/text()") == ["Mått", "Standard", "Publicerad lättläst"]


def test_an_edition_without_text_says_so() -> None:
    source = programme()
    del source["sections"][0]["renditions"]
    del source["sections"][0]["commitments"][0]["renditions"]
    tree = page(source)
    assert "ingen text än" in text(tree)
    assert not tree.xpath("//img")


# --- for everybody ------------------------------------------------------------------------------


def test_a_chart_has_a_text_and_a_table(real: HtmlElement) -> None:
    for measure in TABLES:
        (figure,) = real.xpath(f"//*[@id='matt-{measure}-diagram']")
        whole = table(real, f"tabell-{measure}")[0]
        alternative = figure.find("img").get("alt")
        assert f"{whole[1]} i utgåvan Lättläst och {whole[2]} i standardtexten" in alternative
        assert figure.xpath("./figcaption/a/@href") == [f"#tabell-{measure}"]


def test_the_page_is_in_swedish_and_says_what_the_numbers_mean(real: HtmlElement) -> None:
    assert real.get("lang") == "sv"
    cover = text(real.xpath("//header")[0])
    assert "Måtten visar om texten ser ut som lättläst." in cover
    assert "Det kan bara läsare svara på" in cover
    assert "Utkast" not in cover


@pytest.mark.parametrize("theme", ["default", "socialdemokraterna"])
def test_the_page_asks_for_nothing(theme: str, alingsas: Programme) -> None:
    tree = document_fromstring(page_bytes(alingsas, theme=theme))
    assert not tree.xpath("//script")
    assert all(address.startswith("data:") for address in tree.xpath("//@src | //link/@href"))
    assert all(address.startswith("#") for address in tree.xpath("//a/@href"))
    for measure in TABLES:
        drawing = drawn(tree, measure)
        assert {node.tag.removeprefix(SVG) for node in drawing.iter()} == {
            *("svg", "style", "rect", "line", "circle", "text")
        }
        assert "url(" not in etree.tostring(drawing, encoding="unicode")


def test_the_same_source_gives_the_same_bytes(provkommun: Programme) -> None:
    assert page_bytes(provkommun) == page_bytes(provkommun)


def test_text_is_never_markup() -> None:
    source = programme(section="Skolan <script>alert(1)</script> är viktig & bra.")
    source["sections"][0]["title"] = "<img src=x>"
    source["sections"][0]["renditions"] = easy(
        source["sections"][0],
        "section",
        title="<img src=x>",
        blocks=[{"type": "paragraph", "text": f"</text><script/> {LONG}"}],
    )
    tree = page(source)
    assert not tree.xpath("//script | //img[@src='x']")
    assert not drawn(tree, "lix").xpath("//*[local-name()='script' or local-name()='img']")


# --- remarks ------------------------------------------------------------------------------------


def test_the_worst_sentence_comes_first_and_says_what_to_do() -> None:
    tree = page(programme(section="Vi vill värna skolan.", promise=f"Vi vill mer. {LONG}"))
    first, second = tree.xpath("//*[@id='meningar-lista']/li")
    assert text(first).startswith(LONG)
    assert "Skolan" in text(first)
    assert "Fel:" in text(first)
    assert "21 ord" in text(first)
    assert "Vi vill värna skolan." in text(second)
    assert "Förslag: skriv «skydda» i stället för «värna»." in text(second)


def test_every_remark_on_a_sentence_or_a_section_has_a_place(alingsas: Programme) -> None:
    tree = page(alingsas)
    said = text(tree)
    for remark in progpipe.lint(alingsas).remarks:
        if remark.level != "tips":
            assert " ".join(remark.message.split()) in said


def test_words_that_are_explained_and_words_that_should_be() -> None:
    source = programme(section="Alla får APL. Vi prövar XYZ i skolan.")
    entry: dict[str, Any] = {"id": "apl", "term": "APL", "explanation": "Arbetsplatsförlagt lärande."}
    entry["renditions"] = easy(entry, "glossary", explanation="Att lära sig ett jobb på jobbet.")
    source["glossary"] = [entry]
    tree = page(source)
    (explained,) = tree.get_element_by_id("ord-forklaras-lista")
    assert [text(node) for node in explained] == ["APL", "Att lära sig ett jobb på jobbet."]
    ((word, where, what),) = table(tree, "ord-saknas-tabell")
    assert (word, where) == ("XYZ", "Skolan")
    assert "ordlistan" in what


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "prov.json"
    path.write_text(json.dumps(programme()), encoding="utf-8")
    return path


def test_the_command_writes_the_page(source: Path) -> None:
    out = source.with_name("lasbarhet.html")
    assert main(["lint", str(source), "--report", str(out), "--theme", "socialdemokraterna"]) == 0
    assert out.read_bytes() == page_bytes(load(source), theme="socialdemokraterna")


def test_a_text_with_faults_gets_a_page_too(source: Path) -> None:
    made = programme()
    rendition_of(made)["text"] = LONG
    source.write_text(json.dumps(made), encoding="utf-8")
    out = source.with_name("lasbarhet.html")
    assert main(["lint", str(source), "--report", str(out)]) == 1
    assert LONG in text(document_fromstring(out.read_bytes()))


def test_the_source_is_not_written_over(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = source.read_bytes()
    assert main(["lint", str(source), "--report", str(source)]) == 2
    assert "--report" in capsys.readouterr().err
    assert source.read_bytes() == before


def test_a_theme_that_does_not_exist_leaves_no_page(source: Path) -> None:
    out = source.with_name("lasbarhet.html")
    assert main(["lint", str(source), "--report", str(out), "--theme", "ingen"]) == 2
    assert not out.exists()
