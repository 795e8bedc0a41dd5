"""What an OpenDocument text keeps beside its text: changes, comments, page headers and footers."""

from __future__ import annotations

from collections.abc import Iterator

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.container import Tree
from progpipe.intake.opendocument.names import DC, LINES, OFFICE, STYLE, TEXT, gone, words


def tracked(root: Tree) -> list[Problem]:
    """What was deleted stands apart (ODF 1.3 part 3, 5.5), and only marks stand in the text."""
    insertions = sum(1 for _ in root.iter(f"{{{TEXT}}}insertion"))
    deletions = sum(1 for _ in root.iter(f"{{{TEXT}}}deletion"))
    for name in ("tracked-changes", "change", "change-start", "change-end"):
        for element in list(root.iter(f"{{{TEXT}}}{name}")):
            gone(element)
    return [said.tracked(insertions, deletions)] if insertions or deletions else []


def comments(root: Tree) -> list[Problem]:
    """Each comment, taken out of the text that it stands in."""
    found = []
    for element in list(root.iter(f"{{{OFFICE}}}annotation")):
        author = element.findtext(f"{{{DC}}}creator") or ""
        text = " ".join(words(line) for line in element.iter(*LINES))
        found.append(said.comment(author, text))
        gone(element)
    return found


def margins(styles: Tree, root: Tree) -> Iterator[Problem]:
    """Page headers and footers with words of their own; a title or a page number is the layout's."""
    body = " ".join(" ".join(words(line) for line in root.iter(*LINES)).split())
    for name, what in (("header", "a page header"), ("footer", "a page footer")):
        for margin in styles.iter(f"{{{STYLE}}}{name}"):
            text = " ".join(" ".join(words(line) for line in margin.iter(*LINES)).split())
            if any(char.isalpha() for char in text) and text not in body:
                yield said.left_out(None, what, text)
