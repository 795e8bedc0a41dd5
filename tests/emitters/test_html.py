"""The HTML edition, as a browser and a screen reader find it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from every_kind import context, every_kind
from lxml import html as parser
from lxml.html import HtmlElement

from progpipe import labels
from progpipe.build import prepare
from progpipe.compose import Requirement
from progpipe.emitters.html import html
from progpipe.interfaces import Context, PageStart
from progpipe.model import Programme
from progpipe.paginate import paginate
from progpipe.publication import Commitment, Figure, Paragraph, Publication, Text, plain_text, walk
from progpipe.theme import read_theme

HEADINGS = "//h1|//h2|//h3|//h4|//h5|//h6"


@pytest.fixture
def source(edition: tuple[Context, Publication]) -> str:
    context, publication = edition
    (artefact,) = html(publication, context)
    return artefact.content.decode("utf-8")


@pytest.fixture
def page(source: str) -> HtmlElement:
    return parser.document_fromstring(source)


def test_it_needs_nothing_else(source: str, page: HtmlElement) -> None:
    assert not page.xpath("//script|//iframe|//object|//embed|//link[@rel='stylesheet']")
    addresses = page.xpath("//@src|//link/@href") + re.findall(r"url\(\s*[\"']?([^\"')]+)", source)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert "@import" not in source


def test_landmarks_and_skip_link(page: HtmlElement) -> None:
    body = page.find("body")
    assert [child.tag for child in body] == ["a", "header", "nav", "main"]
    assert body[0].get("href") == "#" + body[3].get("id")
    assert page.get("lang") in {"sv", "sv-simple"}
    assert page.findtext("head/title")


def test_headings_leave_no_gap(page: HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in page.xpath(HEADINGS)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_links_lead_somewhere(page: HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert targets
    assert set(targets) <= set(ids)


def test_every_commitment_has_its_anchor_and_number(page: HtmlElement, edition: tuple[Context, Publication]) -> None:
    commitments = [node for node in walk(edition[1]) if isinstance(node, Commitment)]
    items = page.xpath("//ol[@class='commitments']/li")
    assert [item.get("id") for item in items] == [node.id for node in commitments]
    starts = [int(listing.get("start")) for listing in page.xpath("//ol[@class='commitments']")]
    counts = [len(listing) for listing in page.xpath("//ol[@class='commitments']")]
    assert starts == [1 + sum(counts[:place]) for place in range(len(counts))]
    links = page.xpath("//li[@class='commitment']//a[@class='permalink']/@href")
    assert links == [f"#{node.id}" for node in commitments]


def test_the_words_are_those_of_the_publication(page: HtmlElement, edition: tuple[Context, Publication]) -> None:
    for permalink in page.find_class("permalink"):
        permalink.drop_tree()
    paragraphs = [node for node in walk(edition[1]) if isinstance(node, Paragraph)]
    for node in paragraphs:
        (drawn,) = page.xpath("//*[@id=$name]", name=node.id)
        for mark in drawn.find_class("noteref"):
            mark.drop_tree()
        assert drawn.text_content().rstrip(" \u00a0") == plain_text(node).rstrip(" ")


def test_contents_list_every_section_of_two_levels(page: HtmlElement, edition: tuple[Context, Publication]) -> None:
    wanted = [section.id for top in edition[1].sections for section in (top, *top.sections)]
    assert [href[1:] for href in page.xpath("//nav//a/@href")] == wanted


def test_images_have_their_text(page: HtmlElement, edition: tuple[Context, Publication]) -> None:
    figures = [node for node in walk(edition[1]) if isinstance(node, Figure)]
    assert page.xpath("//img/@alt") == [figure.alternative for figure in figures]


def test_hostile_text_stays_text(real: tuple[Context, Publication]) -> None:
    context, publication = real
    nasty = '<script>alert("x")</script><!-- --> &amp; </style>'
    section = publication.sections[0]
    block = Paragraph(id="elak", pointer="", children=(Text(value=nasty),))
    changed = replace(publication, sections=(replace(section, blocks=(block,)),))
    (artefact,) = html(changed, context)
    page = parser.document_fromstring(artefact.content.decode("utf-8"))
    assert not page.xpath("//script")
    assert page.get_element_by_id("elak").text_content() == nasty


def test_same_bytes_twice(edition: tuple[Context, Publication]) -> None:
    context, publication = edition
    assert list(html(publication, context)) == list(html(publication, context))


def test_the_page_follows_the_screen_and_the_printer(real: tuple[Context, Publication]) -> None:
    context, publication = real
    (artefact,) = html(publication, context)
    style = artefact.content.decode("utf-8").partition("<style>")[2].partition("</style>")[0]
    dark = context.theme.dark["paper"]
    assert re.search(r"@media screen and \(prefers-color-scheme: dark\) \{ :root \{[^}]*--paper: " + dark, style)
    assert re.search(r"@media print \{[^@]*\.cover \{ background: none", style, re.DOTALL)
    assert not re.search(r"min-width:\s*\d{3,}px\s*[;}]", style)


def test_a_title_that_has_no_easy_words_is_a_visible_gap(provkommun: Programme) -> None:
    untitled = replace(provkommun, renditions={})
    context, publication = prepare(untitled, editions=["lattlast"], require=Requirement.NONE)[0]
    (artefact,) = html(publication, context)
    assert (
        labels.TITLE_GAP.format(variety="lättläst svenska")
        in parser.document_fromstring(artefact.content.decode("utf-8")).text_content()
    )


def test_a_link_in_which_a_page_starts_keeps_its_name() -> None:
    start = PageStart(page=7, block="inledning-2", offset=len("Barnensägergoodmorningochgodmorgon.Läshurdet"))
    (artefact,) = html(paginate(every_kind(), [start]), context(theme=read_theme("default")))
    (link,) = parser.document_fromstring(artefact.content.decode("utf-8")).xpath("//a[.//*[@id='sida-7']]")
    assert link.get("aria-label") == link.text_content() == "hur det går till"


@pytest.mark.parametrize(("block", "tag"), [("ordet-lov", "dfn"), ("lofte-1", "span")])
def test_a_mark_stands_before_what_the_markup_adds(block: str, tag: str) -> None:
    offset = len("Köpböcker.") if block == "lofte-1" else 0
    start = PageStart(page=7, block=block, offset=offset)
    (artefact,) = html(paginate(every_kind(), [start]), context(theme=read_theme("default")))
    mark = parser.document_fromstring(artefact.content.decode("utf-8")).get_element_by_id("sida-7")
    assert mark.getnext().tag == tag
    assert not (mark.getparent().text or "").strip()
