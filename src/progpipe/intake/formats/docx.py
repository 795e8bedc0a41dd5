"""Word (ECMA-376): Pandoc reads it, after what Pandoc would drop has been put where it reads it.

Each paragraph gets a mark with its number. By its mark a paragraph keeps its style and its place behind Pandoc,
and one whose mark does not come out is known to be lost.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from progpipe.intake import said
from progpipe.intake.container import Container, packed, xml_bytes
from progpipe.intake.kept import with_all
from progpipe.intake.model import Document, Place
from progpipe.intake.through_pandoc import through_pandoc
from progpipe.intake.word.beside import comments, margins, tracked
from progpipe.intake.word.changes import accepted, lift, unwrap
from progpipe.intake.word.marks import mark_paragraphs
from progpipe.intake.word.names import DOCUMENT, NOTES, lines
from progpipe.intake.word.parts import CONTENT_TYPES, NEEDED, ROOT_RELATIONS, relations
from progpipe.intake.word.styles import Styles

STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def docx(content: bytes, folder: Path) -> Document:  # noqa: ARG001
    """The document as its changes would leave it, were they all accepted."""
    container = Container(content)
    root = container.xml(DOCUMENT)
    if root is None:
        raise said.damaged(f"it is no Word document: it has no {DOCUMENT}")
    if root.tag == f"{{{STRICT}}}document":
        raise said.damaged('it is a "Strict Open XML" document; save it as an ordinary Word document (.docx)')
    problems = [*tracked(root), *comments(container), *margins(container, root)]
    accepted(root)
    unwrap(root)
    lifted = lift(root)
    styles = container.xml("word/styles.xml")
    origins, texts = mark_paragraphs(root, Styles(styles))
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": ROOT_RELATIONS, DOCUMENT: xml_bytes(root)}
    for name in NEEDED:
        if (part := container.xml(name)) is not None:
            parts[name] = xml_bytes(part)
    parts["word/_rels/document.xml.rels"], media = relations(container)
    for name in (f"word/_rels/{note.removeprefix('word/')}.rels" for note in NOTES):
        if (part := container.xml(name)) is not None:
            parts[name] = xml_bytes(part)
    parts |= {f"word/{name}": b"" for name in media}
    document, seen = through_pandoc(packed(parts), "docx", origins)
    notes = [lines(note) for name in NOTES if (part := container.xml(name)) is not None for note in accepted(part)]
    problems += [
        said.reshaped(Place(words=text), "the words stood in a text box; they follow the paragraph it hung on")
        for text in lifted
    ]
    document = replace(with_all(document, texts, seen, notes), media={k: v for k, v in media.items() if v})
    return document.saying(*problems)
