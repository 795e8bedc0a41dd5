"""The parts of a Word or OpenDocument file that anybody may have sent: within limits, nothing resolved or fetched."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from progpipe.errors import ValidationError
from progpipe.intake import said
from progpipe.markup.archive import write_zip

Tree = etree._Element
LARGEST_XML: Final = 32 << 20  # bytes of a part, unpacked
LARGEST_IMAGE: Final = 24 << 20
LARGEST_ALL: Final = 256 << 20
MOST_PARTS: Final = 5_000
DEEPEST: Final = 200  # elements inside each other; Word writes some twenty
# All that zipfile and what it unpacks with raise for a damaged or encrypted file.
DAMAGED: Final = (
    *(BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError),
    *(UnicodeError, ValueError, zlib.error),
)


class Container:
    """An opened file; `xml` and `image` give what is in a part."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = ZipFile(BytesIO(content))
            self.names = frozenset(self._archive.namelist())
        except DAMAGED as error:
            raise said.damaged(_cause(error)) from error
        if len(self.names) > MOST_PARTS:
            raise said.too_large(f"it has {len(self.names):,} parts; at most {MOST_PARTS:,} are read")
        self._left = LARGEST_ALL

    def xml(self, name: str) -> Tree | None:
        """The root of a part; None where the file has no such part."""
        if name not in self.names:
            return None
        return parsed(self._part(name, LARGEST_XML), name)

    def image(self, name: str) -> bytes | None:
        """An image; None where there is none, or one that is too large."""
        try:
            return self._part(name, LARGEST_IMAGE) if name in self.names else None
        except ValidationError:
            return None

    def _part(self, name: str, largest: int) -> bytes:
        """What is in a part, whatever size the archive says that it has."""
        try:
            if self._archive.getinfo(name).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise said.damaged(f"{name} is packed in a way that no such file is")
            with self._archive.open(name) as file:
                content = file.read(min(largest, self._left) + 1)
        except DAMAGED as error:
            raise said.damaged(_cause(error)) from error
        if len(content) > min(largest, self._left):
            raise said.too_large(f"{name} has more than {largest >> 20} megabytes")
        self._left -= len(content)
        return content


def parsed(content: bytes, name: str) -> Tree:
    """The root of an XML part. Raises `ValidationError` (P703) where it is damaged or tries to reach beyond itself."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise said.damaged(f"{name}: {str(error)[:200]}") from error
    # Neither format has document types (ECMA-376-2, 9.1.5; ODF 1.3 part 2, 2.2), where entities live, also bombs.
    if root.getroottree().docinfo.doctype:
        raise said.damaged(f"{name} has a document type, and no such file has one")
    if _is_deep(root):
        raise said.too_large(f"{name} is nested more than {DEEPEST} levels deep")
    return root


def _is_deep(root: Tree) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a file again."""
    return write_zip(dict(parts), epoch=0)


def xml_bytes(root: Tree) -> bytes:
    """The root as a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _cause(error: BaseException) -> str:
    return str(error)[:200] or type(error).__name__
