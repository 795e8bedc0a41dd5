"""The elements of WordprocessingML (ECMA-376-1, 17), and the words in them."""

from __future__ import annotations

from typing import Final

from progpipe.intake.container import Tree

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
NS: Final = {"w": W, "mc": MC, "wp": WP, "a": A}
DOCUMENT: Final = "word/document.xml"
# What Pandoc reads beside the document; macros, embedded files and pages of the web are not among it.
NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
CHARACTERS: Final = {f"{{{W}}}tab": " ", f"{{{W}}}br": " ", f"{{{W}}}noBreakHyphen": "-"}
READ: Final = (f"{{{W}}}t", *CHARACTERS)


def words(element: Tree) -> str:
    """The words of a paragraph."""
    found = (node.text or "" if node.tag == f"{{{W}}}t" else CHARACTERS[str(node.tag)] for node in element.iter(*READ))
    return "".join(found)


def lines(element: Tree) -> str:
    """The words of all paragraphs in it, with a space between."""
    parts = (
        " " if node.tag == f"{{{W}}}p" else CHARACTERS.get(str(node.tag), node.text or "")
        for node in element.iter(f"{{{W}}}p", *READ)
    )
    return " ".join("".join(parts).split())
