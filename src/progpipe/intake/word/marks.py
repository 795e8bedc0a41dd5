"""A mark before the text of each paragraph, and what the file says of it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from progpipe.intake.container import Tree
from progpipe.intake.tree import Origin, mark
from progpipe.intake.word.names import NS, WP, W, words
from progpipe.intake.word.styles import Styles, level

DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def mark_paragraphs(root: Tree, styles: Styles) -> tuple[dict[int, Origin], dict[int, str]]:
    """Put its number before the text of each paragraph; what is known of it, and its words."""
    origins: dict[int, Origin] = {}
    texts: dict[int, str] = {}
    number = 0
    for paragraph in root.iter(f"{{{W}}}p"):
        text = words(paragraph)
        if not text.strip() and not any(True for _ in paragraph.iter(f"{{{W}}}drawing", f"{{{W}}}pict")):
            continue
        number += 1
        style = paragraph.find("w:pPr/w:pStyle", NS)
        identifier = "" if style is None else style.get(f"{{{W}}}val", "")
        own = paragraph.find("w:pPr/w:outlineLvl", NS)
        outline = level(own.get(f"{{{W}}}val", "")) if own is not None else styles.outline(identifier)
        name = "toc" if _in_contents(paragraph) else styles.name(identifier)
        decorative = any(True for _ in paragraph.iter(DECORATIVE))
        _describe(paragraph)
        anchors = _bookmarks(paragraph)
        origins[number] = Origin(number=number, style=name, outline=outline, anchors=anchors, decorative=decorative)
        texts[number] = text
        run = etree.Element(f"{{{W}}}r")
        etree.SubElement(run, f"{{{W}}}t").text = mark(number)
        paragraph.insert(0 if paragraph.find("w:pPr", NS) is None else 1, run)
    return origins, texts


def _bookmarks(paragraph: Tree) -> tuple[str, ...]:
    """The names that links lead to here: of marks inside the paragraph, and of those that stand just before it."""
    marks = [*paragraph.iter(f"{{{W}}}bookmarkStart")]
    before = paragraph.getprevious()
    while before is not None and before.tag in {f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd"}:
        marks += [before] if before.tag == f"{{{W}}}bookmarkStart" else []
        before = before.getprevious()
    return tuple(found.get(f"{{{W}}}name", "") for found in marks)


def _describe(paragraph: Tree) -> None:
    """The name that Word gives a picture ("Bild 3") is no description, but Pandoc reads the title as one."""
    for properties in paragraph.iter(f"{{{WP}}}docPr"):
        if not properties.get("descr") and properties.get("title"):
            properties.set("descr", properties.get("title", ""))


def _in_contents(paragraph: Tree) -> bool:
    """Whether it stands in a table of contents (ECMA-376-1, 17.5.2.12)."""
    return any(
        "table of contents" in gallery.get(f"{{{W}}}val", "").lower()
        for block in paragraph.iterancestors(f"{{{W}}}sdt")
        for gallery in block.iterfind("w:sdtPr/w:docPartObj/w:docPartGallery", NS)
    )
