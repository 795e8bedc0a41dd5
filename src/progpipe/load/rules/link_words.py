"""P126: the words of a link say where it goes. P127: two links with the same words go to one place (a warning)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document
from progpipe.publication import Inline, Link, Reference, plain_text

# Whole texts of links that mean something only beside what stands around them: many readers get a list of links.
EMPTY_WORDS: Final = frozenset(
    {
        *("här", "hit", "där", "klicka", "klicka här", "tryck här", "se här", "läs här", "läs mer här", "mer"),
        *("läs mer", "läs vidare", "se mer", "mer info", "mer information", "ladda ner", "ladda ned", "ladda ner här"),
        *("länk", "länken", "denna länk", "den här länken", "följ länken", "webblänk", "sida", "sidan", "denna sida"),
        *(
            "here",
            "there",
            "click",
            "click here",
            "press here",
            "see here",
            "read here",
            "more",
            "read more",
            "see more",
        ),
        *("learn more", "find out more", "more info", "more information", "download", "download here", "continue"),
        *("link", "this link", "the link", "follow this link", "page", "this page", "go"),
    }
)
# An address in full is spelt out letter by letter when it is read aloud. The name of a site (alingsas.se) is a name.
ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.[^/\s]+/|mailto:)\S*|[\w.-]+\.[a-z]{2,}/\S+", re.IGNORECASE)


def link_words(document: Document) -> Iterator[Problem]:
    """WCAG 2.2, 2.4.9: what a link is for is clear from its words alone."""
    for path, node in _links(document):
        words = " ".join(plain_text(node).split())
        if _plain(words) in EMPTY_WORDS or ADDRESS.fullmatch(words):
            hint = "Let the words name what is there, as in [kommunens budget](https://example.se/budget)."
            message = f"the link {words[:60]!r} does not say where it goes"
            yield Problem(code="P126", pointer=pointer(*path), message=message, hint=hint)
    yield from _same_words(document)


def _same_words(document: Document) -> Iterator[Problem]:
    """The first link with some words is right; those that come after and lead elsewhere are told."""
    first: dict[tuple[str, str], str] = {}
    for path, node in _links(document):
        words, target = " ".join(plain_text(node).split()), _target(node)
        known = first.setdefault((_variety(path), _plain(words)), target)
        if _plain(words) and known != target and _plain(words) not in EMPTY_WORDS:
            hint = "Let the words tell them apart, or let them go to one place."
            message = f"two links are called {words[:60]!r}: this one leads to {target[:80]}, another to {known[:80]}"
            yield Problem(code="P127", severity=Severity.WARNING, pointer=pointer(*path), message=message, hint=hint)


def _links(document: Document) -> Iterator[tuple[Path, Link | Reference]]:
    return ((path, node) for path, node in document.inlines if _is_link(node))  # type: ignore[misc]


def _is_link(node: Inline) -> bool:
    return isinstance(node, Link | Reference)


def _target(node: Link | Reference) -> str:
    return node.href if isinstance(node, Link) else f"#{node.target}"


def _plain(text: str) -> str:
    """Small letters, without arrows, full stops and quotes around them: "Läs mer »" is "läs mer"."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", text).casefold()


def _variety(path: Path) -> str:
    """The texts of one edition stand together: those of the source, or of one rendition."""
    return str(path[path.index("renditions") + 1]) if "renditions" in path[:-1] else ""
