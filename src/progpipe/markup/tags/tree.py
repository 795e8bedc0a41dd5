"""The structure tree, built from the pages of a layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree.ElementTree import Element

from progpipe.markup.tags.kinds import has_image, kinds

LABELLED: Final = frozenset({"LI", "TOCI", "Note"})


@dataclass(slots=True, eq=False)
class Mark:
    """Marked content: text or an image on a page, by its number there (ISO 32000-1, 14.6)."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Annotation:
    """The place of a link on a page."""

    page: int
    value: Any


@dataclass(slots=True, eq=False)
class Structure:
    """A structure element while the tree grows.

    `bounds` are those of a figure's image, in points. `numbering` is the counter style of a list whose items have
    marks that are drawn.
    """

    kind: str
    element: Element | None = None
    parent: Structure | None = None
    kids: list[Structure | Mark | Annotation] = field(default_factory=list)
    bounds: tuple[float, float, float, float] | None = None
    numbering: str | None = None

    def descendants(self) -> Iterator[Structure]:
        """The structure element itself and those below it, in order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Structure):
                yield from kid.descendants()


class Growth:
    """A tree that grows while the boxes of a layout are walked in reading order.

    A structure element is made where the first content of its element is met, so that content
    that goes on over a page's end joins what stands before it.
    """

    def __init__(self, root: Element) -> None:
        self.document = Structure("Document")
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._by_id = {name: element for element in reversed(list(root.iter())) if (name := element.get("id"))}
        self._made: dict[Element, Structure] = {}
        self._labels: dict[Element, Structure] = {}

    def text(self, element: Element, mark: Mark) -> None:
        """Puts text where it belongs."""
        self._structure(element).kids.append(mark)

    def image(self, element: Element, mark: Mark, bounds: tuple[float, float, float, float]) -> None:
        """Puts an image where it belongs. `bounds` are in points, from the lower left corner."""
        figure = self._structure(element)
        figure.kids.append(mark)
        figure.bounds = bounds

    def cell(self, element: Element) -> None:
        """Makes room for a cell of a table, also where nothing stands in it: a row has all its columns."""
        self._structure(element)

    def list_mark(self, element: Element, counter_style: str, mark: Mark) -> None:
        """Puts the mark of a list item into its label, and tells the list how its items are counted."""
        label = self._label(element)
        label.kids.append(mark)
        item = label.parent
        if item is not None and item.parent is not None:
            item.parent.numbering = counter_style

    def link(self, element: Element, annotation: Annotation) -> None:
        """Puts a link annotation into its `Link`."""
        place = self._structure(element)
        while place.kind != "Link" and place.parent is not None:
            place = place.parent
        place.kids.append(annotation)

    def at(self, name: str) -> Structure | None:
        """The structure element that an id leads to."""
        element = self._by_id.get(name)
        return None if element is None else self.of(element)

    def of(self, element: Element) -> Structure:
        """The structure element of an element, the outermost where it has several, or the nearest around it."""
        nearest: Element | None = element
        while nearest is not None and nearest not in self._made:
            nearest = self._parents.get(nearest)
        place = self.document if nearest is None else self._made[nearest]
        while place.parent is not None and place.parent.element is place.element:
            place = place.parent
        return place

    def _label(self, element: Element) -> Structure:
        if element not in self._labels:
            place = self._structure(element)
            while place.kind not in LABELLED and place.parent is not None:
                place = place.parent
            self._labels[element] = Structure("Lbl", element, place)
            place.kids.insert(0, self._labels[element])
        return self._labels[element]

    def _structure(self, element: Element) -> Structure:
        if element not in self._made:
            self._made[element] = self._make(element)
        return self._made[element]

    def _make(self, element: Element) -> Structure:
        parent = self._parents.get(element)
        place = self.document if parent is None else self._structure(parent)
        for kind in kinds(element, tuple(self._ancestors(element))):
            place.kids.append(made := Structure(kind, element, place))
            place = made
        return place

    def _ancestors(self, element: Element) -> Iterator[Element]:
        while (parent := self._parents.get(element)) is not None:
            yield parent
            element = parent


def alternative(structure: Structure) -> str | None:
    """The text of a figure's image, None for what is no figure."""
    if structure.kind != "Figure" or structure.element is None or not has_image(structure.element):
        return None
    return next(image.get("alt") for image in structure.element.iter("img"))
