"""Links and bookmarks that lead to structure elements, and elements that name each other: PDF 2.0 only.

A page can be laid out anew; what a link means stays (ISO 32000-2, 12.3.2.3; ISO 14289-2, 8.8). Programs that do not
know such destinations find the old ones beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from progpipe.markup.tags.layout import POINTS
from progpipe.markup.tags.tree import Annotation, Growth, Structure


def lead_to_structure(
    pdf: Any, growth: Growth, objects: Mapping[Structure, Any], document: Any, bookmarked: Iterable[Any]
) -> None:
    """Gives links and bookmarks destinations in the tree. `bookmarked` are the elements of the bookmarks."""
    places = dict(_places(document))
    for structure in objects:
        for kid in structure.kids:
            if isinstance(kid, Annotation) and "Dest" in kid.value:
                name = kid.value.pop("Dest")
                target = growth.at(name.string)
                kid.value["A"] = _action(name, objects[target or growth.document], places.get(name.string, (0, 0)))
    for item, element in zip(_outline(pdf), bookmarked, strict=True):
        place = item.pop("Dest")
        item["A"] = _action(place, objects[growth.of(element)], place[2:4])


def refer(growth: Growth, objects: Mapping[Structure, Any]) -> None:
    """References name what they lead to, and notes the places that lead to them (ISO 32000-2, 14.7.2: Ref)."""
    import pydyf  # noqa: PLC0415

    for structure, made in objects.items():
        target = _target(growth, structure)
        if structure.kind != "Reference" or target is None:
            continue
        made["Ref"] = pydyf.Array([objects[target].reference])
        if target.kind == "Note":
            objects[target].setdefault("Ref", pydyf.Array()).append(made.reference)


def _target(growth: Growth, structure: Structure) -> Structure | None:
    address = "" if structure.element is None else structure.element.get("href", "")
    return growth.at(address[1:]) if address.startswith("#") else None


def _action(place: Any, target: Any, position: Iterable[float]) -> Any:
    import pydyf  # noqa: PLC0415

    left, top = position
    destination = pydyf.Array([target.reference, "/XYZ", left, top, 0])
    return pydyf.Dictionary({"Type": "/Action", "S": "/GoTo", "D": place, "SD": destination})


def _places(document: Any) -> Iterator[tuple[str, tuple[float, float]]]:
    """Where each id is on its page, in points; of ids that are met twice, the first."""
    for page in reversed(document.pages):
        for name, (left, top, *_) in page.anchors.items():
            yield name, (left * POINTS, (page.height - top) * POINTS)


def _outline(pdf: Any) -> Iterator[Any]:
    """The bookmarks, in order."""
    root = pdf.catalog.get("Outlines")
    return _items(pdf, root) if root else iter(())


def _items(pdf: Any, parent: Any) -> Iterator[Any]:
    reference = _object(pdf, parent).get("First")
    while reference:
        item = _object(pdf, reference)
        yield item
        yield from _items(pdf, reference)
        reference = item.get("Next")


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
