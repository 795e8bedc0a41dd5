"""What people wrote into a sheet, in Word or in LibreOffice: found by its codes and by the names of its fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from progpipe import labels
from progpipe.errors import Problem, ValidationError
from progpipe.review.container import read_parts, read_sheet_file
from progpipe.review.files import NS, W

Tree = etree._Element

CODE: Final = re.compile(r"([a-z][a-z0-9-]{0,79})\W{1,3}([0-9a-f]{12})")
FIELDS: Final = (labels.REVIEW_SUBJECT, labels.REVIEW_KIND, labels.REVIEW_DATE, labels.REVIEW_BY)
# Elements that stand for a character (ECMA-376-1, 17.3.3).
CHARACTERS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "", "p": "\n"}
# Deleted, moved away, said twice (`mc:Fallback`), or a table in a table, which has rows of its own.
SKIPPED: Final = frozenset({"del", "moveFrom", "Fallback", "tbl"})
LONGEST: Final = 5_000  # characters of a comment that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One row of a sheet, as it was filled in."""

    id: str
    digest: str
    verdict: str
    comment: str
    name: str

    @property
    def empty(self) -> bool:
        return not (self.verdict or self.comment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that a sheet says. `fields` are the answers about the whole, by the label of the field.

    `texts` are the texts of all cells, squeezed: what was read is among them. `margin` are the comments that stand in
    the margin and not in the rows.
    """

    fields: Mapping[str, str]
    answers: tuple[Answer, ...]
    texts: frozenset[str]
    margin: tuple[str, ...] = ()


def read_sheet(path: Path) -> Sheet:
    """The sheet in a file. Raises `ValidationError` (P601 to P605) for what is none."""
    document, comments = read_parts(read_sheet_file(path))
    rows = [_cells(row) for row in document.iter(f"{{{W}}}tr")]
    answers = tuple(_answers(rows))
    if not answers:
        message = "the file is a Word document, but no sheet of progpipe: no row in it has a code"
        hint = "Make a sheet with `progpipe review SOURCE -o FILE.docx`, and apply what comes back."
        raise ValidationError([Problem(code="P605", message=message, hint=hint)])
    return Sheet(
        fields=dict(_fields(rows)),
        answers=answers,
        texts=frozenset(squeeze(cell) for row in rows for cell in row),
        margin=tuple(_margin(comments)),
    )


def _answers(rows: list[list[str]]) -> Iterator[Answer]:
    """The rows that begin with a code, wherever they stand."""
    for first, *others in filter(None, rows):
        code = CODE.fullmatch(re.sub(r"\s+", " ", _without_unseen(first)).strip())
        if code:
            verdict, comment, name = [_line(text) for text in (*others, "", "", "")][:3]
            yield Answer(id=code[1], digest=code[2], verdict=verdict, comment=comment[:LONGEST], name=name)


def _fields(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    known = {squeeze(label): label for label in FIELDS}
    for row in rows:
        label = known.get(squeeze(row[0])) if len(row) > 1 else None
        if label:
            yield label, _line(row[1])


def _margin(comments: Tree | None) -> Iterator[str]:
    for comment in () if comments is None else comments.iter(f"{{{W}}}comment"):
        author = comment.get(f"{{{W}}}author", "")
        yield _line(f"{author}: {text_of(comment)}" if author else text_of(comment))[:LONGEST]


def _cells(row: Tree) -> list[str]:
    cells = row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc", namespaces=NS)
    return [text_of(cell) for cell in cells]


def text_of(node: Tree) -> str:
    """The text in an element, each paragraph on a line, without what was deleted."""
    found: list[str] = []
    walker = etree.iterwalk(node, events=("start",))
    for _, part in walker:
        name = etree.QName(part).localname if isinstance(part.tag, str) else ""
        if name in SKIPPED:
            walker.skip_subtree()
        else:
            found.append((part.text or "") if name == "t" else CHARACTERS.get(name, ""))
    return "".join(found)


def _line(text: str) -> str:
    return " ".join(_without_unseen(text).split())


def _without_unseen(text: str) -> str:
    """Composed, and without what nobody sees or typed: soft hyphens, zero widths, marks of direction."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(char for char in composed if unicodedata.category(char) not in {"Cf", "Cc"} or char.isspace())


def squeeze(text: str) -> str:
    """The text without space: programs break lines as they like."""
    return "".join(_without_unseen(text).split())
