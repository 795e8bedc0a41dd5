"""Which chunks of a document differ from those of another: sections, the cover, the contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

CHUNKS: Final = frozenset({"header", "nav", "section"})


def differences(old: Element, new: Element) -> list[tuple[Element, Element]] | None:
    """The smallest chunks that differ, in order, each with the one in its place; None where more differs than that.

    A chunk keeps its own attributes, so that no selector matches anything else outside of it.
    """
    same = (old.tag, old.attrib) == (new.tag, new.attrib)
    if same and old.text == new.text and len(old) == len(new):
        found = _inside(old, new)
        if found is not None:
            return found
    return [(old, new)] if same and old.tag in CHUNKS else None


def _inside(old: Element, new: Element) -> list[tuple[Element, Element]] | None:
    found: list[tuple[Element, Element]] = []
    for before, after in zip(old, new, strict=True):
        inner = differences(before, after) if before.tail == after.tail else None
        if inner is None:
            return None
        found += inner
    return found


def skeleton(root: Element, chunks: list[Element]) -> Element:
    """The document with nothing in it but these chunks: what is around them is there, and empty.

    Selectors match in it what they match in the whole document, also those that ask for places among siblings.
    """
    return _copied(root, set(chunks), set(_around(root, set(chunks))))


def _copied(element: Element, whole: set[Element], around: set[Element]) -> Element:
    if element in whole:
        return element
    made = Element(element.tag, element.attrib)
    made.text, made.tail = element.text, element.tail
    if element in around:
        made.extend([_copied(child, whole, around) for child in element])
    return made


def _around(element: Element, chunks: set[Element]) -> Iterator[Element]:
    """The elements that have a chunk in them."""
    found = False
    for child in element:
        inner = list(_around(child, chunks))
        yield from inner
        found = found or bool(inner) or child in chunks
    if found:
        yield element
