"""The same pages in every format: each mark of the EPUB and the HTML stands where a page of the PDF begins.

The files themselves are opened: the words after each mark are compared with those at the top of each page.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from lxml import html as parser

import progpipe
from progpipe.bundle import Bundle
from progpipe.model import Programme

XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
COMPARED = 40  # characters, some six words
CONTENTS_PAGE = 2


@dataclass(frozen=True)
class Step:
    """The files of one edition."""

    stem: str
    pdf: pypdfium2.PdfDocument
    epub: zipfile.ZipFile
    page: parser.HtmlElement


PROGRAMMES = ("alingsas", "provkommun")
EDITIONS = ("standard", "lattlast")


@pytest.fixture(scope="module")
def bundles(alingsas: Programme, provkommun: Programme, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Bundle]:
    """Whole programmes and offprints; the PDF is named last, and made first all the same."""
    out = tmp_path_factory.mktemp("dist")
    made: dict[str, Bundle] = {}
    for name, programme in zip(PROGRAMMES, (alingsas, provkommun), strict=True):
        for kind, sections in (("whole", ()), ("offprint", (programme.sections[-1].id,))):
            made[f"{name}-{kind}"] = progpipe.build(
                programme, out=out, editions=EDITIONS, formats=["html", "epub", "pdf"], sections=sections
            )
    return made


@pytest.fixture(
    params=[f"{name}-{kind}-{edition}" for name in PROGRAMMES for kind in ("whole", "offprint") for edition in EDITIONS]
)
def step(request: pytest.FixtureRequest, bundles: dict[str, Bundle]) -> Step:
    name, _, edition = request.param.rpartition("-")
    paths = {item.format: item.path for item in bundles[name].artefacts if item.edition == edition}
    return Step(
        stem=paths["pdf"].stem,
        pdf=pypdfium2.PdfDocument(paths["pdf"]),
        epub=zipfile.ZipFile(paths["epub"]),
        page=parser.document_fromstring(paths["html"].read_bytes()),
    )


# --- reading them -------------------------------------------------------------------------------

MILLIMETRE = 72 / 25.4
# The margins of the theme, where running heads, page numbers and the numbers of commitments are.
LEFT, TOP, BOTTOM = 42 * MILLIMETRE, (297 - 24) * MILLIMETRE, 22 * MILLIMETRE
# What the print style sheet generates after a note or an explanation.
GENERATED = re.compile(r"(hörtillsidan|ordetfinnspåsidan)\d+(och\d+|,\d+)*")
# What our markup says in one format only; HTML shows it, or reading systems do.
SILENT = {"permalink", "counterpart", "unseen", "back", "pages"}


def folded(text: str) -> str:
    """The characters that any reader sees: no white space, and no hyphen, which may be that of a line's end."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    return GENERATED.sub("", re.sub(r"[\s\u00ad\-\ufffe\u0002]+", "", normal))


def top_of(document: pypdfium2.PdfDocument, number: int) -> str:
    """The words of a page from above, as they stand on the paper; the engine may draw them in another order."""
    text = document[number - 1].get_textpage()
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    if number > 1:
        boxes = [box for box in boxes if box[0] > LEFT and BOTTOM < box[1] < TOP]
    lines: list[list[tuple[float, float, float, float]]] = []
    for box in sorted(boxes, key=lambda box: -(box[1] + box[3])):
        if not lines or lines[-1][0][1] > (box[1] + box[3]) / 2:  # its middle is below the line before
            lines.append([])
        lines[-1].append(box)
    return folded(" ".join(text.get_text_bounded(*box) for line in lines for box in sorted(line)))


def words(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What an element says in reading order, as `("text", …)`, and the marks in it, as `("mark", id)`."""
    silent = SILENT & set(element.get("class", "").split()) or element.get("hidden")
    if element.get("role") == "doc-pagebreak":
        yield "mark", element.get("id", "")
    elif not silent:
        yield "text", element.text or ""
        for child in element:
            yield from words(child)
            yield "text", child.tail or ""


def after_marks(items: list[tuple[str, str]]) -> dict[str, str]:
    """The words after each mark."""
    marks = [place for place, (kind, _) in enumerate(items) if kind == "mark"]
    return {
        items[place][1]: folded(" ".join(text for kind, text in items[place:] if kind == "text")) for place in marks
    }


def spine(book: zipfile.ZipFile) -> list[str]:
    package = etree.fromstring(book.read("EPUB/innehall.opf"))
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", OPF)}
    return [names[item.get("idref")] for item in package.iterfind(".//opf:itemref", OPF)]


def tree(book: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(book.read(f"EPUB/{name}"))


def page_list(book: zipfile.ZipFile) -> list[tuple[str, str]]:
    links = tree(book, "innehall.xhtml").xpath("//h:nav[@epub:type='page-list']//h:a", namespaces=XHTML)
    return [(link.text, link.get("href")) for link in links]


# --- in step ------------------------------------------------------------------------------------


def assert_in_step(pdf: pypdfium2.PdfDocument, after: dict[str, str]) -> None:
    numbers = range(1, len(pdf) + 1)
    assert list(after) == [f"sida-{number}" for number in numbers]
    for number in numbers:
        printed, read = top_of(pdf, number), after[f"sida-{number}"]
        if number == CONTENTS_PAGE:  # there the paper has the numbers of pages, which a screen does not need
            printed, read = (re.sub(r"\d", "", text) for text in (printed, read))
        length = min(COMPARED, len(printed))
        assert length
        assert read[:length] == printed[:length], f"page {number}"


def test_the_epub(step: Step) -> None:
    items = [item for name in spine(step.epub) for item in words(tree(step.epub, name).find("h:body", XHTML))]
    assert_in_step(step.pdf, after_marks(items))


def test_the_html(step: Step) -> None:
    assert_in_step(step.pdf, after_marks(list(words(step.page.find("body")))))


def test_the_page_list_has_every_page_once_and_leads_to_its_mark(step: Step) -> None:
    entries = page_list(step.epub)
    assert [text for text, _ in entries] == [str(number) for number in range(1, len(step.pdf) + 1)]
    for text, href in entries:
        name, _, identifier = href.partition("#")
        (mark,) = tree(step.epub, name or "innehall.xhtml").xpath("//*[@id=$id]", id=identifier)
        assert (mark.get("role"), mark.get("title")) == ("doc-pagebreak", f"Sida {text}")


def test_the_html_leads_to_each_page(step: Step) -> None:
    (listing,) = step.page.find_class("pages")
    links = [(link.text, link.get("href")) for link in listing.iter("a")]
    assert links == [(str(number), f"#sida-{number}") for number in range(1, len(step.pdf) + 1)]
    (title,) = step.page.xpath("//*[@id=$id]", id=listing.get("aria-labelledby"))
    assert (title.tag, title.text) == ("summary", "Sidor i den tryckta versionen")
    assert "open" not in title.getparent().attrib


def test_the_epub_names_that_pdf(step: Step) -> None:
    package = etree.fromstring(step.epub.read("EPUB/innehall.opf"))
    (source,) = package.xpath("//opf:meta[@property='pageBreakSource']/text()", namespaces=OPF)
    assert f"{step.stem}.pdf" in source
    assert package.findtext(".//dc:source", namespaces=OPF) == source


def test_no_mark_is_in_a_nav_a_heading_or_a_title(step: Step) -> None:
    forbidden = "ancestor::*[contains(' nav h1 h2 h3 h4 h5 h6 title ', concat(' ', local-name(), ' '))]"
    for name in spine(step.epub):
        assert not tree(step.epub, name).xpath(f"//*[@role='doc-pagebreak'][{forbidden}]")
    assert not step.page.xpath(f"//*[@role='doc-pagebreak'][{forbidden}]")


# --- with and without ---------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["html", "epub"])
def test_without_the_pdf_there_are_no_marks(provkommun: Programme, tmp_path: Path, format_: str) -> None:
    bundle = progpipe.build(provkommun, out=tmp_path, editions=["standard"], formats=[format_])
    content = bundle.artefacts[0].path.read_bytes()
    texts = (
        [content] if format_ == "html" else [zipfile.ZipFile(io.BytesIO(content)).read(name) for name in names(content)]
    )
    assert not any(b"doc-pagebreak" in text or b"page-list" in text or b"pageBreak" in text for text in texts)


def names(content: bytes) -> list[str]:
    return [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if name.endswith(("xhtml", "opf"))]


def test_the_order_of_the_formats_changes_nothing(provkommun: Programme, tmp_path: Path) -> None:
    made = []
    for place, formats in enumerate((["html", "pdf", "epub"], ["pdf", "epub", "html"])):
        bundle = progpipe.build(provkommun, out=tmp_path / str(place), editions=["standard"], formats=formats)
        assert [artefact.format for artefact in bundle.artefacts] == formats
        made.append({artefact.format: artefact.path.read_bytes() for artefact in bundle.artefacts})
    assert made[0] == made[1]


def test_with_an_address_the_source_of_the_pages_is_a_link(provkommun: Programme, tmp_path: Path) -> None:
    url = "https://example.se/program/"
    bundle = progpipe.build(provkommun, out=tmp_path, editions=["lattlast"], formats=["pdf", "epub"], base_url=url)
    package = zipfile.ZipFile(bundle.artefacts[1].path).read("EPUB/innehall.opf").decode("utf-8")
    assert f">{url}{bundle.artefacts[0].path.name}</meta>" in package
