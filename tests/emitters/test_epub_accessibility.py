"""What an EPUB says about its accessibility, and the requirements of EPUB Accessibility 1.1 that a machine can test.

REQUIREMENTS is that list, clause by clause: each is a function that finds what is wrong. What only people can judge
(whether a description describes, whether the reading order makes sense) is not in it, and nowhere claimed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from every_kind import context, every_kind
from lxml import etree

from progpipe.build import prepare
from progpipe.emitters.epub import epub
from progpipe.emitters.pdf import pdf
from progpipe.interfaces import Context
from progpipe.markup.epub.accessibility import CONFORMS
from progpipe.model import Evaluation, Programme
from progpipe.paginate import paginate
from progpipe.publication import Figure, Publication, page_breaks, rewrite
from progpipe.theme import read_theme

Edition = tuple[Context, Publication]
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Book:
    """An EPUB that is open: its package, its documents in the order of the spine, and its navigation."""

    package: etree._Element
    documents: dict[str, etree._Element]
    style: str

    def values(self, name: str) -> list[str]:
        return self.package.xpath("//opf:meta[@property=$name]/text()", name=name, namespaces=NAMES)

    def every(self, path: str) -> list[etree._Element]:
        return [found for tree in self.documents.values() for found in tree.xpath(path, namespaces=NAMES)]


def opened(publication: Publication, given: Context) -> Book:
    (artefact,) = epub(publication, given)
    container = zipfile.ZipFile(io.BytesIO(artefact.content))
    package = etree.fromstring(container.read("EPUB/innehall.opf"))
    items = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", NAMES)}
    spine = [items[item.get("idref")] for item in package.iterfind(".//opf:itemref", NAMES)]
    documents = {name: etree.fromstring(container.read(f"EPUB/{name}")) for name in spine}
    return Book(package=package, documents=documents, style=container.read("EPUB/stil.css").decode("utf-8"))


@pytest.fixture
def book(edition: Edition) -> Book:
    """Each edition with the pages of its PDF."""
    given, publication = edition
    (printed,) = pdf(publication, given)
    return opened(paginate(publication, printed.facts.page_starts), replace(given, page_source=printed.name))


def small(change: Callable[[Publication], Publication] = lambda publication: publication) -> Book:
    """The publication made by hand, after a change."""
    return opened(change(every_kind()), context(theme=read_theme("default")))


# --- the requirements ---------------------------------------------------------------------------

Requirement = Callable[[Book], Iterator[str]]
REQUIREMENTS: list[Requirement] = []


def required(function: Requirement) -> Requirement:
    REQUIREMENTS.append(function)
    return function


MODES = {"textual", "visual", "auditory", "tactile"}
HAZARDS = {"none", "unknown"}


@required
def access_modes(book: Book) -> Iterator[str]:
    """2.2: `accessMode` is there, with values of the vocabulary."""
    yield from {"missing"} if not book.values("schema:accessMode") else set(book.values("schema:accessMode")) - MODES


@required
def sufficient_access_modes(book: Book) -> Iterator[str]:
    """2.2: each `accessModeSufficient` is a set of access modes that the book has."""
    for value in book.values("schema:accessModeSufficient"):
        yield from set(value.split(",")) - set(book.values("schema:accessMode"))


@required
def features(book: Book) -> Iterator[str]:
    """2.2: `accessibilityFeature` is there, each once."""
    found = book.values("schema:accessibilityFeature")
    yield from ["missing"] if not found else []
    yield from ["twice"] if len(found) != len(set(found)) else []


@required
def hazards(book: Book) -> Iterator[str]:
    """2.2: `accessibilityHazard` is there; `none` and `unknown` stand alone."""
    found = book.values("schema:accessibilityHazard")
    yield from [] if len(found) == 1 and set(found) <= HAZARDS else found or ["missing"]


@required
def summary(book: Book) -> Iterator[str]:
    """2.2: there is a summary, in the language of the book."""
    if len(book.values("schema:accessibilitySummary")) != 1:
        yield "not one summary"
    if not book.package.get(XML_LANG, "").startswith("sv"):
        yield "no language"


@required
def conformance(book: Book) -> Iterator[str]:
    """4.2: whoever names the standard names who says so, in the words of the standard."""
    conforms = book.values("dcterms:conformsTo")
    if conforms not in ([], ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]):
        yield str(conforms)
    if len(conforms) != len(book.values("a11y:certifiedBy")):
        yield "conformsTo and certifiedBy without each other"


@required
def page_source(book: Book) -> Iterator[str]:
    """3.2: a page list, marks and the source of the pages come together."""
    marks = book.every("//*[@role='doc-pagebreak']/@id")
    listed = [href.rpartition("#")[2] for href in book.every("//h:nav[@epub:type='page-list']//h:a/@href")]
    if marks != listed:
        yield "the page list is not that of the marks"
    if bool(marks) != (len(book.values("pageBreakSource")) == 1):
        yield "no source of the pages"
    stated = {"pageBreakMarkers", "pageNavigation"} & set(book.values("schema:accessibilityFeature"))
    if len(stated) != (2 if marks else 0):
        yield f"features: {stated}"


@required
def language(book: Book) -> Iterator[str]:
    """WCAG 3.1.1: package and documents say their language, the same in `lang` and `xml:lang`."""
    wanted = book.package.findtext(".//dc:language", namespaces=NAMES)
    for name, tree in book.documents.items():
        if not tree.get("lang") == tree.get(XML_LANG) == wanted == book.package.get(XML_LANG):
            yield name
    yield from (part.text or "" for part in book.every("//*[@lang and @xml:lang != @lang]"))


@required
def titles(book: Book) -> Iterator[str]:
    """WCAG 2.4.2: every document has a title that says what it is, and no other has."""
    found = [tree.findtext(".//h:title", namespaces=NAMES) or "" for tree in book.documents.values()]
    yield from (title for title in found if not title.strip() or title.endswith(".xhtml") or found.count(title) > 1)


@required
def headings(book: Book) -> Iterator[str]:
    """WCAG 1.3.1, 2.4.6: in reading order no level is left out, and no heading is empty."""
    found = book.every(
        "//h:section/*[self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6]"
    )
    levels = [int(etree.QName(heading).localname[1]) for heading in found]
    yield from (f"h{before} h{after}" for before, after in pairwise([1, *levels]) if after > before + 1)
    yield from ("empty" for heading in found if not "".join(heading.itertext()).strip())


@required
def text_alternatives(book: Book) -> Iterator[str]:
    """WCAG 1.1.1: every image has `alt`; it is no file name."""
    for image in book.every("//h:img"):
        alternative = image.get("alt")
        if alternative is None or re.search(r"\.(png|jpe?g)$", alternative):
            yield image.get("src")


@required
def table_headers(book: Book) -> Iterator[str]:
    """WCAG 1.3.1: tables have a caption and header cells with their scope."""
    for table in book.every("//h:table"):
        yield from [] if table.findtext("h:caption", namespaces=NAMES) is not None else ["no caption"]
        cells = table.xpath(".//h:th", namespaces=NAMES)
        yield from ["no header"] if not cells else []
        yield from ("no scope" for cell in cells if cell.get("scope") not in {"col", "row"})


@required
def notes(book: Book) -> Iterator[str]:
    """1.3.1, 2.4.4: a list of notes has a heading; a note leads back to each of its marks, and they to it."""
    for group in book.every("//*[@class='notes']"):
        yield from (
            [] if group.xpath("string(id(@aria-labelledby)) or string(*[1])", namespaces=NAMES) else ["no heading"]
        )
    marks = {mark.get("id"): mark.get("href").partition("#")[2] for mark in book.every("//*[@role='doc-noteref']")}
    for mark, note in marks.items():
        back = book.every(f"//*[@id='{note}']//*[@role='doc-backlink']/@href")
        yield from [] if mark in {href.partition("#")[2] for href in back} else [mark]


@required
def landmarks(book: Book) -> Iterator[str]:
    """EPUB 3.3, 7.4.4: landmarks are named in the language of the book, and lead to what is there."""
    links = book.every("//h:nav[@epub:type='landmarks']//h:a")
    yield from ["missing"] if not links else []
    for link in links:
        name, _, target = link.get("href").partition("#")
        there = book.documents.get(name or "innehall.xhtml")
        if not (link.text or "").strip() or there is None or (target and not there.xpath("//*[@id=$id]", id=target)):
            yield link.get("href")


@required
def contents(book: Book) -> Iterator[str]:
    """EPUB 3.3, 7.4.2, WCAG 2.4.5: the contents lead to every document of the upper two levels, in reading order."""
    listed = [href.partition("#")[0] for href in book.every("//h:nav[@epub:type='toc']//h:a/@href")]
    upper = [
        name
        for name, tree in book.documents.items()
        if tree.xpath("//h:section/h:h1|//h:section/h:h2", namespaces=NAMES)
    ]
    yield from set(upper) - set(listed)
    places = [list(book.documents).index(name) for name in listed]
    yield from ["out of order"] if places != sorted(places) else []


@required
def links(book: Book) -> Iterator[str]:
    """WCAG 2.4.4: every link has words, and leads to a place that is there."""
    for name, tree in book.documents.items():
        for link in tree.xpath("//h:a[@href]", namespaces=NAMES):
            href = link.get("href")
            if not ("".join(link.itertext()).strip() or link.get("aria-label")):
                yield f"{name}: {href} has no words"
            document, mark, target = href.partition("#")
            if ":" in document or not mark:
                continue
            there = book.documents.get(document or name)
            if there is None or not there.xpath("//*[@id=$id]", id=target):
                yield f"{name}: {href}"


@required
def ids(book: Book) -> Iterator[str]:
    """What assistive technology finds by its id is there once."""
    for tree in book.documents.values():
        found = tree.xpath("//@id")
        yield from {name for name in found if found.count(name) > 1}


@required
def reader_decides(book: Book) -> Iterator[str]:
    """WCAG 1.4.4, 1.4.12: nothing in the style stands against the reader's own type, colours and spacing."""
    yield from re.findall(r"!important|@font-face|font-size:[^;}]*\d(?:px|pt)|[^-]color:\s*#\w+", book.style)


@required
def nothing_runs(book: Book) -> Iterator[str]:
    """WCAG 2.2, 2.3: nothing moves, flashes or has a time limit, since nothing runs."""
    yield from (etree.QName(found).localname for found in book.every("//h:script | //h:audio | //h:video | //h:iframe"))


@pytest.mark.parametrize("requirement", REQUIREMENTS, ids=lambda requirement: requirement.__name__)
def test_requirement(book: Book, requirement: Requirement) -> None:
    assert list(requirement(book)) == []


# --- computed from the content ------------------------------------------------------------------


def features_of(book: Book) -> set[str]:
    return set(book.values("schema:accessibilityFeature"))


def without_text(publication: Publication) -> Publication:
    """What the stage of a third party may leave behind."""
    return rewrite(publication, lambda node: replace(node, alternative=" ") if isinstance(node, Figure) else node)


def without_images(publication: Publication) -> Publication:
    return rewrite(publication, lambda node: () if isinstance(node, Figure) else node)


def test_an_image_without_a_text_takes_the_claims_away() -> None:
    described, mute = small(), small(without_text)
    assert "alternativeText" in features_of(described)
    assert described.values("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert "alternativeText" not in features_of(mute)
    assert mute.values("schema:accessModeSufficient") == ["textual,visual"]
    assert "bilder som inte har någon beskrivning" in mute.values("schema:accessibilitySummary")[0]


def test_a_decorative_image_has_nothing_to_say() -> None:
    decorated = small(
        lambda publication: rewrite(
            publication,
            lambda node: replace(node, alternative="", decorative=True) if isinstance(node, Figure) else node,
        )
    )
    assert "alternativeText" in features_of(decorated)
    assert decorated.values("schema:accessMode") == ["textual"]


def test_a_text_without_images_is_text_alone() -> None:
    book = small(without_images)
    assert book.values("schema:accessMode") == book.values("schema:accessModeSufficient") == ["textual"]
    assert "bild" not in book.values("schema:accessibilitySummary")[0].lower()


def test_only_what_is_there_is_a_feature() -> None:
    expected = {"ARIA", "alternativeText", "displayTransformability", "readingOrder", "structuralNavigation"}
    assert features_of(small()) == expected | {"tableOfContents"}


@pytest.mark.parametrize("rule", ["p { font-size: 12pt }", ".cover { width: 300px }", "p { line-height: 5mm }"])
def test_type_of_a_fixed_size_does_not_transform(rule: str) -> None:
    theme = read_theme("default")
    book = opened(every_kind(), context(theme=replace(theme, styles={**theme.styles, "epub": rule})))
    assert "displayTransformability" not in features_of(book)


def test_what_can_move_is_no_longer_without_hazard() -> None:
    assert small().values("schema:accessibilityHazard") == ["none"]
    theme = read_theme("default")
    moving = replace(theme, styles={**theme.styles, "epub": ".cover { transition: left 2s }"})
    assert opened(every_kind(), context(theme=moving)).values("schema:accessibilityHazard") == ["unknown"]

    def animate(publication: Publication) -> Publication:
        images = {
            name: replace(image, content=image.content.replace(b"IDAT", b"acTLIDAT", 1))
            for name, image in publication.resources.items()
        }
        return replace(publication, resources=images)

    assert small(animate).values("schema:accessibilityHazard") == ["unknown"]


# --- what only people can judge -----------------------------------------------------------------

EVALUATION = Evaluation(by="Provrådet", date="2026-11-20", credential="IAAP CPACC", report="https://example.se/r")


def judged(evaluation: Evaluation) -> Callable[[Publication], Publication]:
    return lambda publication: replace(publication, metadata=replace(publication.metadata, evaluation=evaluation))


def described(publication: Publication) -> Publication:
    return rewrite(publication, lambda node: replace(node, alternative="En väg.") if isinstance(node, Figure) else node)


def test_nobody_has_judged_it(real: Edition) -> None:
    book = opened(real[1], real[0])
    text = etree.tostring(book.package, encoding="unicode")
    assert not re.search("conformsTo|certif", text)
    assert book.values("schema:accessibilitySummary")[0].endswith("Ingen människa har bedömt bokens tillgänglighet än.")


def test_people_have_judged_it() -> None:
    book = small(lambda publication: judged(EVALUATION)(described(publication)))
    assert book.values("dcterms:conformsTo") == [CONFORMS]
    assert book.values("a11y:certifiedBy") == ["Provrådet"]
    assert book.values("a11y:certifierCredential") == ["IAAP CPACC"]
    (day,) = book.package.xpath("//opf:meta[@property='dcterms:date'][@refines='#certifier']/text()", namespaces=NAMES)
    assert day == "2026-11-20"
    (report,) = book.package.xpath("//opf:link[@rel='a11y:certifierReport']/@href", namespaces=NAMES)
    assert report == "https://example.se/r"
    (refined,) = book.package.xpath("//opf:meta[@property='a11y:certifiedBy']/@refines", namespaces=NAMES)
    assert book.package.xpath("//*[@id=$id]/@property", id=refined[1:]) == ["dcterms:conformsTo"]
    summary = book.values("schema:accessibilitySummary")[0]
    assert summary.endswith("Provrådet har bedömt bokens tillgänglighet den 20\u00a0november 2026.")


def test_a_judgement_needs_no_credential_and_no_report() -> None:
    book = small(lambda publication: judged(Evaluation(by="A", date="2026-11-20"))(described(publication)))
    assert book.values("dcterms:conformsTo") == [CONFORMS]
    assert "certifierReport" not in etree.tostring(book.package, encoding="unicode")


def test_what_a_machine_sees_is_wrong_nobody_certifies() -> None:
    book = small(lambda publication: judged(EVALUATION)(without_text(publication)))
    assert not book.values("dcterms:conformsTo")
    assert not book.values("a11y:certifiedBy")


def test_the_source_names_who_judged(provkommun: Programme) -> None:
    for given, publication in prepare(provkommun):
        assert opened(publication, given).values("a11y:certifiedBy") == ["Provkommuns tillgänglighetsgrupp"]


def test_the_pages_are_in_the_summary(book: Book, edition: Edition) -> None:
    assert not page_breaks(edition[1])
    assert "Sidnumren är samma som i PDF-filen." in book.values("schema:accessibilitySummary")[0]
    assert "PDF" not in opened(edition[1], edition[0]).values("schema:accessibilitySummary")[0]
