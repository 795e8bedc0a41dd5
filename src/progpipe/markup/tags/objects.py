"""The structure tree as objects of a PDF file (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from progpipe.markup.tags.kinds import ROLE_MAP
from progpipe.markup.tags.tree import Annotation, Mark, Structure, alternative


def write_tree(pdf: Any, document: Structure, pages: int, language: str) -> None:
    """Adds the tree to the file, with its parent tree, and says that the file is tagged."""
    import pydyf  # noqa: PLC0415

    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    objects = {structure: _add(pdf, structure, language) for structure in document.descendants()}
    for structure, made in objects.items():
        made["P"] = objects[structure.parent].reference if structure.parent else root.reference
        made["K"] = pydyf.Array(list(_kids(pdf, structure, objects)))
    root["K"] = pydyf.Array([objects[document].reference])
    root["RoleMap"] = pydyf.Dictionary({name: f"/{kind}" for name, kind in ROLE_MAP.items()})
    root["ParentTree"] = _parent_tree(pdf, objects, pages).reference
    if names := list(_note_ids(objects)):
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def _add(pdf: Any, structure: Structure, language: str) -> Any:
    import pydyf  # noqa: PLC0415

    entries = {"Type": "/StructElem", "S": f"/{structure.kind}"}
    made = pydyf.Dictionary({**entries, **_properties(structure, language)})
    pdf.add_object(made)
    return made


def _properties(structure: Structure, language: str) -> dict[str, Any]:
    import pydyf  # noqa: PLC0415

    found: dict[str, Any] = {}
    element = structure.element
    if element is None:
        return found
    if element.get("lang", language) != language:
        found["Lang"] = pydyf.String(element.get("lang"))
    if element.tag == "abbr" and element.get("title"):
        found["E"] = pydyf.String(element.get("title"))
    if structure.kind == "Note":
        found["ID"] = pydyf.String(element.get("id"))
    if text := alternative(structure):
        found["Alt"] = pydyf.String(text)
    if attributes := _attributes(structure):
        found["A"] = attributes
    return found


def _attributes(structure: Structure) -> Any:
    """Standard attributes of lists, header cells and figures (ISO 32000-1, 14.8.5)."""
    import pydyf  # noqa: PLC0415

    element = structure.element
    assert element is not None
    if structure.kind == "L":
        numbering = {"ol": "/Decimal", "ul": "/Disc"}.get(element.tag, "/None")
        return pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    if structure.kind == "TH":
        scope = "/Row" if element.get("scope") == "row" else "/Column"
        return pydyf.Dictionary({"O": "/Table", "Scope": scope})
    if structure.bounds:
        return pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(structure.bounds), "Placement": "/Block"})
    return None


def _kids(pdf: Any, structure: Structure, objects: dict[Structure, Any]) -> Iterator[Any]:
    import pydyf  # noqa: PLC0415

    for kid in structure.kids:
        if isinstance(kid, Structure):
            yield objects[kid].reference
            continue
        page = pdf.page_references[kid.page]
        if isinstance(kid, Mark):
            yield pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})
        else:
            yield pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.value.reference})
            kid.value["Contents"] = pydyf.String(_description(structure))


def _description(link: Structure) -> str:
    """What a link says to those who cannot see it (ISO 14289-1, 7.18.5)."""
    element = link.element
    assert element is not None
    return " ".join((element.get("aria-label") or "".join(element.itertext())).split())


def _parent_tree(pdf: Any, objects: dict[Structure, Any], pages: int) -> Any:
    """From marked content and annotations back to their structure elements (ISO 32000-1, 14.7.4.4)."""
    import pydyf  # noqa: PLC0415

    marks: list[dict[int, Any]] = [{} for _ in range(pages)]
    numbers = pydyf.Array()
    links: list[Any] = []
    for structure, made in objects.items():
        for kid in structure.kids:
            if isinstance(kid, Mark):
                marks[kid.page][kid.number] = made.reference
            elif isinstance(kid, Annotation):
                kid.value["StructParent"] = pages + len(links)
                links.append(made.reference)
    for page, found in enumerate(marks):
        numbers.extend([page, pydyf.Array(found[number] for number in sorted(found))])
    for key, reference in enumerate(links, start=pages):
        numbers.extend([key, reference])
    tree = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(tree)
    return tree


def _note_ids(objects: dict[Structure, Any]) -> Iterator[Any]:
    """Names and references of the notes, in order of their names (ISO 32000-1, 7.9.6)."""
    notes = {made["ID"].string: made for made in objects.values() if "ID" in made}
    for name in sorted(notes):
        yield notes[name]["ID"]
        yield notes[name].reference
