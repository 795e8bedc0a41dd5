"""What Word keeps beside the text: changes, comments, page headers and footers. It is told, and not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said
from progpipe.intake.container import Container, Tree
from progpipe.intake.word.names import W, lines

MARGINS: Final = (("header", "a page header"), ("footer", "a page footer"))


def tracked(root: Tree) -> list[Problem]:
    """That there are changes, and how many."""
    insertions = sum(1 for _ in root.iter(f"{{{W}}}ins", f"{{{W}}}moveTo"))
    deletions = sum(1 for _ in root.iter(f"{{{W}}}del", f"{{{W}}}moveFrom"))
    return [said.tracked(insertions, deletions)] if insertions or deletions else []


def comments(container: Container) -> list[Problem]:
    """Each comment."""
    root = container.xml("word/comments.xml")
    if root is None:
        return []
    return [said.comment(node.get(f"{{{W}}}author", ""), lines(node)) for node in root.iter(f"{{{W}}}comment")]


def margins(container: Container, root: Tree) -> Iterator[Problem]:
    """Page headers and footers with words of their own; a title or a page number is the layout's."""
    body = lines(root)
    known: set[str] = set()
    for kind, what in MARGINS:
        for name in sorted(container.names):
            if name.startswith(f"word/{kind}") and name.endswith(".xml") and (part := container.xml(name)) is not None:
                text = lines(part)
                if any(char.isalpha() for char in text) and text not in body and text not in known:
                    known.add(text)
                    yield said.left_out(None, what, text)
