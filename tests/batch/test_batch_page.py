"""The page that lists all bundles: what it says, what it leads to, and over what it is not written."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

import progpipe
from progpipe.batch import Failure, swedish
from progpipe.batch.listed import Listed
from progpipe.batch.page import summary_page
from progpipe.errors import Problem, UsageError
from progpipe.markup.page import html_page
from progpipe.theme import read_theme
from tests.batch.programmes import files, programme, write


def build(source: Path | str, out: Path, **options: object) -> HtmlElement:
    made = progpipe.build_many(source, out=out, jobs=1, **{"formats": ["html", "txt"], **options})  # type: ignore[arg-type]
    return document_fromstring(made.page.read_bytes())


def links(page: HtmlElement) -> dict[str, str]:
    return {link.text_content(): link.get("href") for link in page.xpath("//table//a")}


def test_it_leads_to_every_bundle_by_a_link_that_says_which(tmp_path: Path) -> None:
    page = build(write(tmp_path / "source", "ale", "åmål", "berg"), tmp_path / "out")
    assert page.get("lang") == "sv"
    found = links(page)
    assert found == {
        "Handlingsprogram för Ale, Partiet i Ale": "ale/index.html",
        "Handlingsprogram för Berg, Partiet i Berg": "berg/index.html",
    }, "åmål is no id"
    for href in found.values():
        assert (tmp_path / "out" / unquote(href)).is_file()
    rows = [[cell.text_content() for cell in row.xpath("td | th")] for row in page.xpath("//table//tr")][1:]
    assert [row[1:] for row in rows] == [["Ale", "webbsida, ren text"], ["Berg", "webbsida, ren text"]]
    assert all(row.xpath("th[@scope='row']") for row in page.xpath("//table/tbody/tr"))


def test_bundles_of_earlier_runs_are_listed_too_and_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(write(tmp_path / "one", "berg", publisher={"name": "Partiet"}), out)
    before = files(out / "berg")
    page = build(write(tmp_path / "two", "asby"), out)
    assert list(links(page).values()) == ["asby/index.html", "berg/index.html"]
    assert files(out / "berg") == before
    (out / "berg" / "manifest.json").write_text('{"$schema": "urn:progpipe:schema:manifest:1", "programme": []}')
    assert list(links(build(tmp_path / "two", out)).values()) == ["asby/index.html"]


def test_an_offprint_is_told_from_the_whole(tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", "asby"), tmp_path / "out"
    build(source, out)
    assert set(links(build(source, out, sections=["skola"]))) == {
        "Handlingsprogram för Asby, Partiet i Asby",
        "Handlingsprogram för Asby, särtryck (skola), Partiet i Asby",
    }


def test_swedish_readers_find_their_municipality(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name, place in (("e", "Örebro"), ("d", "Älmhult"), ("c", "Åmål"), ("b", "Ystad"), ("a", "ale")):
        data = programme(name, publisher={"name": "Partiet", "municipality": {"name": place}})
        (source / f"{name}.json").write_text(json.dumps(data), "utf-8")
    page = build(source, tmp_path / "out")
    places = [row.xpath("string(td[1])") for row in page.xpath("//table/tbody/tr")]
    assert places == ["ale", "Ystad", "Åmål", "Älmhult", "Örebro"]


def test_what_failed_is_told_in_english_that_is_marked_as_such(tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", "asby"), tmp_path / "out"
    (source / "berg.json").write_text('{\n  "id": 3\n}', "utf-8")
    page = build(source, out)
    (part,) = page.xpath("//section[@id='fel']")
    assert "berg.json" in part.text_content()
    said = part.xpath(".//*[@lang='en']")
    assert said
    assert "rad 2, tecken" in part.text_content()
    (source / "berg.json").unlink()
    assert not build(source, out).xpath("//section[@id='fel']"), "what is mended is told no more"


def test_many_problems_are_counted(tmp_path: Path) -> None:
    problems = tuple(Problem(code="P205", message=f"number {n}", hint="Mend it.") for n in range(13))
    page = summary_page([], [Failure(file="x.json", problems=problems)])
    text = html_page(page, read_theme("default"), "standard").decode("utf-8")
    assert "number 9" in text
    assert "number 10" not in text
    assert swedish.MORE.format(number=3) in text


@pytest.mark.parametrize("kind", ["page", "folder", "link", "bundle"])
def test_it_is_not_written_over_what_is_not_ours(kind: str, tmp_path: Path) -> None:
    source, out = write(tmp_path / "source", "asby"), tmp_path / "out"
    out.mkdir()
    if kind == "page":
        (out / "index.html").write_text("<h1>Mitt</h1>")
    elif kind == "folder":
        (out / "index.html").mkdir()
    elif kind == "link":
        (out / "index.html").symlink_to(tmp_path / "elsewhere.html")
    else:
        out = progpipe.build(source / "asby.json", out=out, formats=["html"], jobs=1).path
    before = files(out)
    with pytest.raises(UsageError, match=r"index\.html"):
        build(source, out)
    assert files(out) == before
    assert not (tmp_path / "elsewhere.html").exists()


@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.text(max_size=8), max_size=3))
def test_any_words_make_a_page(title: str, file: str, formats: list[str]) -> None:
    bundle = Listed(
        folder="asby",
        title=title,
        language="en",
        publisher=title,
        municipality=file,
        sections=(),
        formats={"": tuple(formats), title: tuple(formats)},
    )
    problem = Problem(code="P001", message=title, hint=file, line=1, column=1)
    failures = [Failure(file=file, problems=(problem,)), Failure(file=title, error=UsageError(title))]
    page = html_page(summary_page([bundle], failures), THEME, "standard")
    assert list(links(document_fromstring(page)).values()) == ["asby/index.html"]


THEME = read_theme("default")
