"""A part of a Word file as it would be, were all changes accepted and all text boxes opened."""

from __future__ import annotations

from typing import Final

from progpipe.intake.container import Tree
from progpipe.intake.word.names import MC, NS, W, lines

# ECMA-376-1, 17.16.19, 17.5.1, 17.3.2.3, 17.3.2.8 and 17.3.3.25.
AROUND: Final = tuple(f"{{{W}}}{name}" for name in ("fldSimple", "smartTag", "customXml", "bdo", "dir", "ruby"))
PROPERTIES: Final = frozenset(f"{{{W}}}{name}" for name in ("smartTagPr", "customXmlPr"))


def accepted(root: Tree) -> Tree:
    """A part as its changes would leave it."""
    choose(root)
    accept(root)
    return root


def choose(root: Tree) -> None:
    """Of two ways to draw the same thing (ECMA-376-3, 7.6) the first; the other one is for old programs."""
    for fallback in list(root.iter(f"{{{MC}}}Fallback")):
        parent = fallback.getparent()
        if parent is not None and parent.find("mc:Choice", NS) is not None:
            parent.remove(fallback)


def accept(root: Tree) -> None:
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


def unwrap(root: Tree) -> None:
    """Take away what stands around words, and Pandoc passes over with them: fields, tags, directions, readings."""
    for element in list(root.iter(*AROUND)):
        parent = element.getparent()
        link = element.get(f"{{{W}}}instr", "").strip().upper().startswith("HYPERLINK")
        if parent is None or link:
            continue
        place = parent.index(element)
        if element.tag == f"{{{W}}}ruby":  # it stands in a run, and has runs in it
            children = list(element.iter(f"{{{W}}}t"))
        else:
            children = [child for child in element if child.tag not in PROPERTIES]
        parent[place : place + 1] = children


def lift(root: Tree) -> list[str]:
    """The paragraphs of text boxes, behind the paragraph that the box hangs on; their words."""
    found = []
    for box in list(root.iter(f"{{{W}}}txbxContent")):
        outer = list(box.iterancestors(f"{{{W}}}p"))
        if not outer:
            continue
        paragraph = outer[-1]
        found.append(lines(box))
        for child in reversed(list(box)):
            paragraph.addnext(child)
        parent = box.getparent()
        if parent is not None:
            parent.remove(box)
    return [text for text in found if text]
