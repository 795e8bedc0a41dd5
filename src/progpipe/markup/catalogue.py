"""What the catalogue of a PDF asks of the program that opens it (ISO 32000-2, 7.7.2)."""

from __future__ import annotations

from typing import Any


def open_for_readers(pdf: Any) -> None:
    """Shows the title and the bookmarks, and calls each page what is printed on it.

    Printed numbers are arabic and the cover is page 1, so that printed number, label and physical page are the same.
    """
    import pydyf  # noqa: PLC0415

    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    if "Outlines" in pdf.catalog:
        pdf.catalog["PageMode"] = "/UseOutlines"
