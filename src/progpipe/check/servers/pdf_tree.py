"""The structure tree of a PDF (ISO 32000-2, 14.7) as plain values, however the file is made.

The file is hostile: its tree may go in circles, lack parts, or be too deep for recursion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pikepdf import Array, Dictionary, Pdf, Stream

# Role maps may lead from one to the next; a standard type is reached after a few steps.
MOST_ROLES: Final = 10
Key = tuple[int, int]


@dataclass(slots=True)
class Element:
    """A structure element: its standard type, where it stands, and the pages that its content is on."""

    kind: str
    place: str
    entry: Dictionary
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    has_content: bool = False

    @property
    def where(self) -> str:
        """The page where it begins, and its path in the tree."""
        return f"page {min(self.pages)}, {self.place}" if self.pages else self.place

    def attributes(self) -> dict[str, Any]:
        """All its attributes, whoever owns them."""
        return {key: value for item in items(self.entry.get("/A")) if _dictionary(item) for key, value in item.items()}

    def text(self, key: str) -> str:
        """An entry that is text; empty where there is none."""
        value = self.entry.get(key)
        return "" if value is None or isinstance(value, Array | Dictionary | Stream) else str(value)


@dataclass(frozen=True, slots=True)
class Tree:
    """All elements in reading order, and the keys of those that are objects of their own."""

    elements: tuple[Element, ...]
    keys: frozenset[Key]


def items(value: Any) -> list[Any]:
    """One thing or an array of things, as PDF has it in many places."""
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def read_tree(pdf: Pdf, numbers: dict[Key, int]) -> Tree | None:
    """The structure tree; none where the file has none. `numbers` has the number of each page object."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    roles = root.get("/RoleMap")
    reader = _Reader(numbers, roles if isinstance(roles, Dictionary) else Dictionary())
    return Tree(elements=tuple(reader.elements(root)), keys=frozenset(reader.seen))


class _Reader:
    """Walks the tree without recursion, each object once."""

    def __init__(self, numbers: dict[Key, int], roles: Dictionary) -> None:
        self.seen: set[Key] = set()
        self._numbers = numbers
        self._roles = roles

    def elements(self, root: Dictionary) -> Iterator[Element]:
        found: list[Element] = []
        waiting: list[tuple[Dictionary, Element | None, str]] = [
            (kid, None, name) for kid, name in reversed(self._named(root))
        ]
        while waiting:
            entry, parent, name = waiting.pop()
            element = self._element(entry, parent, name)
            if element is not None:
                found.append(element)
                waiting += [(kid, element, inner) for kid, inner in reversed(self._named(entry))]
        for element in reversed(found):  # what a child is on, its parent is on
            if element.parent is not None:
                element.parent.pages |= element.pages
                element.parent.has_content |= element.has_content
        return iter(found)

    def _element(self, entry: Dictionary, parent: Element | None, name: str) -> Element | None:
        if entry.is_indirect:
            if entry.objgen in self.seen:
                return None
            self.seen.add(entry.objgen)
        place = f"{parent.place}/{name}" if parent else name
        element = Element(kind=self._kind(entry), place=place, entry=entry, parent=parent)
        if parent:
            parent.kids.append(element)
        self._content(element)
        return element

    def _content(self, element: Element) -> None:
        """Marked content and objects (annotations) that belong to the element itself."""
        for kid in items(element.entry.get("/K")):
            if isinstance(kid, int) or (_dictionary(kid) and kid.get("/Type") in ("/MCR", "/OBJR")):
                element.has_content = True
                page = (kid.get("/Pg") if _dictionary(kid) else None) or element.entry.get("/Pg")
                if page is not None and (number := self._numbers.get(page.objgen)):
                    element.pages.add(number)

    def _named(self, entry: Dictionary) -> list[tuple[Dictionary, str]]:
        """The elements below, each with its type and its place among those of that type."""
        kids = [kid for kid in items(entry.get("/K")) if _dictionary(kid) and "/S" in kid]
        counts: Counter[str] = Counter()
        named = []
        for kid in kids:
            kind = self._kind(kid)
            counts[kind] += 1
            named.append((kid, f"{kind}[{counts[kind]}]"))
        return named

    def _kind(self, entry: Dictionary) -> str:
        kind = entry.get("/S")
        for _ in range(MOST_ROLES):
            mapped = self._roles.get(str(kind)) if str(kind).startswith("/") else None
            if mapped is None or isinstance(mapped, Array | Dictionary):
                break
            kind = mapped
        return str(kind).removeprefix("/")


def _dictionary(value: Any) -> bool:
    return isinstance(value, Dictionary) and not isinstance(value, Stream)
