"""P128: a heading has something under it. P129: a heading is words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from progpipe.errors import Problem, pointer
from progpipe.load.tree import Document


def headings(document: Document) -> Iterator[Problem]:
    """WCAG 2.2, 2.4.6 and 2.4.10: who goes from heading to heading finds a text below each of them."""
    for path, value in document.named("sections"):
        below = any(_has(value, name) for name in ("commitments", "sections"))
        if not below and not _has(value, "blocks"):
            hint = "Write its text, or remove the section until there is one."
            yield Problem(code="P128", pointer=pointer(*path), message="the section is empty", hint=hint)
        elif not below:
            for tag, rendition in _renditions(value):
                if not _has(rendition, "blocks"):
                    hint = "Retell the text in `blocks`, or remove the rendition until there is one."
                    place, message = pointer(*path, "renditions", tag), f"the section is empty in {tag}"
                    yield Problem(code="P128", pointer=place, message=message, hint=hint)
    for path, text in document.leaves:
        if path[-1:] == ("title",) and isinstance(text, str) and text.strip() and not any(map(str.isalnum, text)):
            message, hint = f"the title {text[:60]!r} has no word", "Write what the part is about, in a word or more."
            yield Problem(code="P129", pointer=pointer(*path), message=message, hint=hint)


def _has(value: dict[str, Any], name: str) -> bool:
    """Whether something stands there; what is not a list is the schema's to refuse."""
    return name in value and value[name] != []


def _renditions(section: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    found = section.get("renditions")
    for tag, rendition in found.items() if isinstance(found, dict) else ():
        if isinstance(rendition, dict):
            yield tag, rendition
