"""The structure tree as objects of a PDF file (ISO 32000-2, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from progpipe.markup.pdf_profile import PdfProfile
from progpipe.markup.tags.attributes import properties
from progpipe.markup.tags.tree import Annotation, Mark, Structure


def write_tree(
    pdf: Any, document: Structure, *, pages: int, language: str, profile: PdfProfile, counter_styles: Mapping[str, Any]
) -> dict[Structure, Any]:
    """Adds the tree to the file, with its parent tree, and says that the file is tagged. Gives the objects."""
    import pydyf  # noqa: PLC0415

    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)
    namespaces = _namespaces(pdf, document, profile)
    objects = {}
    for structure in document.descendants():
        objects[structure] = made = _typed(structure, profile, namespaces)
        made.update(properties(structure, language, profile, counter_styles))
        pdf.add_object(made)
    for structure, made in objects.items():
        made["P"] = objects[structure.parent].reference if structure.parent else root.reference
        made["K"] = pydyf.Array(list(_kids(pdf, structure, objects)))
    root["K"] = pydyf.Array([objects[document].reference])
    if profile.role_map:
        root["RoleMap"] = pydyf.Dictionary({name: f"/{kind}" for name, kind in profile.role_map.items()})
    if namespaces:
        root["Namespaces"] = pydyf.Array([made.reference for made in namespaces.values()])
    _add_parent_tree(pdf, root, objects, pages)
    if names := list(_note_ids(objects)):
        root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog["StructTreeRoot"] = root.reference
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    return objects


def _namespaces(pdf: Any, document: Structure, profile: PdfProfile) -> dict[str, Any]:
    """The namespaces in which the types of the tree live, in the order in which they are met."""
    import pydyf  # noqa: PLC0415

    names = dict.fromkeys(profile.namespace(structure.kind) for structure in document.descendants())
    found = {name: pydyf.Dictionary({"Type": "/Namespace", "NS": pydyf.String(name)}) for name in names if name}
    for made in found.values():
        pdf.add_object(made)
    return found


def _typed(structure: Structure, profile: PdfProfile, namespaces: Mapping[str, Any]) -> Any:
    import pydyf  # noqa: PLC0415

    made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{profile.names.get(structure.kind, structure.kind)}"})
    if namespace := profile.namespace(structure.kind):
        made["NS"] = namespaces[namespace].reference
    return made


def _kids(pdf: Any, structure: Structure, objects: Mapping[Structure, Any]) -> Iterator[Any]:
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


def _add_parent_tree(pdf: Any, root: Any, objects: Mapping[Structure, Any], pages: int) -> None:
    """From marked content and annotations back to their structure elements (ISO 32000-2, 14.7.5.4)."""
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
    root["ParentTree"], root["ParentTreeNextKey"] = tree.reference, pages + len(links)


def _note_ids(objects: Mapping[Structure, Any]) -> Iterator[Any]:
    """Names and references of the notes, in order of their names (ISO 32000-1, 7.9.6)."""
    notes = {made["ID"].string: made for made in objects.values() if "ID" in made}
    for name in sorted(notes):
        yield notes[name]["ID"]
        yield notes[name].reference
