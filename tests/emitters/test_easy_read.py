"""The easy-read edition as its readers meet it: the way between the editions, the guide, and the page itself."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from lxml import etree
from lxml import html as parser
from lxml.html import HtmlElement

from progpipe.build import introduce, prepare
from progpipe.emitters.epub import epub
from progpipe.emitters.html import html
from progpipe.emitters.pdf import pdf
from progpipe.emitters.txt import txt
from progpipe.interfaces import Context
from progpipe.model import Programme
from progpipe.publication import Commitment, LineBreak, Paragraph, Publication, Section, walk
from progpipe.stages.phrase_breaks import LONGEST
from progpipe.theme import read_theme, stylesheet
from progpipe.theme.stylesheet import profile_tokens

Edition = tuple[Context, Publication]
OURS = {"guide", "glossary", "colophon"}
XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
POINTS = 0.75  # of a CSS pixel, in which the PDF states sizes


@pytest.fixture(scope="session")
def both(editions: list[Edition]) -> list[Edition]:
    """The two editions, each with a context that knows the other."""
    return introduce(editions)


@pytest.fixture(scope="session")
def easy(both: list[Edition]) -> Edition:
    return both[1]


def page(edition: Edition) -> HtmlElement:
    context, publication = edition
    (artefact,) = html(publication, context)
    return parser.document_fromstring(artefact.content.decode("utf-8"))


def ways(tree: HtmlElement) -> dict[str, str]:
    """The link to the other edition, by the section in which it stands."""
    links = tree.xpath("//p[@class='counterpart']/a")
    return {link.getparent().getparent().get("id"): link.get("href") for link in links}


def sections(edition: Edition) -> list[str]:
    return [node.id for node in walk(edition[1]) if isinstance(node, Section) and node.kind not in OURS]


# --- between the editions ---------------------------------------------------------------------


def test_sections_and_commitments_have_the_same_anchors_in_both(both: list[Edition]) -> None:
    standard, easy = both
    assert sections(standard) == sections(easy)
    promises = [[node.id for node in walk(edition[1]) if isinstance(node, Commitment)] for edition in both]
    assert promises[0] == promises[1]
    for edition in both:
        assert {*sections(edition), *promises[0]} <= set(page(edition).xpath("//@id"))


def test_each_section_has_the_way_to_itself_and_back(both: list[Edition]) -> None:
    for here, there in (both, both[::-1]):
        tree = page(here)
        assert ways(tree) == {name: f"{there[0].stem}.html#{name}" for name in sections(here)}
        assert list(ways(tree)) == sections(here)
        assert {link.get("hreflang") for link in tree.xpath("//p[@class='counterpart']/a")} == {
            there[1].metadata.language
        }


def test_the_links_say_where_they_lead(both: list[Edition]) -> None:
    standard, easy = (page(edition) for edition in both)
    named = [[link.text_content() for link in tree.xpath("//p[@class='counterpart']/a")] for tree in (standard, easy)]
    assert named[0][0] == "Läs det här på lättläst: Inledning"
    assert named[1][0] == "Läs det här på vanlig svenska: Det här är vårt program"
    assert all(len(names) == len(set(names)) for names in named)


def test_no_link_where_the_other_page_is_not_in_the_bundle(provkommun: Programme, editions: list[Edition]) -> None:
    (alone,) = introduce(prepare(provkommun, editions=["standard"]))
    assert not ways(page(alone))
    for edition in introduce(editions, ["pdf", "epub"]):
        assert not ways(page(edition))


def test_an_offprint_leads_to_the_offprint(provkommun: Programme) -> None:
    standard, _ = introduce(prepare(provkommun, sections=["skolnamnden"]))
    assert ways(page(standard))["skolnamnden"] == "provkommun-2027-2030-skolnamnden-lattlast.html#skolnamnden"


def test_only_the_page_has_these_links(both: list[Edition]) -> None:
    for context, publication in both:
        (book,) = epub(publication, context)
        files = zipfile.ZipFile(io.BytesIO(book.content))
        assert not any(b"counterpart" in files.read(name) for name in files.namelist() if name.endswith(".xhtml"))
        (text,) = txt(publication, context)
        assert "Läs det här på" not in text.content.decode("utf-8")
        (paper,) = pdf(publication, context)
        with pypdfium2.PdfDocument(paper.content) as document:
            assert not any("Läs det här på" in leaf.get_textpage().get_text_bounded() for leaf in document)


# --- the guide --------------------------------------------------------------------------------


def test_the_guide_is_a_foreword_in_page_and_book(easy: Edition) -> None:
    context, publication = easy
    (guide,) = page(easy).xpath("//main/section[1]")
    assert (guide.get("class"), guide.get("role")) == ("guide", "doc-foreword")
    (book,) = epub(publication, context)
    navigation = etree.fromstring(zipfile.ZipFile(io.BytesIO(book.content)).read("EPUB/innehall.xhtml"))
    landmarks = {
        link.get(f"{{{XHTML['epub']}}}type"): link.get("href")
        for link in navigation.xpath("//h:nav[2]//h:a", namespaces=XHTML)
    }
    assert landmarks["foreword"] == "innan-du-laser.xhtml"
    assert landmarks["bodymatter"] == "inledning.xhtml"


def test_the_standard_edition_has_no_guide(both: list[Edition]) -> None:
    assert "guide" not in {section.kind for section in both[0][1].sections}


def test_the_time_of_an_offprint_is_that_of_its_own_text(provkommun: Programme) -> None:
    long = replace(provkommun, sections=tuple(_repeated(section) for section in provkommun.sections))
    whole, part = (prepare(long, editions=["lattlast"], sections=names)[0][1] for names in ((), ("inledning",)))
    assert _minutes(part) < _minutes(whole)


def _repeated(section: object) -> object:
    """The section with its easy-read text a hundred times: an hour's reading."""
    renditions = {
        tag: replace(rendition, blocks=(rendition.blocks or ()) * 100)
        for tag, rendition in section.renditions.items()  # type: ignore[attr-defined]
    }
    return replace(section, renditions=renditions)  # type: ignore[type-var]


def _minutes(publication: Publication) -> int:
    text = "".join(part.value for part in walk(publication.sections[0]) if hasattr(part, "value"))
    hours, minutes = re.search(r"(\d+).timm", text), re.search(r"(\d+).minuter", text)
    return 60 * int(hours[1] if hours else 0) + int(minutes[1] if minutes else 0)


# --- the breaks -------------------------------------------------------------------------------


def test_a_phrase_ends_with_a_space_and_a_sentence_with_a_break(easy: Edition) -> None:
    tree = page(easy)
    paragraphs = [node for node in walk(easy[1]) if isinstance(node, Paragraph)]
    broken = [node for node in paragraphs if any(isinstance(part, LineBreak) for part in walk(node))]
    assert broken
    for node in broken:
        (drawn,) = tree.xpath("//*[@id=$name]", name=node.id)
        breaks = [part for part in walk(node) if isinstance(part, LineBreak)]
        marks = [mark for mark in drawn.iter("br", "span") if mark.tag == "br" or mark.get("class") == "phrase-end"]
        assert [mark.tag == "br" for mark in marks] == [part.after_sentence for part in breaks]
        assert all(_before(mark).endswith(" ") and not mark.text for mark in marks)


def _before(mark: HtmlElement) -> str:
    """The text just before an element."""
    before = mark.getprevious()
    return str((mark.getparent().text if before is None else before.tail) or "")


def test_phrase_breaks_show_only_where_whole_phrases_have_room(easy: Edition) -> None:
    """And by the reader's own type: in a book a container's em, on a page that of the browser."""
    theme = easy[0].theme
    tokens = profile_tokens(theme, "lattlast")
    rule = r"\(min-width: (\d+)em\) \{ \.phrase-end::before \{ content: \"\\a\"; white-space: pre"
    (book,) = re.findall("@container " + rule, stylesheet(theme, "epub", "lattlast"))
    (screen,) = re.findall("@media " + rule, stylesheet(theme, "screen", "lattlast"))
    assert int(book) <= float(tokens["measure"].removesuffix("em"))
    margins = 2.5  # rem, on both sides together
    room = (float(screen) - margins) / float(tokens["size-screen"].removesuffix("rem"))
    assert room == pytest.approx(float(book), abs=0.5)
    assert ".phrase-end" not in stylesheet(theme, "print", "lattlast")


# --- the printed page -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def printed(easy: Edition) -> Iterator[pypdfium2.PdfDocument]:
    (artefact,) = pdf(easy[1], easy[0])
    document = pypdfium2.PdfDocument(artefact.content)
    yield document
    document.close()


def test_no_printed_line_has_more_than_55_characters(printed: pypdfium2.PdfDocument) -> None:
    lines = [line for leaf in printed for line in leaf.get_textpage().get_text_bounded().splitlines()]
    assert len(lines) > 100
    assert [line for line in lines if len(line) > LONGEST] == []


def test_every_phrase_has_room_for_its_line(printed: pypdfium2.PdfDocument, easy: Edition) -> None:
    """No line is divided again by the printer, which would leave a short end."""
    whole = "\n".join(leaf.get_textpage().get_text_bounded() for leaf in printed)
    lines = {re.sub(r"\s+", " ", line).strip() for line in whole.splitlines()}
    for node in walk(easy[1]):
        if isinstance(node, Paragraph):
            for line in _lines(node):
                assert any(line in found for found in lines), line


def _lines(node: Paragraph) -> list[str]:
    leaves = ("\n" if isinstance(part, LineBreak) else getattr(part, "value", "") for part in walk(node))
    return [re.sub(r"\s+", " ", line).strip() for line in "".join(leaves).split("\n")]


def test_nothing_is_printed_smaller_than_14_points(printed: pypdfium2.PdfDocument) -> None:
    sizes = set()
    for leaf in list(printed)[1:]:
        text = leaf.get_textpage()
        for place in range(text.count_chars()):
            if not pdfium.FPDFText_IsGenerated(text, place):
                sizes.add(round(pdfium.FPDFText_GetFontSize(text, place) * POINTS, 1))
    assert min(sizes) >= 14.0


def test_no_word_is_divided(printed: pypdfium2.PdfDocument) -> None:
    text = "".join(leaf.get_textpage().get_text_bounded() for leaf in printed)
    assert not re.findall("[\u00ad\ufffe\u0002]", text)


def test_the_profile_follows_the_advice() -> None:
    for name in ("default", "socialdemokraterna"):
        theme = read_theme(name)
        tokens = profile_tokens(theme, "lattlast")
        size, leading = float(tokens["size-text"].removesuffix("pt")), float(tokens["leading-print"])
        assert size >= 14
        assert size * leading >= size + 4
        assert (tokens["hyphens"], tokens["align"], tokens["paragraph-space"]) == ("none", "left", "1em")
        # A character of the theme's font is about half an em wide.
        assert float(tokens["measure"].removesuffix("em")) * 2 <= LONGEST
        _, right, _, left = (float(side.removesuffix("mm")) for side in tokens["page-margins"].split())
        assert min(left, right) >= 30
