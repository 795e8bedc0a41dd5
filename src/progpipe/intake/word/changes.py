"""A part of a Word file as it would be, were all changes accepted and all text boxes opened."""

from __future__ import annotations

from progpipe.intake.container import Tree
from progpipe.intake.word.names import MC, NS, W, lines


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
