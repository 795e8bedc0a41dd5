"""OpenDocument text (ODF 1.3): Pandoc reads it, after what Pandoc would drop has been put where it reads it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from progpipe.intake import said
from progpipe.intake.container import Container, packed, xml_bytes
from progpipe.intake.kept import with_all
from progpipe.intake.model import Document, Place
from progpipe.intake.opendocument.beside import comments, margins, tracked
from progpipe.intake.opendocument.images import alternatives, images
from progpipe.intake.opendocument.marks import mark_paragraphs
from progpipe.intake.opendocument.names import OFFICE
from progpipe.intake.opendocument.parts import CONTENT, MANIFEST, NO_STYLES
from progpipe.intake.opendocument.readable import flatten, lift, limit, unmerge, unwrap
from progpipe.intake.opendocument.styles import Styles
from progpipe.intake.through_pandoc import through_pandoc
from progpipe.intake.tree.tables import MERGED


def odt(content: bytes, folder: Path) -> Document:  # noqa: ARG001
    """The document as its changes would leave it, were they all accepted."""
    container = Container(content)
    root = container.xml(CONTENT)
    if root is None:
        raise said.damaged(f"it is no OpenDocument text: it has no {CONTENT}")
    if root.find(f"{{{OFFICE}}}body/{{{OFFICE}}}text") is None:
        raise said.damaged("it is an OpenDocument file, but no text")
    problems = [*tracked(root), *comments(root)]
    limit(root)
    nested, merged = flatten(root), unmerge(root)
    unwrap(root)
    lifted = lift(root)
    named = alternatives(root)
    styles = container.xml("styles.xml")
    problems += [] if styles is None else margins(styles, root)
    origins, texts = mark_paragraphs(root, Styles([root, *([styles] if styles is not None else [])]))
    media = {name: container.image(name) or b"" for name in images(root)}
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text", CONTENT: xml_bytes(root)}
    parts["styles.xml"] = NO_STYLES if styles is None else xml_bytes(styles)
    parts["META-INF/manifest.xml"] = MANIFEST
    parts |= dict.fromkeys(media, b"")
    document, seen = through_pandoc(packed(parts), "odt", origins)
    problems += [
        said.reshaped(Place(words=text), "the words stood in a text box; they follow the paragraph it hung on")
        for text in lifted
    ]
    problems += [
        said.reshaped(Place(words=text), "a table inside a cell is read as paragraphs of the cell") for text in nested
    ]
    problems += [said.reshaped(Place(words=text), MERGED) for text in merged]
    document = replace(with_all(document, texts, seen), media={k: v for k, v in media.items() if v})
    return document.knowing(alternatives=named).saying(*problems)
