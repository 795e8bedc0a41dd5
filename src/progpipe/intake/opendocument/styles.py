"""The styles of an OpenDocument text (ODF 1.3 part 3, 16)."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from progpipe.intake.container import Tree
from progpipe.intake.opendocument.names import OFFICE, STYLE

SPACE: Final = re.compile(r"_20_")


class Styles:
    """The name of a style that people see: automatic ones (P1, P2) stand for the one that they are based on."""

    def __init__(self, roots: list[Tree]) -> None:
        found = [style for root in roots for style in root.iter(f"{{{STYLE}}}style")]
        self._automatic = {
            style.get(f"{{{STYLE}}}name", ""): style.get(f"{{{STYLE}}}parent-style-name", "")
            for style in found
            if any(around.tag == f"{{{OFFICE}}}automatic-styles" for around in style.iterancestors())
        }
        self._decorative = {
            style.get(f"{{{STYLE}}}name", "")
            for style in found
            for properties in style.iterfind(f"{{{STYLE}}}graphic-properties")
            if any(etree.QName(key).localname == "decorative" and text == "true" for key, text in properties.items())
        }
        self._outline = {
            style.get(f"{{{STYLE}}}name", ""): style.get(f"{{{STYLE}}}default-outline-level", "") for style in found
        }

    def is_decorative(self, identifier: str) -> bool:
        """Whether a frame says nothing: an attribute of ODF 1.4, and of LibreOffice before it."""
        return identifier in self._decorative

    def name(self, identifier: str) -> str:
        name = self._automatic.get(identifier, identifier)
        return SPACE.sub(" ", name).lower()

    def outline(self, identifier: str) -> int:
        level = self._outline.get(self._automatic.get(identifier, identifier), "")
        return int(level) if level.isdecimal() and len(level) == 1 else 0
