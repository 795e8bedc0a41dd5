"""What veraPDF does not look at in a tagged PDF: `python -m progpipe.check.servers.pdf_structure`.

A file can keep every rule of PDF/UA and still be read badly: running heads in the middle of a sentence, a list that is
two lists because a page ends, a link that is announced by the name of its anchor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from progpipe.check.servers.pdf_tree import Element, Key, Tree, items, read_tree
from progpipe.check.servers.serving import serve

Found = tuple[str, str, str]  # code, message, place
# So many links to places in the file on one page are a table of contents.
MANY_LINKS: Final = 5
CUT_AT_PAGES: Final = ("L", "Table", "TOC", "Part", "Sect", "Art", "BlockQuote", "Aside")
FILE_NAME: Final = re.compile(r"\S+\.(png|jpe?g|gif|svg|webp|tiff?|pdf|docx?|odt|indd)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """An open PDF, with its pages by number and its structure tree."""

    pdf: Pdf
    numbers: dict[Key, int]
    tree: Tree

    def of(self, *kinds: str) -> Iterator[Element]:
        return (element for element in self.tree.elements if element.kind in kinds)

    def links(self) -> Iterator[tuple[int, Dictionary]]:
        """Each link annotation with the number of its page."""
        for number, page in enumerate(self.pdf.pages, 1):
            for annotation in items(page.obj.get("/Annots")):
                if isinstance(annotation, Dictionary) and annotation.get("/Subtype") == Name.Link:
                    yield number, annotation


def judge(path: Path) -> Mapping[str, Any]:
    """Everything that the rules below find."""
    try:
        pdf = pikepdf.open(path)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        text = str(error).replace(str(path), "the file")
        return _answer([("unreadable", f"The file cannot be read as a PDF: {text}", "")])
    with pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        tree = read_tree(pdf, numbers)
        if tree is None:
            found = [("no-tree", "The file is not tagged: it has no structure tree.", ""), *_document(pdf)]
            return _answer(found)
        file = File(pdf, numbers, tree)
        return _answer([*_document(pdf), *(item for rule in RULES for item in rule(file))])


def _answer(found: list[Found]) -> Mapping[str, Any]:
    return {"findings": [{"code": code, "message": message, "place": place} for code, message, place in found]}


def _document(pdf: Pdf) -> Iterator[Found]:
    """What holds for any file, tagged or not: its language, its title, and whether readers show that."""
    root = pdf.Root
    if not str(root.get("/Lang", "")).strip():
        yield "no-language", "The file does not say which language it is in (Lang of the catalog).", ""
    preferences = root.get("/ViewerPreferences")
    if not (isinstance(preferences, Dictionary) and bool(preferences.get("/DisplayDocTitle"))):
        yield "title-hidden", "Readers show the name of the file in place of its title (DisplayDocTitle).", ""
    if len(pdf.pages) > 1 and "/PageLabels" not in root:
        yield "no-page-labels", "The pages have no labels (PageLabels).", ""
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, strict=True) as metadata:
            title, language = str(metadata.get("dc:title") or ""), metadata.get("dc:language")
    except Exception as error:  # whatever the XML parser raises
        yield "xmp", f"The XMP cannot be read: {error}", ""
        return
    if not title.strip():
        yield "no-title", "The file has no title (dc:title in the XMP).", ""
    elif FILE_NAME.fullmatch(title.strip()):
        yield "title-is-file-name", f"The title {title!r} is the name of a file.", ""
    if not language:
        yield "no-xmp-language", "The XMP does not say which language the file is in (dc:language).", ""


def _orphans(file: File) -> Iterator[Found]:
    """Content whose element hangs outside the tree (ISO 32000-2, 14.7.5.4): running heads, mostly."""
    root = file.pdf.Root.StructTreeRoot.get("/ParentTree")
    if not isinstance(root, Dictionary):
        yield "orphan", "The structure tree has no parent tree: content does not lead to its element.", ""
        return
    owners: dict[Any, int] = {page.obj.get("/StructParents"): n for n, page in enumerate(file.pdf.pages, 1)}
    for key, value in pikepdf.NumberTree(root).items():
        for entry in items(value):
            if isinstance(entry, Dictionary) and entry.is_indirect and entry.objgen not in file.tree.keys:
                kind = str(entry.get("/S", "?")).removeprefix("/")
                place = f"page {owners[key]}" if key in owners else f"parent tree {key}"
                yield "orphan", f"Content is tagged {kind}, but that element is not in the tree.", place


def _split(file: File) -> Iterator[Found]:
    """One thing in two elements, because a page ends between them."""
    for element in file.tree.elements:
        for one, other in pairwise(element.kids):
            cut = one.pages and other.pages and max(one.pages) < min(other.pages)
            if cut and one.kind == other.kind and one.kind in CUT_AT_PAGES and not _begins(other):
                message = f"{other.kind} goes on from the one before it: they are one, split at a page."
                yield "split", message, other.where
            if cut and one.kind == other.kind == "LI" and _labelled(one) and not _labelled(other):
                yield "split", "A list item without a label goes on from the one before it.", other.where


def _begins(element: Element) -> bool:
    """A section that has a heading of its own begins something; so does a table or list with a caption."""
    return bool(element.kids) and bool(re.fullmatch(r"H\d*|Title|Caption", element.kids[0].kind))


def _labelled(item: Element) -> bool:
    return any(kid.kind == "Lbl" for kid in item.kids)


def _noise(file: File) -> Iterator[Found]:
    """Elements that say nothing: a screen reader may stop at each. A type of one's own (Strong) says something."""
    meaning = {"/Lang", "/E", "/ActualText", "/Alt", "/A", "/C"}
    for element in file.of("NonStruct", "Span"):
        own = element.text("/S") != f"/{element.kind}"
        if element.kind == "NonStruct" or not (own or meaning & set(element.entry.keys())):
            yield "noise", f"{element.kind} without any property says nothing.", element.where


def _empty(file: File) -> Iterator[Found]:
    """Elements that are read out although there is nothing in them."""
    for element in file.of("P", "H", *(f"H{level}" for level in range(1, 7)), "LI", "L", "TOC", "TOCI", "Link"):
        if not element.has_content and not element.text("/ActualText"):
            yield "empty", f"{element.kind} has no content.", element.place


def _attributes(file: File) -> Iterator[Found]:
    """Attributes that PDF/UA asks for and veraPDF cannot always miss (ISO 32000-2, 14.8.5)."""
    for element in file.of("L"):
        labels = any(_labelled(item) for item in element.kids)
        if "/ListNumbering" not in element.attributes() and (labels or "/C" not in element.entry):
            yield "list-numbering", "The list does not say how it is numbered (ListNumbering).", element.where
    for element in file.of("TH"):
        if "/Scope" not in element.attributes() and "/C" not in element.entry:
            yield "scope", "The header cell does not say what it heads (Scope).", element.where
    for element in file.of("Table"):
        if not any(kid.kind == "TH" for kid in _below(element)):
            yield "no-header-cell", "The table has no header cell (TH).", element.where


def _below(element: Element) -> Iterator[Element]:
    waiting = list(element.kids)
    while waiting:
        kid = waiting.pop()
        yield kid
        waiting += kid.kids


def _figures(file: File) -> Iterator[Found]:
    """A figure has a box on its page, and an alternative in words."""
    for element in file.of("Figure"):
        alternative = element.text("/Alt") or element.text("/ActualText")
        if not alternative.strip():
            yield "no-alternative", "The figure has no alternative text (Alt).", element.where
        elif FILE_NAME.fullmatch(alternative.strip()):
            message = f"The alternative text {alternative!r} is the name of a file."
            yield "alternative-is-file-name", message, element.where
        box = _numbers(element.attributes().get("/BBox"))
        if box is None:
            yield "no-box", "The figure does not say where it is (BBox).", element.where
        elif element.pages and not _inside(box, _media(file.pdf, min(element.pages))):
            message = f"The box of the figure, {[round(value) for value in box]}, is not on its page."
            yield "box-off-page", message, element.where


def _numbers(value: Any) -> tuple[float, ...] | None:
    """Four numbers, ordered: left, lower, right, upper."""
    try:
        one, two, three, four = (float(number) for number in value)
    except (TypeError, ValueError):
        return None
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _media(pdf: Pdf, number: int) -> tuple[float, ...]:
    return _numbers(pdf.pages[number - 1].mediabox) or (0.0, 0.0, 0.0, 0.0)


def _inside(box: tuple[float, ...], page: tuple[float, ...], slack: float = 1.0) -> bool:
    left, lower, right, upper = box
    begins = left >= page[0] - slack and lower >= page[1] - slack
    ends = right <= page[2] + slack and upper <= page[3] + slack
    return begins and ends and left < right and lower < upper


def _links(file: File) -> Iterator[Found]:
    """What a link is called, and whether it lies on another."""
    boxes: dict[int, list[tuple[float, ...]]] = {}
    for number, link in file.links():
        target, said = _target(link), str(link.get("/Contents", "")).strip()
        if not said:
            message = f"The link to {target or 'somewhere'} has no description (Contents)."
            yield "link-without-name", message, f"page {number}"
        elif said.lstrip("#") == target.lstrip("#") and not target.startswith(("http:", "https:", "mailto:")):
            message = f"The link is described by the name of its target, {said!r}."
            yield "link-named-by-target", message, f"page {number}"
        box = _numbers(link.get("/Rect"))
        if box is not None:
            if any(_inside(box, other, 0.0) or _inside(other, box, 0.0) for other in boxes.setdefault(number, [])):
                message = f"The area of the link {said or target!r} lies in that of another."
                yield "link-in-link", message, f"page {number}"
            boxes[number].append(box)


def _target(link: Dictionary) -> str:
    """The address or the name of the place that a link leads to; empty where that is a page."""
    action = link.get("/A")
    inside = action if isinstance(action, Dictionary) else Dictionary()
    target = link.get("/Dest") or inside.get("/D") or inside.get("/URI")
    return "" if target is None or isinstance(target, Array | Dictionary) else str(target).removeprefix("/")


def _contents(file: File) -> Iterator[Found]:
    """A page of links is a table of contents, and says so (TOC with TOCI, each with a Reference)."""
    inner: dict[int, int] = {}
    for number, link in file.links():
        action = link.get("/A")
        if "/Dest" in link or (isinstance(action, Dictionary) and "/D" in action):
            inner[number] = inner.get(number, 0) + 1
    if not any(file.of("TOC")) and (full := [number for number, count in inner.items() if count > MANY_LINKS]):
        message = f"{inner[full[0]]} links to places in the file, but no table of contents (TOC)."
        yield "no-contents", message, f"page {full[0]}"
    for element in file.of("TOCI"):
        if not any(kid.kind in ("Reference", "TOC") for kid in _below(element)):
            yield (
                "contents-without-reference",
                "The entry of the contents refers to nothing (Reference).",
                element.where,
            )


def _headings(file: File) -> Iterator[Found]:
    """Headings go down by one level at a time, and the bookmarks follow them."""
    headings = [element for element in file.tree.elements if re.fullmatch(r"H[1-9]", element.kind)]
    level = 0
    for heading in headings:
        if int(heading.kind[1:]) > level + 1:
            message = f"{heading.kind} comes after H{level}." if level else f"{heading.kind} comes first."
            yield "heading-gap", message, heading.where
        level = int(heading.kind[1:])
    outlines = file.pdf.Root.get("/Outlines")
    if len(headings) > 1 and not (isinstance(outlines, Dictionary) and "/First" in outlines):
        yield "no-bookmarks", "The file has headings, but no bookmarks (Outlines).", ""


RULES: Final[tuple[Callable[[File], Iterator[Found]], ...]] = (
    _orphans,
    _split,
    _noise,
    _empty,
    _attributes,
    _figures,
    _links,
    _contents,
    _headings,
)

if __name__ == "__main__":
    serve(judge)
