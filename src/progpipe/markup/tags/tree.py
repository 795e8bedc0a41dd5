"""The structure tree, built from the pages of a layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from progpipe.markup.tags.kinds import has_image, kinds


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
    """A structure element while the tree grows."""

    kind: str
    element: Element | None = None
    parent: Structure | None = None
    kids: list[Structure | Mark | Annotation] = field(default_factory=list)
    bounds: tuple[float, float, float, float] | None = None

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
        self._made: dict[tuple[Element, str], Structure] = {}

    def text(self, element: Element, pseudo: str, mark: Mark) -> None:
        """Puts text where it belongs. `pseudo` is the pseudo-element that generates it, if any."""
        self._place(element, pseudo).kids.append(mark)

    def image(self, element: Element, mark: Mark, bounds: tuple[float, float, float, float]) -> None:
        """Puts an image where it belongs. `bounds` are in points, from the lower left corner."""
        figure = self._place(element, "")
        figure.kids.append(mark)
        figure.bounds = bounds

    def link(self, element: Element, annotation: Annotation) -> None:
        """Puts a link annotation into its `Link`."""
        place = self._place(element, "")
        while place.kind != "Link" and place.parent is not None:
            place = place.parent
        place.kids.append(annotation)

    def _place(self, element: Element, pseudo: str) -> Structure:
        place = self._structure(element)
        if pseudo != "marker":
            return place
        while place.kind not in {"LI", "TOCI"} and place.parent is not None:
            place = place.parent
        key = (element, "marker")
        if key not in self._made:
            self._made[key] = Structure("Lbl", element, place)
            place.kids.insert(0, self._made[key])
        return self._made[key]

    def _structure(self, element: Element) -> Structure:
        key = (element, "")
        if key not in self._made:
            self._made[key] = self._make(element)
        return self._made[key]

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
