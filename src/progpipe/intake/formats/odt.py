"""OpenDocument text (ODF 1.3): Pandoc reads it, after what Pandoc would drop has been put where it reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
SVG: Final = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
DC: Final = "http://purl.org/dc/elements/1.1/"
XLINK: Final = "http://www.w3.org/1999/xlink"
CONTENT: Final = "content.xml"
LINES: Final = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
# Empty elements that stand for characters (ODF 1.3 part 3, 6.1).
CHARACTERS: Final = {f"{{{TEXT}}}s": " ", f"{{{TEXT}}}tab": " ", f"{{{TEXT}}}line-break": " "}
# Inside a paragraph, but no part of its words.
ASIDE: Final = frozenset(
    {f"{{{TEXT}}}note", f"{{{OFFICE}}}annotation", f"{{{DRAW}}}text-box", f"{{{SVG}}}title", f"{{{SVG}}}desc"}
)
# What Pandoc reads inside a paragraph.
READ: Final = frozenset(
    f"{{{TEXT}}}{name}"
    for name in (
        *("p", "h", "span", "a", "s", "tab", "line-break", "list", "list-item", "list-header", "section"),
        *("note", "note-body", "note-citation", "bookmark", "bookmark-start", "bookmark-end", "reference-mark"),
        *("reference-mark-start", "reference-mark-end", "bookmark-ref", "reference-ref", "soft-page-break"),
        *("sequence", "ruby", "ruby-base", "ruby-text", "tracked-changes", "number", "numbered-paragraph"),
    )
)
MOST_REPEATS: Final = 50
CONTENTS: Final = frozenset({f"{{{TEXT}}}table-of-content", f"{{{TEXT}}}alphabetical-index"})
SPACE: Final = re.compile(r"_20_")


def odt(content: bytes, folder: Path) -> Document:  # noqa: ARG001
    """The document as its changes would leave it, were they all accepted."""
    container = Container(content)
    root = container.xml(CONTENT)
    if root is None:
        raise said.damaged(f"it is no OpenDocument text: it has no {CONTENT}")
    if root.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text") is None:
        raise said.damaged("it is an OpenDocument file, but no text")
    problems = [*_tracked(root), *_comments(root)]
    _limit(root)
    nested = _flatten(root)
    _unwrap(root)
    lifted = _lift(root)
    named = _alternatives(root)
    styles = container.xml("styles.xml")
    problems += [] if styles is None else _margins(styles, root)
    origins, texts = _mark(root, _Styles([root, *([styles] if styles is not None else [])]))
    media = {name: container.image(name) or b"" for name in _images(root)}
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", CONTENT: xml_bytes(root)}
    parts["styles.xml"] = NO_STYLES if styles is None else xml_bytes(styles)
    parts["META-INF/manifest.xml"] = MANIFEST
    parts |= dict.fromkeys(media, b"")
    document, seen = through_pandoc(packed(parts), "odt", origins)
    problems += [
        said.reshaped(Place(words=text), "the words stood in a text box; they follow the paragraph it hung on")
        for text in lifted
    ]
    problems += [
        said.reshaped(Place(words=text), "a table inside a cell is read as paragraphs of the cell") for text in nested
    ]
    document = replace(with_all(document, texts, seen), media={k: v for k, v in media.items() if v})
    return document.knowing(alternatives=named).saying(*problems)


def text_of(content: bytes) -> str:
    """All words of an OpenDocument text, changes accepted, with its notes: what an import must not lose."""
    root = Container(content).xml(CONTENT)
    if root is None:
        return ""
    _tracked(root)
    _comments(root)
    return "\n".join(_words(line) for line in root.iter(*LINES))


def _words(element: Tree) -> str:
    found = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag in CHARACTERS:
            found.append(CHARACTERS[child.tag] * max(1, _count(child)))
        elif child.tag not in ASIDE and child.tag not in LINES:
            found.append(_words(child))
        found.append(child.tail or "")
    return "".join(found)


def _count(element: Tree) -> int:
    text = element.get(f"{{{TEXT}}}c", "1")
    return min(int(text), 100) if text.isdecimal() else 1


def _gone(element: Tree) -> None:
    """Remove an element and keep the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


# --- what is kept beside the text -------------------------------------------------------------


def _tracked(root: Tree) -> list[Problem]:
    """What was deleted stands apart (ODF 1.3 part 3, 5.5), and only marks stand in the text."""
    insertions = sum(1 for _ in root.iter(f"{{{TEXT}}}insertion"))
    deletions = sum(1 for _ in root.iter(f"{{{TEXT}}}deletion"))
    for name in ("tracked-changes", "change", "change-start", "change-end"):
        for element in list(root.iter(f"{{{TEXT}}}{name}")):
            _gone(element)
    return [said.tracked(insertions, deletions)] if insertions or deletions else []


def _comments(root: Tree) -> list[Problem]:
    found = []
    for element in list(root.iter(f"{{{OFFICE}}}annotation")):
        author = element.findtext(f"{{{DC}}}creator") or ""
        text = " ".join(_words(line) for line in element.iter(*LINES))
        found.append(said.comment(author, text))
        _gone(element)
    return found


def _margins(styles: Tree, root: Tree) -> Iterator[Problem]:
    """Page headers and footers with words of their own; a title or a page number is the layout's."""
    body = " ".join(" ".join(_words(line) for line in root.iter(*LINES)).split())
    for name, what in (("header", "a page header"), ("footer", "a page footer")):
        for margin in styles.iter(f"{{{STYLE}}}{name}"):
            text = " ".join(" ".join(_words(line) for line in margin.iter(*LINES)).split())
            if any(char.isalpha() for char in text) and text not in body:
                yield said.left_out(None, what, text)


# --- put where Pandoc reads it ----------------------------------------------------------------


def _limit(root: Tree) -> None:
    """A number of spaces, cells or rows is what a page can show: Pandoc would write a million of them."""
    for element in root.iter():
        for name, text in element.items() if isinstance(element.tag, str) else ():
            repeats = name == f"{{{TEXT}}}c" or name.endswith(("-repeated", "-spanned"))
            if repeats and (not text.isdecimal() or int(text) > MOST_REPEATS):
                element.set(name, str(MOST_REPEATS) if text.isdecimal() else "1")


def _flatten(root: Tree) -> list[str]:
    """Tables inside cells as their paragraphs, since Pandoc passes over them; their words."""
    found = []
    for inner in list(root.iter(f"{{{TABLE}}}table")):
        if not any(True for _ in inner.iter(f"{{{TABLE}}}table-cell")):
            _gone(inner)
        elif any(around.tag == f"{{{TABLE}}}table-cell" for around in inner.iterancestors()):
            lines = [line for line in inner.iter(*LINES) if not any(a.tag in LINES for a in line.iterancestors())]
            found.append(" ".join(" ".join(_words(line) for line in lines).split()))
            for line in lines:
                inner.addprevious(line)
            _gone(inner)
    return [text for text in found if text]


def _unwrap(root: Tree) -> None:
    """Fields, which Pandoc passes over with what they show (ODF 1.3 part 3, 7), as their words."""
    for line in root.iter(*LINES):
        for element in list(line.iter()):
            if isinstance(element.tag, str) and element.tag.startswith(f"{{{TEXT}}}") and element.tag not in READ:
                element.tag = f"{{{TEXT}}}span"


def _lift(root: Tree) -> list[str]:
    """The paragraphs of text boxes, behind the paragraph that the box hangs on; a box around an image stays."""
    found = []
    for box in list(root.iter(f"{{{DRAW}}}text-box")):
        outer = list(box.iterancestors(*LINES))
        if not outer or any(True for _ in box.iter(f"{{{DRAW}}}image")):
            continue
        found.append(" ".join(" ".join(_words(line) for line in box.iter(*LINES)).split()))
        for child in reversed(list(box)):
            outer[-1].addnext(child)
        _gone(box)
    return [text for text in found if text]


def _alternatives(root: Tree) -> dict[str, str]:
    """What an image says in words, by its address. Pandoc reads the title only, and makes an id of it."""
    found = {}
    for frame in root.iter(f"{{{DRAW}}}frame"):
        image = frame.find(f"{{{DRAW}}}image")
        texts = [frame.findtext(f"{{{SVG}}}{name}") or "" for name in ("desc", "title")]
        text = next((" ".join(text.split()) for text in texts if text.strip()), "")
        if image is not None and text:
            found[image.get(f"{{{XLINK}}}href", "")] = text
        for name in ("desc", "title"):
            for element in frame.findall(f"{{{SVG}}}{name}"):
                _gone(element)
    return found


def _images(root: Tree) -> Iterable[str]:
    for image in root.iter(f"{{{DRAW}}}image"):
        name = image.get(f"{{{XLINK}}}href", "")
        if name and ":" not in name and not name.startswith(("/", "..")):
            yield name


class _Styles:
    """The name of a style that people see: automatic ones (P1, P2) stand for the one that they are based on."""

    def __init__(self, roots: list[Tree]) -> None:
        found = [style for root in roots for style in root.iter(f"{{{STYLE}}}style")]
        self._automatic = {
            style.get(f"{{{STYLE}}}name", ""): style.get(f"{{{STYLE}}}parent-style-name", "")
            for style in found
            if any(around.tag == f"{{{OFFICE}}}automatic-styles" for around in style.iterancestors())
        }
        self._decorative = {
            style.get(f"{{{STYLE}}}name", "")
            for style in found
            for properties in style.iterfind(f"{{{STYLE}}}graphic-properties")
            if any(etree.QName(key).localname == "decorative" and text == "true" for key, text in properties.items())
        }
        self._outline = {
            style.get(f"{{{STYLE}}}name", ""): style.get(f"{{{STYLE}}}default-outline-level", "") for style in found
        }

    def is_decorative(self, identifier: str) -> bool:
        """Whether a frame says nothing: an attribute of ODF 1.4, and of LibreOffice before it."""
        return identifier in self._decorative

    def name(self, identifier: str) -> str:
        name = self._automatic.get(identifier, identifier)
        return SPACE.sub(" ", name).lower()

    def outline(self, identifier: str) -> int:
        level = self._outline.get(self._automatic.get(identifier, identifier), "")
        return int(level) if level.isdecimal() and len(level) == 1 else 0


def _mark(root: Tree, styles: _Styles) -> tuple[dict[int, Origin], dict[int, str]]:
    """Put its number before the text of each paragraph; what is known of it, and its words."""
    origins: dict[int, Origin] = {}
    texts: dict[int, str] = {}
    for number, line in enumerate(root.iter(*LINES), start=1):
        words = _words(line)
        if not words.strip() and not any(True for _ in line.iter(f"{{{DRAW}}}image")):
            continue
        identifier = line.get(f"{{{TEXT}}}style-name", "")
        in_contents = any(around.tag in CONTENTS for around in line.iterancestors())
        name = "toc" if in_contents else styles.name(identifier)
        outline = styles.outline(identifier) if line.tag == LINES[0] else 0
        frames = [frame.get(f"{{{DRAW}}}style-name", "") for frame in line.iter(f"{{{DRAW}}}frame")]
        decorative = any(styles.is_decorative(frame) for frame in frames)
        names = (f"{{{TEXT}}}bookmark", f"{{{TEXT}}}bookmark-start")
        anchors = tuple(found.get(f"{{{TEXT}}}name", "") for found in line.iter(*names))
        origins[number] = Origin(number=number, style=name, outline=outline, anchors=anchors, decorative=decorative)
        texts[number] = words
        line.text = mark(number) + (line.text or "")
    return origins, texts


MANIFEST: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    b"</manifest:manifest>"
)
NO_STYLES: Final = (
    f'<office:document-styles xmlns:office="{OFFICE}" xmlns:style="{STYLE}"><office:font-face-decls/><office:styles/>'
    "<office:automatic-styles/><office:master-styles/></office:document-styles>"
).encode()
