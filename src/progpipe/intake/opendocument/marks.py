"""A mark before the text of each paragraph, and what the file says of it."""

from __future__ import annotations

from typing import Final

from progpipe.intake.container import Tree
from progpipe.intake.opendocument.names import DRAW, LINES, TEXT, words
from progpipe.intake.opendocument.styles import Styles
from progpipe.intake.tree import Origin, mark

CONTENTS: Final = frozenset({f"{{{TEXT}}}table-of-content", f"{{{TEXT}}}alphabetical-index"})


def mark_paragraphs(root: Tree, styles: Styles) -> tuple[dict[int, Origin], dict[int, str]]:
    """Put its number before the text of each paragraph; what is known of it, and its words."""
    origins: dict[int, Origin] = {}
    texts: dict[int, str] = {}
    for number, line in enumerate(root.iter(*LINES), start=1):
        text = words(line)
        if not text.strip() and not any(True for _ in line.iter(f"{{{DRAW}}}image")):
            continue
        identifier = line.get(f"{{{TEXT}}}style-name", "")
        in_contents = any(around.tag in CONTENTS for around in line.iterancestors())
        name = "toc" if in_contents else styles.name(identifier)
        outline = styles.outline(identifier) if line.tag == LINES[0] else 0
        frames = [frame.get(f"{{{DRAW}}}style-name", "") for frame in line.iter(f"{{{DRAW}}}frame")]
        decorative = any(styles.is_decorative(frame) for frame in frames)
        names = (f"{{{TEXT}}}bookmark", f"{{{TEXT}}}bookmark-start")
        anchors = tuple(found.get(f"{{{TEXT}}}name", "") for found in line.iter(*names))
        origins[number] = Origin(number=number, style=name, outline=outline, anchors=anchors, decorative=decorative)
        texts[number] = text
        line.text = mark(number) + (line.text or "")
    return origins, texts
