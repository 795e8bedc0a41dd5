"""The styles of a Word file (ECMA-376-1, 17.7)."""

from __future__ import annotations

from progpipe.intake.container import Tree
from progpipe.intake.word.names import NS, W


class Styles:
    """The name of a style and its level in the outline, by its id, through those that it is based on."""

    def __init__(self, root: Tree | None) -> None:
        styles = [] if root is None else root.findall("w:style", NS)
        self._styles = {style.get(f"{{{W}}}styleId", ""): style for style in styles}

    def name(self, identifier: str) -> str:
        style = self._styles.get(identifier)
        found = None if style is None else style.find("w:name", NS)
        return (identifier if found is None else found.get(f"{{{W}}}val", "")).lower()

    def outline(self, identifier: str) -> int:
        """The level of a heading, from 1; 0 for what is none."""
        seen: set[str] = set()
        while identifier in self._styles and identifier not in seen:
            seen.add(identifier)
            style = self._styles[identifier]
            found = style.find("w:pPr/w:outlineLvl", NS)
            if found is not None:
                return level(found.get(f"{{{W}}}val", ""))
            base = style.find("w:basedOn", NS)
            identifier = "" if base is None else base.get(f"{{{W}}}val", "")
        return 0


def level(text: str) -> int:
    """The level of a heading that a level of the outline stands for; 0 for none."""
    return int(text) + 1 if text.isdecimal() and int(text) < 9 else 0  # noqa: PLR2004 - 9 is body text
