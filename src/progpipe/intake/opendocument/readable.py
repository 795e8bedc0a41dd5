"""What Pandoc would pass over, or could not bear, put where and as it reads it."""

from __future__ import annotations

from itertools import islice
from typing import Final

from progpipe.intake.container import Tree
from progpipe.intake.opendocument.names import DRAW, LINES, TABLE, TEXT, gone, words

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
SPANS: Final = tuple(f"{{{TABLE}}}number-{name}-spanned" for name in ("columns", "rows"))
MOST_REPEATS: Final = 50


def limit(root: Tree) -> None:
    """A number of spaces, cells or rows is what a page can show: Pandoc would write a million of them."""
    for element in root.iter():
        for name, text in element.items() if isinstance(element.tag, str) else ():
            repeats = name == f"{{{TEXT}}}c" or name.endswith(("-repeated", "-spanned"))
            if repeats and (not text.isdecimal() or int(text) > MOST_REPEATS):
                element.set(name, str(MOST_REPEATS) if text.isdecimal() else "1")


def flatten(root: Tree) -> list[str]:
    """Tables inside cells as their paragraphs, since Pandoc passes over them; their words."""
    found = []
    for inner in list(root.iter(f"{{{TABLE}}}table")):
        if not any(True for _ in inner.iter(f"{{{TABLE}}}table-cell")):
            gone(inner)
        elif any(around.tag == f"{{{TABLE}}}table-cell" for around in inner.iterancestors()):
            lines = [line for line in inner.iter(*LINES) if not any(a.tag in LINES for a in line.iterancestors())]
            found.append(" ".join(" ".join(words(line) for line in lines).split()))
            for line in lines:
                inner.addprevious(line)
            gone(inner)
    return [text for text in found if text]


def unmerge(root: Tree) -> list[str]:
    """Merged cells as one and empty ones, since Pandoc drops cells beside them; the words of each such table."""
    found = []
    for covered in list(root.iter(f"{{{TABLE}}}covered-table-cell")):
        covered.tag = f"{{{TABLE}}}table-cell"
    for table in root.iter(f"{{{TABLE}}}table"):
        merged = [name for cell in table.iter(f"{{{TABLE}}}table-cell") for name in SPANS if _spans(cell, name)]
        for cell in table.iter(f"{{{TABLE}}}table-cell") if merged else ():
            for name in SPANS:
                cell.attrib.pop(name, None)
        found += [words(line) for line in islice(table.iter(*LINES), 1)] if merged else []
    return found


def _spans(cell: Tree, name: str) -> bool:
    return cell.get(name, "1") != "1"


def unwrap(root: Tree) -> None:
    """Fields, which Pandoc passes over with what they show (ODF 1.3 part 3, 7), as their words."""
    for line in root.iter(*LINES):
        for element in list(line.iter()):
            if isinstance(element.tag, str) and element.tag.startswith(f"{{{TEXT}}}") and element.tag not in READ:
                element.tag = f"{{{TEXT}}}span"


def lift(root: Tree) -> list[str]:
    """The paragraphs of text boxes, behind the paragraph that the box hangs on; a box around an image stays."""
    found = []
    for box in list(root.iter(f"{{{DRAW}}}text-box")):
        outer = list(box.iterancestors(*LINES))
        if not outer or any(True for _ in box.iter(f"{{{DRAW}}}image")):
            continue
        found.append(" ".join(" ".join(words(line) for line in box.iter(*LINES)).split()))
        for child in reversed(list(box)):
            outer[-1].addnext(child)
        gone(box)
    return [text for text in found if text]
