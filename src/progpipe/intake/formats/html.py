"""HTML: the main part of a page, without what is there for moving around in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree
from lxml import html as lxml_html

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.beside import with_media
from progpipe.intake.encoding import decoded
from progpipe.intake.kept import with_words
from progpipe.intake.model import Document
from progpipe.intake.through_pandoc import through_pandoc
from progpipe.intake.tree import NOTE_MARK, note_mark

Tree = etree._Element
# What is no text, or no text of the document: DPUB-ARIA 1.0 and ARIA name what leads through a page.
GONE: Final = (
    "//script|//style|//template|//noscript|//iframe|//object|//embed|//svg|//math|//form|//nav|//link|//base|//meta[@http-equiv]"
    "|//*[@role='navigation' or @role='doc-toc' or @role='doc-backlink' or @role='doc-pagebreak']"
    "|//*[@hidden or @aria-hidden='true']|//comment()|//processing-instruction()"
)
SKIP: Final = "//body/a[starts-with(@href, '#')][not(preceding-sibling::*)]"
COVER: Final = "cover"  # of a page that progpipe made: it says what the source says
# What stands inside a word as well as between two (HTML, 3.2.5.2.5, Phrasing content).
INSIDE: Final = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data dfn em font i ins kbd mark q s samp sdfield small span strike strong "
        "sub sup time tt u var wbr",
    )
)
PERMALINK: Final = "permalink"  # in such a page: its words are for screen readers
LARGEST: Final = 16 << 20
DEEPEST: Final = 200


def html(content: bytes, folder: Path) -> Document:
    """The document; images are those inside it and beside it."""
    if len(content) > LARGEST:
        raise said.too_large(f"it has more than {LARGEST >> 20} megabytes of HTML")
    text, problems = decoded(content)
    root = _parsed(text)
    if root.find("head") is None:
        root.insert(0, etree.Element("head"))
    for element in [*root.xpath(GONE), *root.xpath(SKIP)]:
        _drop(element)
    for link in root.xpath("//a[starts-with(@href, '#')]"):
        here = any(around.get("id") == link.get("href")[1:] for around in link.iterancestors())
        if here and (link.get("class") == PERMALINK or not any(char.isalpha() for char in _words(link))):
            _drop(link)  # a sign or a number that leads to the very place where it stands
    for column in root.xpath("//col|//colgroup"):
        _drop(column)  # Pandoc believes them, and passes over the cells of columns that they do not count
    window = _words(root.find(".//head/title"))
    problems += _margins(root)
    _set_title(root)
    _set_language(root)
    problems += _outside_main(root)
    for image in root.xpath("//img[@alt='']"):  # HTML says so that an image says nothing
        image.set("class", "decorative")
    _set_notes(root)
    _set_captions(root)
    source = etree.tostring(root, encoding="UTF-8", method="html")
    document, _ = through_pandoc(source, "html-native_divs+native_divs")
    document = replace(document, problems=(*problems, *document.problems))
    document = with_words(document, "the name of the window", [window])
    return with_media(with_words(document, "what Pandoc does not read", _lines(root)), folder)


def _parsed(text: str) -> Tree:
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root: Tree = lxml_html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise said.damaged(str(error)[:200]) from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise said.too_large(f"it is nested more than {DEEPEST} levels deep")
    return root


def _set_title(root: Tree) -> None:
    """The one heading of the first level is the title; of several none is.

    Then it is the paragraph before them that the window is called by, which may have more in its name.
    """
    headings, head = root.xpath("//h1"), root.find(".//head")
    window = _words(root.find(".//head/title"))
    before = root.xpath("//p[following::h1 and not(preceding::h1)]") if len(headings) > 1 else headings
    named = (
        [element for element in before if window.startswith(_words(element) or "\0")] if len(headings) > 1 else before
    )
    for title in root.xpath("//title") if headings else []:
        _drop(title)
    if len(named) == 1 and head is not None:
        etree.SubElement(head, "title").text = _words(named[0])
        _drop(named[0])


def _words(element: Tree | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _set_language(root: Tree) -> None:
    """LibreOffice writes the language at the body."""
    body = root.find(".//body")
    if body is not None and body.get("lang") and not root.get("lang"):
        root.set("lang", body.get("lang", ""))


def _outside_main(root: Tree) -> list[Problem]:
    """What stands outside the main part of the page, which Pandoc passes over: each outermost part, and loose words."""
    around = root.xpath("(//main|//*[@role='main'])/ancestor::*[ancestor-or-self::body]")
    parts = [part for outer in around for part in outer if not _is_main(part) and part not in around]
    beside = [_words(part) for part in parts if part.get("class") != COVER]
    loose = [" ".join(text.split()) for outer in around for text in outer.xpath("text()")]
    return [
        said.left_out(None, "what stands outside the main part of the page", text) for text in [*beside, *loose] if text
    ]


def _margins(root: Tree) -> list[Problem]:
    """The page headers and footers that LibreOffice writes into a page."""
    found = []
    for name in ("header", "footer"):
        for margin in root.xpath("//body/div[@title=$name]", name=name):
            if words := _words(margin):
                found.append(said.left_out(None, f"a page {name}", words))
            _drop(margin)
    return found


def _is_main(element: Tree) -> bool:
    return element.tag == "main" or element.get("role") == "main"


def _lines(root: Tree) -> list[str]:
    """All words of the part that Pandoc reads, with a space where a line or a cell ends."""
    mains = root.xpath("//main|//*[@role='main']") or root.xpath("//body")
    found: list[str] = []
    for event, element in (step for main in mains for step in etree.iterwalk(main, events=("start", "end"))):
        apart = " " if element.tag not in INSIDE else ""
        found.append(f"{apart}{element.text or ''}" if event == "start" else f"{apart}{element.tail or ''}")
    return [NOTE_MARK.sub("", "".join(found))]


def _drop(element: Tree) -> None:
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _set_notes(root: Tree) -> None:
    """Notes by their roles (DPUB-ARIA 1.0): each mark becomes one of ours, each note a block of ours."""
    numbers: dict[Tree, int] = {}
    for mark in root.xpath("//a[@role='doc-noteref'][starts-with(@href, '#')]"):
        notes = root.xpath("//*[@id=$name]", name=mark.get("href")[1:])
        if notes:
            number = numbers.setdefault(notes[0], len(numbers) + 1)
            before = etree.SubElement(mark, "span")
            before.text = note_mark(number)
            for child in [child for child in mark if child is not before]:
                mark.remove(child)
            mark.tag, mark.text = "span", None
            mark.attrib.clear()
    main = root.find(".//main")
    body = main if main is not None else root.find(".//body")  # Pandoc reads only the main part where there is one
    for note, number in numbers.items():
        around = note.getparent()
        _drop(note)
        note.tag = "div"
        note.attrib.clear()
        note.set("id", f"progpipe-note-{number}")
        if body is not None:
            body.append(note)
        _drop_empty(around)


def _drop_empty(around: Tree | None) -> None:
    """A list of notes without notes, with the heading above it."""
    if around is None or len(around) or (around.text or "").strip():
        return
    box = around.getparent()
    _drop(around)
    if box is not None and len(box) == 1 and not (box[0].tail or "").strip():
        _drop(box)


def _set_captions(root: Tree) -> None:
    """What is said below a quote is who said it."""
    for caption in root.xpath("//figure[blockquote]/figcaption"):
        caption.tag = "div"
        caption.set("class", "attribution")
        caption.getparent().tag = "div"
