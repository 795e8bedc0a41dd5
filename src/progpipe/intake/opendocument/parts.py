"""The parts of the file that the document does not give to Pandoc itself."""

from __future__ import annotations

from typing import Final

from progpipe.intake.opendocument.names import OFFICE, STYLE

CONTENT: Final = "content.xml"
MANIFEST: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>'
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    b"</manifest:manifest>"
)
NO_STYLES: Final = (
    f'<office:document-styles xmlns:office="{OFFICE}" xmlns:style="{STYLE}"><office:font-face-decls/><office:styles/>'
    "<office:automatic-styles/><office:master-styles/></office:document-styles>"
).encode()
