"""What a book says of itself, against what is in it: `python -m progpipe.check.servers.epub_metadata`.

Readers choose books by these claims (EPUB Accessibility 1.1, section 2), and no validator compares them with the
content. Some things in the content that EPUBCheck or Ace lets pass are here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from lxml import etree

from progpipe.check.servers.epub_book import NAMES, Book, Document, UnreadableError, local, read_book, text
from progpipe.check.servers.serving import serve

Found = tuple[str, str, str]  # code, message, place
PACKAGE: Final = "package document"
TYPE: Final = "{http://www.idpf.org/2007/ops}type"
BREAKS: Final = (
    "//*[contains(concat(' ', @role, ' '), ' doc-pagebreak ') or contains(concat(' ', @e:type, ' '), ' pagebreak ')]"
)
IMAGES: Final = "//h:img | //svg:svg[not(ancestor::svg:svg)] | //h:*[@role='img'] | //h:input[@type='image'] | //h:area"
REMOTE: Final = re.compile(r"^\s*(https?:|ftp:|//)", re.IGNORECASE)
# A claim of a feature, and what in some document must be there for it to be true.
EVIDENCE: Final = {
    "pageBreakMarkers": BREAKS,
    "printPageNumbers": BREAKS,
    "structuralNavigation": "//h:h1 | //h:h2 | //h:h3 | //h:h4 | //h:h5 | //h:h6",
    "longDescription": "//*[@aria-details or @aria-describedby or @longdesc] | //h:details",
    "longDescriptions": "//*[@aria-details or @aria-describedby or @longdesc] | //h:details",
    "captions": "//h:track[@kind='captions' or @kind='subtitles' or not(@kind)]",
    "audioDescription": "//h:track[@kind='descriptions'] | //h:audio",
    "MathML": "//m:math",
    "describedMath": "//m:math[@alttext] | //h:*[@role='math'] | //h:img",
    "index": "//*[@role='doc-index'] | //*[contains(@e:type, 'index')]",
    "ARIA": "//*[@role] | //@*[starts-with(name(), 'aria-')]/..",
}
# What has to be seen or heard. Decoration and the cover are left out: the book loses nothing without them.
SEEN: Final = "[not(@alt='' or @aria-hidden='true' or @role='presentation' or @role='none' or @role='doc-cover')]"
PERCEIVED: Final = {
    "visual": f"//h:img{SEEN} | //svg:svg{SEEN} | //h:video",
    "auditory": "//h:audio | //h:video",
}
NAVIGATIONS: Final = {"tableOfContents": "toc", "pageNavigation": "page-list"}


def judge(path: Path) -> Mapping[str, Any]:
    """Everything that the rules below find."""
    try:
        book = read_book(path)
    except UnreadableError as error:
        found: list[Found] = [("unreadable", f"The file cannot be read as an EPUB: {error}", "")]
    else:
        found = [item for rule in RULES for item in rule(book)]
    return {"findings": [{"code": code, "message": message, "place": place} for code, message, place in found]}


def _features(book: Book) -> set[str]:
    return set(book.properties("schema:accessibilityFeature"))


def _alternatives(book: Book) -> Iterator[Found]:
    """`alternativeText` says that every image has one."""
    if "alternativeText" not in _features(book):
        return
    for document in book.everything():
        for image in document.find(IMAGES):
            if not _alternative(image):
                message = "The book claims alternativeText, but this image has none."
                yield "claim-alternative-text", message, _place(document, image)


def _alternative(image: etree._Element) -> bool:
    """Words for the image, or that it is decorative and says so."""
    hidden = image.get("role") in ("presentation", "none") or image.get("aria-hidden") == "true"
    words = [image.get(name, "").strip() for name in ("alt", "aria-label", "aria-labelledby", "title")]
    titled = image.find("svg:title", NAMES) is not None
    return hidden or titled or any(words) or (image.get("alt") == "" and etree.QName(image).localname == "img")


def _claims(book: Book) -> Iterator[Found]:
    """A feature that is claimed is in the book, and a feature for finding pages that is there is claimed."""
    features = _features(book)
    for name in sorted(features & EVIDENCE.keys()):
        if not any(document.find(EVIDENCE[name]) for document in book.everything()):
            yield "claim-without-content", f"The book claims {name}, but there is nothing of the kind in it.", PACKAGE
    for name, kind in NAVIGATIONS.items():
        there = bool(_entries(book, kind))
        if name in features and not there:
            yield "claim-without-content", f"The book claims {name}, but its navigation has no {kind}.", PACKAGE
        if there and kind == "page-list" and name not in features:
            yield "content-without-claim", f"The book has a {kind}, but does not claim {name}.", PACKAGE
    breaks = any(document.find(BREAKS) for document in book.documents)
    if breaks and not features & {"pageBreakMarkers", "printPageNumbers"}:
        yield "content-without-claim", "The book marks pages, but does not claim pageBreakMarkers.", PACKAGE
    source = [*book.properties("pageBreakSource"), *map(text, book.package.find("//o:metadata/dc:source"))]
    if (breaks or _entries(book, "page-list")) and not any(source):
        yield "page-source", "The book does not say whose pages its page numbers are (pageBreakSource).", PACKAGE


def _modes(book: Book) -> Iterator[Found]:
    """How the book is perceived: modes, and hazards that exclude each other."""
    modes = set(book.properties("schema:accessMode"))
    for mode, query in PERCEIVED.items():
        there = any(document.find(query) for document in book.documents)
        if modes and there is not (mode in modes):
            state = "has" if there else "claims"
            yield "access-mode", f"The book {state} {mode} content, and its accessMode does not agree.", PACKAGE
    hazards = set(book.properties("schema:accessibilityHazard"))
    if hazards & {"none", "unknown"} and len(hazards) > 1:
        yield "hazards", f"These hazards exclude each other: {', '.join(sorted(hazards))}.", PACKAGE


def _evaluation(book: Book) -> Iterator[Found]:
    """Who says that the book is accessible (EPUB Accessibility 1.1, 2.4.2): a claim has somebody behind it."""
    linked = book.package.find("//o:metadata/o:link[@rel='dcterms:conformsTo']")
    claimed = [*book.properties("dcterms:conformsTo"), *linked]
    certified = [name for name in book.properties("a11y:certifiedBy") if name]
    if claimed and not certified:
        message = "The book claims conformance, but names nobody who evaluated it."
        yield "conformance-without-evaluator", message, PACKAGE
    if certified and not claimed:
        yield "evaluator-without-conformance", "The book names an evaluator, but claims no conformance.", PACKAGE


def _entries(book: Book, kind: str) -> list[etree._Element]:
    """The links of a navigation list: `toc` or `page-list`."""
    if book.navigation is None:
        return []
    lists = [nav for nav in book.navigation.find("//h:nav") if kind in str(nav.get(TYPE, "")).split()]
    return [link for nav in lists for link in nav.iter(f"{{{NAMES['h']}}}a")]


def _navigation(book: Book) -> Iterator[Found]:
    """Each entry leads somewhere, and they go through the book from front to back."""
    if book.navigation is None:
        yield "no-navigation", "The book has no navigation document.", PACKAGE
        return
    order = _order(book)
    for kind in NAVIGATIONS.values():
        places: list[tuple[int, int, str]] = []
        for entry in _entries(book, kind):
            target = local(book.navigation.path, entry.get("href", ""))
            if target not in order:
                message = f"The entry {text(entry)!r} of the {kind} leads nowhere."
                yield "target-missing", message, f"{target[0]}#{target[1]}"
            else:
                places.append((*order[target], text(entry)))
        for one, other in pairwise(places):
            if other[:2] < one[:2]:
                message = f"The entry {other[2]!r} of the {kind} comes after {one[2]!r}, but its place is before it."
                yield "target-order", message, book.navigation.path


def _order(book: Book) -> dict[tuple[str, str], tuple[int, int]]:
    """Where each place that can be linked to stands: which document, and which element in it."""
    order: dict[tuple[str, str], tuple[int, int]] = {}
    for number, document in enumerate(book.documents):
        order.setdefault((document.path, ""), (number, 0))
        for count, element in enumerate(document.root.iter("*")):
            if name := element.get("id"):
                order.setdefault((document.path, name), (number, count))
    return order


def _pages(book: Book) -> Iterator[Found]:
    """The page list and the marks in the text are the same pages, each once."""
    entries = _entries(book, "page-list")
    if not entries or book.navigation is None:
        return
    labels = [text(entry) for entry in entries]
    for label in sorted({label for label in labels if labels.count(label) > 1 or not label}):
        yield "page-twice", f"The page {label!r} is more than once in the page list.", book.navigation.path
    listed = {local(book.navigation.path, entry.get("href", "")) for entry in entries}
    for document in book.documents:
        for mark in document.find(BREAKS):
            if (document.path, mark.get("id", "")) not in listed:
                message = "This page is marked in the text, but is not in the page list."
                yield "page-not-listed", message, _place(document, mark)


def _identifiers(book: Book) -> Iterator[Found]:
    for document in book.everything():
        seen: set[str] = set()
        for element in document.find("//*[@id]"):
            if (name := element.get("id", "")) in seen:
                yield "duplicate-id", f"The id {name!r} is there more than once.", _place(document, element)
            seen.add(name)


def _scripts(book: Book) -> Iterator[Found]:
    """Nothing that runs: many reading systems do not run it, and nobody has looked at what it does."""
    for document in book.everything():
        for element in document.root.iter("*"):
            handlers = [name for name in map(str, element.keys()) if re.fullmatch(r"on[a-z]+", name)]
            address = str(element.get("href", "")).strip().lower().startswith("javascript:")
            if etree.QName(element).localname == "script" or handlers or address:
                yield "script", "The book has a script.", _place(document, element)


def _remote(book: Book) -> Iterator[Found]:
    """Nothing that is fetched from elsewhere when the book is read. Links that people follow are none of that."""
    for document in book.everything():
        for element in document.root.iter("*"):
            names = ("src", "data", "poster", "{http://www.w3.org/1999/xlink}href", *_fetched(element))
            for address in filter(REMOTE.match, (str(element.get(name, "")) for name in names)):
                yield "remote-resource", f"The book fetches {address} when it is read.", _place(document, element)
    for path, style in book.styles:
        for address in re.findall(r"(?:url\(\s*|@import\s+)[\"']?((?:https?:)?//[^\"')\s]+)", style, re.IGNORECASE):
            yield "remote-resource", f"The book fetches {address} when it is read.", path


def _fetched(element: etree._Element) -> tuple[str, ...]:
    name = etree.QName(element).localname
    return ("href",) if name in {"link", "image", "use"} else ()


def _place(document: Document, element: etree._Element) -> str:
    name = etree.QName(element).localname + (f"#{element.get('id')}" if element.get("id") else "")
    return f"{document.path}:{element.sourceline or 1} {name}"


RULES: Final[tuple[Callable[[Book], Iterator[Found]], ...]] = (
    _alternatives,
    _claims,
    _modes,
    _evaluation,
    _navigation,
    _pages,
    _identifiers,
    _scripts,
    _remote,
)

if __name__ == "__main__":
    serve(judge)
