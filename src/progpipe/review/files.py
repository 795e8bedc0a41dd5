"""The sheet as a Word document, which comes back with answers, and as a web page for reading and printing."""

from __future__ import annotations

from typing import Final

from lxml import etree

from progpipe import labels
from progpipe.interfaces import Context
from progpipe.markup.archive import write_zip
from progpipe.markup.office.parts import Tree, change, in_order, read_parts, remove
from progpipe.model import Edition
from progpipe.publication import Publication
from progpipe.theme import Theme

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS: Final = {"w": W}
EDITION: Final = Edition(id="granskning", title="Granskning", stages=(), emitters=())
MEASURE: Final = 9638  # twips: A4 with margins of 20 mm, since two texts share the line
MARGIN: Final = "1134"
# Of each kind of table, by the text of its first cell: the widths of its columns, and how tall a field is at least.
WIDTHS: Final = {
    labels.REVIEW_ORIGINAL: (4819, 4819),
    labels.REVIEW_FIELD: (4819, 4819),
    labels.REVIEW_CODE: (2500, 1100, 4138, 1900),
}
HEIGHTS: Final = {labels.REVIEW_ORIGINAL: 0, labels.REVIEW_FIELD: 480, labels.REVIEW_CODE: 680}
LINE: Final = {"val": "single", "sz": "6", "space": "0", "color": "595959"}
AIR: Final = {"top": "60", "left": "110", "bottom": "40", "right": "110"}
HEADINGS: Final = frozenset(f"Heading{level}" for level in range(1, 7))
SHORT: Final = 600  # characters: such texts stay on one page with the row for their answer
STYLE: Final = """
.review-answers table, .review-texts table { table-layout: fixed; hyphens: manual }
.review-answers th, .review-answers td, .review-texts th, .review-texts td { border: 1px solid; padding: 0.4em 0.6em }
.wide.wide th, .wide.wide td { overflow-wrap: break-word }
.review-texts td > :first-child { margin-top: 0 }
.review-texts td > :last-child { margin-bottom: 0 }
.review-answers td { height: 3.5em }
.review-answers th[scope=row] { font-weight: normal; overflow-wrap: anywhere }
.review-answers th:nth-child(1):nth-last-child(4) { width: 26% }
.review-answers tbody th:nth-last-child(4) { font-size: 0.8em }
.review-answers th:nth-child(2):nth-last-child(3) { width: 15% }
.review-answers th:nth-child(4) { width: 20% }
/* In a narrow window the table scrolls: words of columns that are narrower than they are would lie over each other. */
@media screen { .review-answers table, .review-texts table { min-width: 40em } }
@media print {
  .contents { display: none }
  main > .review + .review { margin-top: 2rem }
  .review-texts, .review-answers { break-inside: avoid }
  .review > p, .review-texts caption { break-after: avoid }
  .review-answers { break-before: avoid }
}
"""


def html_sheet(publication: Publication, theme: Theme) -> bytes:
    """The sheet as one page of HTML."""
    from progpipe.markup.page import html_page  # noqa: PLC0415 - what status does without

    return html_page(publication, theme, EDITION.profile, style=STYLE)


def docx_sheet(publication: Publication, theme: Theme, source_date: int = 0) -> bytes:
    """The sheet as a Word document. `source_date` is in seconds since 1970 (UTC)."""
    from progpipe.emitters.docx import docx  # noqa: PLC0415 - what status does without

    context = Context(edition=EDITION, theme=theme, stem=EDITION.id, source_date=source_date)
    (artefact,) = docx(publication, context)
    parts = read_parts(artefact.content)
    change(parts, "word/document.xml", _page, _tables)
    return write_zip(in_order(parts, "[Content_Types].xml", "_rels/.rels"), epoch=source_date)


def _page(root: Tree) -> None:
    for margins in root.iter(f"{{{W}}}pgMar"):
        for side in ("left", "right", "top", "bottom"):
            margins.set(f"{{{W}}}{side}", MARGIN)


def _tables(root: Tree) -> None:
    for table in root.iter(f"{{{W}}}tbl"):
        kind = _kind(table)
        if kind in WIDTHS:
            _widen(table, WIDTHS[kind])
            _frame(table)
            _keep(table)
            if kind == labels.REVIEW_CODE:
                _small(table)
            if kind == labels.REVIEW_ORIGINAL:
                _tighten(table)
            for row in table.findall("w:tr", NS)[1:]:
                _heighten(row, HEIGHTS[kind])


def _kind(table: Tree) -> str:
    return str(table.xpath("string(./w:tr[1]/w:tc[1])", namespaces=NS)).strip()


def _widen(table: Tree, widths: tuple[int, ...]) -> None:
    """Columns as wide as what is written in them needs, also while they are empty."""
    properties, grid = table.find("w:tblPr", NS), table.find("w:tblGrid", NS)
    assert properties is not None
    for whole in properties.findall("w:tblW", NS):
        whole.set(f"{{{W}}}type", "dxa")
        whole.set(f"{{{W}}}w", str(MEASURE))
    remove(properties.findall("w:tblLayout", NS))
    properties.insert(_place(properties, "tblLook"), _w("tblLayout", type="fixed"))
    if grid is not None:
        remove(grid.findall("w:gridCol", NS))
        grid.extend(_w("gridCol", w=str(width)) for width in widths)
    for row in table.findall("w:tr", NS):
        for cell, width in zip(row.findall("w:tc", NS), widths, strict=True):
            inside = cell.find("w:tcPr", NS)
            if inside is None:
                inside = _w("tcPr")
                cell.insert(0, inside)
            remove(inside.findall("w:tcW", NS))
            inside.insert(0, _w("tcW", w=str(width), type="dxa"))


def _frame(table: Tree) -> None:
    """Lines around each field: who fills it in must see where it is."""
    properties = table.find("w:tblPr", NS)
    assert properties is not None
    borders = _w("tblBorders")
    borders.extend(_w(side, **LINE) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    properties.insert(_place(properties, "tblLayout"), borders)
    air = _w("tblCellMar")
    air.extend(_w(side, w=width, type="dxa") for side, width in AIR.items())
    properties.insert(_place(properties, "tblLook"), air)


def _small(table: Tree) -> None:
    """The code is for the program that reads the answers; it may be small."""
    for run in table.iterfind("w:tr[2]/w:tc[1]//w:r", NS):
        remove(run.findall("w:rPr", NS))
        properties = _w("rPr")
        properties.extend([_w("b", val="0"), _w("bCs", val="0"), _w("sz", val="17"), _w("szCs", val="17")])
        run.insert(0, properties)


def _tighten(table: Tree) -> None:
    """No space after the last paragraph of a text: two texts with their answers fit on a page."""
    for cell in table.iterfind("w:tr[2]/w:tc", NS):
        last = cell.findall("w:p", NS)[-1]
        properties = last.find("w:pPr", NS)
        if properties is not None and properties.find("w:spacing", NS) is None:
            properties.append(_w("spacing", after="0"))


def _keep(table: Tree) -> None:
    """A heading, what is said under it and the table stay together; so do short texts and the row for the answer."""
    before = table.getprevious()
    while before is not None and before.tag == f"{{{W}}}p" and _style(before) not in HEADINGS:
        _keep_next(before)
        before = before.getprevious()
    cells = table.findall("w:tr/w:tc", NS)
    short = max(len("".join(cell.itertext())) for cell in cells) < SHORT
    rows = "w:tr[1]" if _kind(table) == labels.REVIEW_CODE or not short else "w:tr"
    for paragraph in table.iterfind(f"{rows}/w:tc/w:p", NS):
        _keep_next(paragraph)


def _keep_next(paragraph: Tree) -> None:
    properties = paragraph.find("w:pPr", NS)
    if properties is None:
        properties = _w("pPr")
        paragraph.insert(0, properties)
    if properties.find("w:keepNext", NS) is None:
        properties.insert(1 if properties.find("w:pStyle", NS) is not None else 0, _w("keepNext"))


def _style(paragraph: Tree) -> str:
    return str(paragraph.xpath("string(./w:pPr/w:pStyle/@w:val)", namespaces=NS))


def _place(properties: Tree, before: str) -> int:
    """Where an element goes that the schema wants before another (ECMA-376-1, 17.4.60)."""
    found = properties.find(f"w:{before}", NS)
    return len(properties) if found is None else properties.index(found)


def _heighten(row: Tree, height: int) -> None:
    properties = row.find("w:trPr", NS)
    if properties is None:
        properties = _w("trPr")
        row.insert(0, properties)
    if height:
        properties.append(_w("trHeight", val=str(height), hRule="atLeast"))
    else:  # a long text may go on over the page
        remove(properties.findall("w:cantSplit", NS))


def _w(tag: str, **attributes: str) -> Tree:
    return etree.Element(f"{{{W}}}{tag}", {f"{{{W}}}{name}": text for name, text in attributes.items()}, nsmap={"w": W})
