"""Word (ECMA-376): Pandoc reads it, after what Pandoc would drop has been put where it reads it.

Each paragraph gets a mark with its number. By its mark a paragraph keeps its style and its place behind Pandoc,
and one whose mark does not come out is known to be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from lxml import etree

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.container import Container, Tree, packed, xml_bytes
from progpipe.intake.kept import with_all
from progpipe.intake.model import Document, Place
from progpipe.intake.through_pandoc import through_pandoc
from progpipe.intake.tree import Origin, mark

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
NS: Final = {"w": W, "mc": MC, "wp": WP, "a": A}
DOCUMENT: Final = "word/document.xml"
# What Pandoc reads beside the document; macros, embedded files and pages of the web are not among it.
NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
NEEDED: Final = ("word/styles.xml", "word/numbering.xml", *NOTES)
CHARACTERS: Final = {f"{{{W}}}tab": " ", f"{{{W}}}br": " ", f"{{{W}}}noBreakHyphen": "-"}
READ: Final = (f"{{{W}}}t", *CHARACTERS)
MARGINS: Final = (("header", "a page header"), ("footer", "a page footer"))


def docx(content: bytes, folder: Path) -> Document:  # noqa: ARG001
    """The document as its changes would leave it, were they all accepted."""
    container = Container(content)
    root = container.xml(DOCUMENT)
    if root is None:
        raise said.damaged(f"it is no Word document: it has no {DOCUMENT}")
    if root.tag == f"{{{STRICT}}}document":
        raise said.damaged('it is a "Strict Open XML" document; save it as an ordinary Word document (.docx)')
    problems = [*_tracked(root), *_comments(container), *_margins(container, root)]
    _accepted(root)
    lifted = _lift(root)
    styles = container.xml("word/styles.xml")
    origins, texts = _mark(root, _Styles(styles))
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": ROOT_RELATIONS, DOCUMENT: xml_bytes(root)}
    for name in NEEDED:
        if (part := container.xml(name)) is not None:
            parts[name] = xml_bytes(part)
    relations, media = _relations(container)
    parts["word/_rels/document.xml.rels"] = relations
    for name in (f"word/_rels/{note.removeprefix('word/')}.rels" for note in NOTES):
        if (part := container.xml(name)) is not None:
            parts[name] = xml_bytes(part)
    parts |= {f"word/{name}": b"" for name in media}
    document, seen = through_pandoc(packed(parts), "docx", origins)
    notes = [_lines(note) for name in NOTES if (part := container.xml(name)) is not None for note in _accepted(part)]
    problems += [
        said.reshaped(Place(words=text), "the words stood in a text box; they follow the paragraph it hung on")
        for text in lifted
    ]
    document = replace(with_all(document, texts, seen, notes), media={k: v for k, v in media.items() if v})
    return document.saying(*problems)


def text_of(content: bytes) -> str:
    """All words of a Word document, changes accepted, with its notes: what an import must not lose."""
    container = Container(content)
    found = []
    for name in (DOCUMENT, *NOTES):
        if (root := container.xml(name)) is not None:
            _accepted(root)
            found += [_words(paragraph) for paragraph in root.iter(f"{{{W}}}p") if not _inside_paragraph(paragraph)]
    return "\n".join(found)


def _accepted(root: Tree) -> Tree:
    """A part as its changes would leave it."""
    _choose(root)
    _accept(root)
    return root


def _inside_paragraph(paragraph: Tree) -> bool:
    return next(paragraph.iterancestors(f"{{{W}}}p"), None) is not None


def _words(element: Tree) -> str:
    found = (node.text or "" if node.tag == f"{{{W}}}t" else CHARACTERS[str(node.tag)] for node in element.iter(*READ))
    return "".join(found)


def _lines(element: Tree) -> str:
    """The words of all paragraphs in it, with a space between."""
    parts = (
        " " if node.tag == f"{{{W}}}p" else CHARACTERS.get(str(node.tag), node.text or "")
        for node in element.iter(f"{{{W}}}p", *READ)
    )
    return " ".join("".join(parts).split())


# --- what Word keeps beside the text ----------------------------------------------------------


def _tracked(root: Tree) -> list[Problem]:
    insertions = sum(1 for _ in root.iter(f"{{{W}}}ins", f"{{{W}}}moveTo"))
    deletions = sum(1 for _ in root.iter(f"{{{W}}}del", f"{{{W}}}moveFrom"))
    return [said.tracked(insertions, deletions)] if insertions or deletions else []


def _comments(container: Container) -> list[Problem]:
    root = container.xml("word/comments.xml")
    if root is None:
        return []
    return [said.comment(node.get(f"{{{W}}}author", ""), _lines(node)) for node in root.iter(f"{{{W}}}comment")]


def _margins(container: Container, root: Tree) -> Iterator[Problem]:
    """Page headers and footers with words of their own; a title or a page number is the layout's."""
    body = _lines(root)
    known: set[str] = set()
    for kind, what in MARGINS:
        for name in sorted(container.names):
            if name.startswith(f"word/{kind}") and name.endswith(".xml") and (part := container.xml(name)) is not None:
                text = _lines(part)
                if any(char.isalpha() for char in text) and text not in body and text not in known:
                    known.add(text)
                    yield said.left_out(None, what, text)


# --- put where Pandoc reads it ----------------------------------------------------------------


def _choose(root: Tree) -> None:
    """Of two ways to draw the same thing (ECMA-376-3, 7.6) the first; the other one is for old programs."""
    for fallback in list(root.iter(f"{{{MC}}}Fallback")):
        parent = fallback.getparent()
        if parent is not None and parent.find("mc:Choice", NS) is not None:
            parent.remove(fallback)


def _accept(root: Tree) -> None:
    """Take deletions away. Pandoc does it too, but not in a text box, and not for a deleted end of a paragraph."""
    for gone in list(root.iter(f"{{{W}}}del", f"{{{W}}}moveFrom")):
        parent = gone.getparent()
        if parent is not None and parent.tag in {f"{{{W}}}rPr", f"{{{W}}}trPr"}:
            continue
        if parent is not None:
            parent.remove(gone)
    for row in list(root.iterfind(".//w:tr/w:trPr/w:del/../..", NS)):
        parent = row.getparent()
        if parent is not None:
            parent.remove(row)
    for paragraph in list(root.iterfind(".//w:pPr/w:rPr/w:del/../../..", NS)):
        _join_next(paragraph)


def _join_next(paragraph: Tree) -> None:
    """A paragraph whose end is deleted goes on in the next one."""
    after = paragraph.getnext()
    if after is None or after.tag != paragraph.tag:
        return
    properties = after.find("w:pPr", NS)
    place = 0 if properties is None else 1
    for child in reversed([child for child in paragraph if child.tag != f"{{{W}}}pPr"]):
        after.insert(place, child)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)


def _lift(root: Tree) -> list[str]:
    """The paragraphs of text boxes, behind the paragraph that the box hangs on; their words."""
    found = []
    for box in list(root.iter(f"{{{W}}}txbxContent")):
        outer = list(box.iterancestors(f"{{{W}}}p"))
        if not outer:
            continue
        paragraph = outer[-1]
        found.append(_lines(box))
        for child in reversed(list(box)):
            paragraph.addnext(child)
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return [text for text in found if text]


class _Styles:
    """The name of a style and its level in the outline, by its id, through those that it is based on."""

    def __init__(self, root: Tree | None) -> None:
        styles = [] if root is None else root.findall("w:style", NS)
        self._styles = {style.get(f"{{{W}}}styleId", ""): style for style in styles}

    def name(self, identifier: str) -> str:
        style = self._styles.get(identifier)
        found = None if style is None else style.find("w:name", NS)
        return (identifier if found is None else found.get(f"{{{W}}}val", "")).lower()

    def outline(self, identifier: str) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            level = style.find("w:pPr/w:outlineLvl", NS)
            if level is not None:
                return _level(level.get(f"{{{W}}}val", ""))
            base = style.find("w:basedOn", NS)
            identifier = "" if base is None else base.get(f"{{{W}}}val", "")
        return 0


def _level(text: str) -> int:
    return int(text) + 1 if text.isdecimal() and int(text) < 9 else 0  # noqa: PLR2004 - 9 is body text


def _mark(root: Tree, styles: _Styles) -> tuple[dict[int, Origin], dict[int, str]]:
    """Put its number before the text of each paragraph; what is known of it, and its words."""
    origins: dict[int, Origin] = {}
    texts: dict[int, str] = {}
    number = 0
    for paragraph in root.iter(f"{{{W}}}p"):
        words = _words(paragraph)
        if not words.strip() and not any(True for _ in paragraph.iter(f"{{{W}}}drawing", f"{{{W}}}pict")):
            continue
        number += 1
        style = paragraph.find("w:pPr/w:pStyle", NS)
        identifier = "" if style is None else style.get(f"{{{W}}}val", "")
        own = paragraph.find("w:pPr/w:outlineLvl", NS)
        outline = _level(own.get(f"{{{W}}}val", "")) if own is not None else styles.outline(identifier)
        name = "toc" if _in_contents(paragraph) else styles.name(identifier)
        decorative = any(True for _ in paragraph.iter(DECORATIVE))
        _describe(paragraph)
        anchors = _bookmarks(paragraph)
        origins[number] = Origin(number=number, style=name, outline=outline, anchors=anchors, decorative=decorative)
        texts[number] = words
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
    return tuple(mark.get(f"{{{W}}}name", "") for mark in marks)


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


def _relations(container: Container) -> tuple[bytes, dict[str, bytes]]:
    """The relations of the document with only links and images inside it, and those images by their address."""
    root = container.xml("word/_rels/document.xml.rels")
    made = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    media: dict[str, bytes] = {}
    for relation in [] if root is None else list(root):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if kind == "image" and not outside:
            name = target.removeprefix("/word/").removeprefix("./")
            media[name] = container.image(f"word/{name}") or b""
        elif kind not in {"hyperlink", "styles", "numbering", "footnotes", "endnotes"} and not outside:
            continue
        made.append(relation)
    return xml_bytes(made), media


CONTENT_TYPES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)
