"""What a structure element says of itself besides its type (ISO 32000-2, 14.7.2 and 14.8.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from progpipe.markup.pdf_profile import PdfProfile
from progpipe.markup.tags.tree import Structure, alternative

NUMBERINGS: Final = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "decimal-leading-zero": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def properties(
    structure: Structure, language: str, profile: PdfProfile, counter_styles: Mapping[str, Any]
) -> dict[str, Any]:
    """Language, expansion, alternative text, id and attributes."""
    import pydyf  # noqa: PLC0415

    element = structure.element
    if element is None or structure.kind == "Lbl":
        return {}
    texts = {
        "Lang": element.get("lang") if element.get("lang", language) != language else None,
        "E": element.get("title") if element.tag == "abbr" else None,
        "Alt": alternative(structure),
        "ActualText": element.get("data-spoken"),
        "ID": element.get("id") if structure.kind == "Note" else None,
    }
    found: dict[str, Any] = {name: pydyf.String(text) for name, text in texts.items() if text}
    if attributes := _attributes(structure, profile, counter_styles):
        found["A"] = pydyf.Dictionary(attributes)
    return found


def _attributes(structure: Structure, profile: PdfProfile, counter_styles: Mapping[str, Any]) -> dict[str, Any] | None:
    import pydyf  # noqa: PLC0415

    element = structure.element
    assert element is not None
    if structure.kind == "L":
        return {"O": "/List", "ListNumbering": f"/{_numbering(structure, profile, counter_styles)}"}
    if structure.kind == "TH":
        return {"O": "/Table", "Scope": "/Row" if element.get("scope") == "row" else "/Column"}
    if structure.bounds:
        return {"O": "/Layout", "BBox": pydyf.Array(structure.bounds), "Placement": "/Block"}
    if structure.kind == "Note" and profile.linked:
        return {"O": "/FENote", "NoteType": "/Endnote"}  # at the end of a section, not of a page
    return None


def _numbering(structure: Structure, profile: PdfProfile, counter_styles: Mapping[str, Any]) -> str:
    """How the items are counted, as it is drawn (ISO 32000-1, table 347)."""
    if structure.element is not None and structure.element.tag == "dl":
        return profile.list_numbering["terms"]
    style, seen = structure.numbering, set()
    if style is None:
        return "None"
    while style not in NUMBERINGS and style in counter_styles and style not in seen:
        seen.add(style)
        extends, name, _ = counter_styles[style]["system"] or (None, style, None)
        style = name if extends else style
    return NUMBERINGS.get(style, profile.list_numbering["symbols"])
