"""A review sheet, filled in as people do: words typed into cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"
VERDICT, COMMENT, NAME = 1, 2, 3


def filled(content: bytes, answers: Mapping[str, tuple[str, ...]], **fields: str) -> bytes:
    """The sheet with answers (verdict, comment, name) by id, and the fields `kind`, `date` and `by`."""
    labels = {"kind": "Vad gäller granskningen", "date": "Datum", "by": "Vem eller vilka"}

    def fill(root: etree._Element) -> None:
        for row in root.iter(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            first = "".join(cells[0].itertext())
            for name, text in fields.items():
                if first.startswith(labels[name]):
                    type_into(cells[1], text)
            for place, text in enumerate(answers.get(first.split(" · ")[0], ()), start=1):
                type_into(cells[place], text)

    return changed(content, fill)


def type_into(cell: etree._Element, text: str) -> None:
    """Replace what stands in a cell, each line a paragraph of its own."""
    for old in cell.findall(f"{W}p"):
        cell.remove(old)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(cell, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = line


def changed(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The document with its text changed."""
    root = etree.fromstring(part(content))
    change(root)
    return with_part(content, etree.tostring(root))


def part(content: bytes, name: str = DOCUMENT) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def with_part(content: bytes, new: bytes, name: str = DOCUMENT) -> bytes:
    """The container with one part new, the others as they are."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for item in old.namelist():
            if item != name:
                archive.writestr(item, old.read(item))
        archive.writestr(name, new)
    return made.getvalue()
