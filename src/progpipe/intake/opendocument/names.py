"""The elements of OpenDocument (ODF 1.3 part 3), and the words in them."""

from __future__ import annotations

from typing import Final

from progpipe.intake.container import Tree

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE: Final = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
DRAW: Final = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
SVG: Final = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
DC: Final = "http://purl.org/dc/elements/1.1/"
XLINK: Final = "http://www.w3.org/1999/xlink"
LINES: Final = (f"{{{TEXT}}}p", f"{{{TEXT}}}h")
# Empty elements that stand for characters (ODF 1.3 part 3, 6.1).
CHARACTERS: Final = {f"{{{TEXT}}}s": " ", f"{{{TEXT}}}tab": " ", f"{{{TEXT}}}line-break": " "}
# Inside a paragraph, but no part of its words.
ASIDE: Final = frozenset(
    {f"{{{TEXT}}}note", f"{{{OFFICE}}}annotation", f"{{{DRAW}}}text-box", f"{{{SVG}}}title", f"{{{SVG}}}desc"}
)


def words(element: Tree) -> str:
    """The words of a paragraph, without those of what hangs on it."""
    found = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag in CHARACTERS:
            found.append(CHARACTERS[child.tag] * max(1, _count(child)))
        elif child.tag not in ASIDE and child.tag not in LINES:
            found.append(words(child))
        found.append(child.tail or "")
    return "".join(found)


def _count(element: Tree) -> int:
    text = element.get(f"{{{TEXT}}}c", "1")
    return min(int(text), 100) if text.isdecimal() else 1


def gone(element: Tree) -> None:
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
