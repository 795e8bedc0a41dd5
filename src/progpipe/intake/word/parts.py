"""The parts of the file that Pandoc gets: text, styles, numbers, notes and images, and nothing else."""

from __future__ import annotations

from typing import Final

from lxml import etree

from progpipe.intake.container import Container, xml_bytes
from progpipe.intake.word.names import NOTES

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
NEEDED: Final = ("word/styles.xml", "word/numbering.xml", *NOTES)
CONTENT_TYPES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/>'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT_RELATIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def relations(container: Container) -> tuple[bytes, dict[str, bytes]]:
    """The relations of the document with only links and images inside it, and those images by their address."""
    root = container.xml("word/_rels/document.xml.rels")
    made = etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS})
    media: dict[str, bytes] = {}
    for relation in [] if root is None else list(root):
        kind, target = relation.get("Type", "").rpartition("/")[2], relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if kind == "image" and not outside:
            name = target.removeprefix("/word/").removeprefix("./")
            media[name] = container.image(f"word/{name}") or b""
        elif kind not in {"hyperlink", "styles", "numbering", "footnotes", "endnotes"} and not outside:
            continue
        made.append(relation)
    return xml_bytes(made), media
