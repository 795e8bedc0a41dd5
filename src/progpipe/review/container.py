"""The text of a Word document that anybody may have sent: sizes have limits, nothing is resolved or fetched."""

from __future__ import annotations

import stat
import zlib
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from progpipe.errors import Problem, ValidationError

Tree = etree._Element

LARGEST: Final = 16 << 20  # bytes of the file: a sheet has a hundred kilobytes, and people paste pictures
LARGEST_PART: Final = 16 << 20  # bytes of the text, unpacked
MOST_PARTS: Final = 5_000
DOCUMENT: Final = "word/document.xml"
COMMENTS: Final = "word/comments.xml"
# All that zipfile and what it unpacks with raise for a damaged or encrypted file.
DAMAGED: Final = (
    *(BadZipFile, EOFError, IndexError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError),
    *(UnicodeError, ValueError, zlib.error),
)
SAVE: Final = "Open it in Word or LibreOffice, save it as a Word document (.docx), and try again."


def read_sheet_file(path: Path) -> bytes:
    """The bytes of the file. Raises `ValidationError`: P601 where it cannot be read, P603 where it is too large."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _fault("P601", "the sheet cannot be read: it is a folder or something else that is no file", LOOK)
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise _fault("P601", "the sheet cannot be read: there is no such file", LOOK) from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or error
        raise _fault("P601", f"the sheet cannot be read: {cause}", LOOK) from error
    return content


LOOK: Final = "Look how its name is written, and whether you are allowed to read it."


def read_parts(content: bytes) -> tuple[Tree, Tree | None]:
    """The text of the document, and the comments in its margin where it has some.

    Raises `ValidationError`: P602 for what is no Word document, P603 for one that is too large, P604 for one whose
    XML is damaged or tries to reach beyond itself.
    """
    if len(content) > LARGEST:
        raise _fault("P603", f"the sheet has more than {LARGEST >> 20} megabytes", SMALLER)
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if len(names) > MOST_PARTS:
                raise _fault("P603", f"the sheet has {len(names):,} parts; at most {MOST_PARTS:,} are read", SMALLER)
            if DOCUMENT not in names:
                raise _fault("P602", f"the sheet is no Word document: it has no {DOCUMENT}", SAVE)
            document = _part(archive, DOCUMENT)
            comments = _part(archive, COMMENTS) if COMMENTS in names else None
    except DAMAGED as error:
        cause = str(error)[:200] or type(error).__name__
        raise _fault("P602", f"the sheet is no Word document: {cause}", SAVE) from error
    return _tree(document, DOCUMENT), None if comments is None else _tree(comments, COMMENTS)


SMALLER: Final = "A sheet has some hundred kilobytes. Take out pictures and whatever else was pasted into it."


def _part(archive: ZipFile, name: str) -> bytes:
    """What is in a part, whatever size the archive says that it has."""
    if archive.getinfo(name).compress_type not in {ZIP_STORED, ZIP_DEFLATED}:  # ECMA-376-2, annex B
        raise _fault("P602", f"{name} in the sheet is packed as no Word document is", SAVE)
    with archive.open(name) as file:
        content = file.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise _fault("P603", f"{name} in the sheet has more than {LARGEST_PART >> 20} megabytes", SMALLER)
    return content


def _tree(content: bytes, name: str) -> Tree:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _fault("P604", f"{name} in the sheet is damaged: {str(error)[:200]}", SAVE) from error
    # A Word document never has a document type (ECMA-376-2, 9.1.5); entities, which can be bombs, live only there.
    if root.getroottree().docinfo.doctype:
        raise _fault("P604", f"{name} in the sheet has a document type, and no Word document has one", SAVE)
    return root


def _fault(code: str, message: str, hint: str) -> ValidationError:
    return ValidationError([Problem(code=code, message=message, hint=hint)])
