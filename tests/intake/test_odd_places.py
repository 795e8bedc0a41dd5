"""Words that stand in odd places, as other people's documents have them: each comes along, or is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from documents import docx, odt, p, picture, relation, run
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE

from progpipe.intake import import_document
from progpipe.intake.imported import Imported

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FRONT = (p("Program för Lillby 2027-2030", "Rubrik"), p("Lillbypartiet"))
ODT_FRONT = (
    '<text:p text:style-name="Title">Program 2027-2030</text:p><text:p>Lillbypartiet</text:p>'
    '<text:h text:outline-level="1">Inledning</text:h>'
)
Import = Callable[..., Imported]


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    def make(content: bytes | str | Document, ending: str = "docx") -> Imported:
        path = tmp_path / f"dokument.{ending}"
        if isinstance(content, str | bytes):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        else:
            content.save(str(path))
        return import_document(path, "lillby")

    return make


def programme() -> Document:
    """What python-docx makes of a title and the name of a party."""
    made = python_docx.Document()
    made.add_heading("Program för Lillby 2027-2030", 0)
    made.add_paragraph("Lillbypartiet", style="Subtitle")
    return made


def source(made: Imported) -> Any:
    return json.loads(made.text)


def blocks(made: Imported, section: int = 0) -> Any:
    return source(made)["sections"][section]["blocks"]


def told(made: Imported, code: str = "P716") -> list[str]:
    """What is said to be left out."""
    return [problem.message.rpartition(': "')[2].rstrip('"') for problem in made.problems if problem.code == code]


# --- Word, by python-docx ---------------------------------------------------------------------


def test_a_list_and_a_table_in_a_cell(imported: Import) -> None:
    made = programme()
    made.add_heading("Inledning", 1)
    table = made.add_table(2, 2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Ort", "Vad", "Lillby", "Bad"), strict=True):
        cell.text = text
    table.cell(1, 1).add_paragraph("med bastu", style="List Bullet")
    table.cell(1, 1).add_table(1, 2).cell(0, 1).text = "hela året"
    found = imported(made)
    assert blocks(found)[0]["rows"] == [["Lillby", "Bad med bastu hela året"]]
    assert told(found) == []


def test_two_paragraphs_of_a_page_header_and_of_a_comment(imported: Import) -> None:
    made = programme()
    made.add_heading("Inledning", 1)
    line = made.add_paragraph("Vi vill växa.")
    made.add_comment(line.runs[0], text="Verkligen?", author="Ada").add_paragraph("Hur mycket?")
    header = made.sections[0].header
    header.paragraphs[0].text = "Utkast"
    header.add_paragraph("Tredje")
    found = imported(made)
    assert told(found) == ["Utkast Tredje"]
    assert 'Ada writes "Verkligen? Hur mycket?"' in found.problems[0].message


def test_a_style_of_ones_own_that_is_called_contents_is_text(imported: Import) -> None:
    made = programme()
    made.styles.add_style("Innehåll", WD_STYLE_TYPE.PARAGRAPH)
    made.add_heading("Inledning", 1)
    made.add_paragraph("Vi vill växa.", style="Innehåll")
    assert blocks(imported(made)) == [{"type": "paragraph", "text": "Vi vill växa."}]


def test_lists_in_lists_by_their_styles(imported: Import) -> None:
    made = programme()
    made.add_heading("Inledning", 1)
    for text, style in (("Skolan", "List Bullet"), ("Fler lärare", "List Bullet 2"), ("Vården", "List Bullet")):
        made.add_paragraph(text, style=style)
    found = imported(made)
    assert all(f'"{text}"' in found.text for text in ("Skolan", "Fler lärare", "Vården"))


# --- Word, by its elements --------------------------------------------------------------------


@pytest.mark.parametrize(
    "element",
    [
        '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
        '<w:smartTag w:element="ort"><w:smartTagPr/>{}</w:smartTag>',
        '<w:customXml w:element="ort">{}</w:customXml>',
        '<w:dir w:val="rtl">{}</w:dir>',
        '<w:bdo w:val="rtl">{}</w:bdo>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:ins w:id="1" w:author="A">{}</w:ins>',
    ],
)
def test_words_in_what_stands_around_them(element: str, imported: Import) -> None:
    line = run("Vi vill ") + element.format(run("gärna ")) + run("växa.")
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(line)))
    assert blocks(made)[0]["text"] == "Vi vill gärna växa."


def test_a_word_that_is_lost_in_one_place_and_stands_in_another_is_told(imported: Import) -> None:
    """Nobody finds it by looking whether the word is somewhere."""
    formula = "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'/>"
    lost = f'<w:object xmlns:w="{W}"><w:t>växa</w:t></w:object>'
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p("Vi vill växa."), p(run("Vi vill ") + formula + lost)))
    assert made.text.count("växa") == 1
    assert told(made) == ["växa"]


def test_a_note_to_a_title_is_told(imported: Import) -> None:
    """A title has no notes."""
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{p("Antaget i maj.")}</w:footnote></w:footnotes>'
    made = imported(
        docx(
            *FRONT,
            p(run("Inledning") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "Rubrik1"),
            p("Vi vill växa."),
            parts={"word/footnotes.xml": notes},
            relations=relation("rIdF", "footnotes", "footnotes.xml"),
        )
    )
    assert told(made) == ["Antaget i maj."]


def test_a_line_of_the_contents_that_is_nowhere_else_is_told(imported: Import) -> None:
    lines = (p("Inledning\t2", "Innehll1"), p("Om miljön\t3", "Innehll1"))
    made = imported(docx(*FRONT, *lines, p("Inledning", "Rubrik1"), p("Vi vill växa.")))
    assert told(made) == ["Om miljön 3"]


def test_what_an_image_says_is_told_where_it_cannot_be_published(imported: Import) -> None:
    made = imported(
        docx(
            *FRONT,
            p("Inledning", "Rubrik1"),
            p(run("Se bilden.") + picture("r9", "Ett rött hus")),
            parts={"word/media/image1.emf": b"no image"},
            relations=relation("r9", "image", "media/image1.emf"),
        )
    )
    assert any(problem.code == "P709" and "Ett rött hus" in problem.message for problem in made.problems)


def test_a_long_comment_is_told_to_its_end(imported: Import) -> None:
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Ada">'
    comments += p("Hm. " * 400 + "Slut.") + "</w:comment></w:comments>"
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p("Vi."), parts={"word/comments.xml": comments}))
    assert "Slut." in made.problems[0].message


# --- OpenDocument -----------------------------------------------------------------------------


def cell(text: str, properties: str = "") -> str:
    return f"<table:table-cell{properties}><text:p>{text}</text:p></table:table-cell>"


def table(*rows: str, columns: int = 2) -> str:
    inside = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"<table:table>{'<table:table-column/>' * columns}{inside}</table:table>"


def test_fields_of_opendocument_are_words(imported: Import) -> None:
    field = "<text:text-input>gärna </text:text-input><text:user-field-get>mycket </text:user-field-get>"
    made = imported(odt(f"{ODT_FRONT}<text:p>Vi vill {field}växa.</text:p>"), "odt")
    assert blocks(made)[0]["text"] == "Vi vill gärna mycket växa."


def test_merged_cells_of_opendocument(imported: Import) -> None:
    def wide(text: str) -> str:
        return cell(text, ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>"

    made = imported(odt(ODT_FRONT + table(wide("Båda") + cell("Sist"), cell("Först") + wide("Två"), columns=3)), "odt")
    assert (blocks(made)[0]["header"], blocks(made)[0]["rows"]) == (["Båda", "", "Sist"], [["Först", "Två", ""]])
    assert told(made, "P717") == []


def test_a_table_in_a_cell_of_opendocument(imported: Import) -> None:
    inner = f"<table:table-cell>{table(cell('inre') + cell('ord'))}</table:table-cell>"
    made = imported(odt(ODT_FRONT + table(cell("A") + cell("B"), cell("C") + inner)), "odt")
    assert blocks(made)[0]["rows"] == [["C", "inre ord"]]


def test_a_table_without_cells_of_opendocument(imported: Import) -> None:
    made = imported(odt(f"{ODT_FRONT}<table:table/><text:p>Vi vill växa.</text:p>"), "odt")
    assert blocks(made) == [{"type": "paragraph", "text": "Vi vill växa."}]


# --- pages ------------------------------------------------------------------------------------

PAGE = "<h1>Program för Lillby 2027-2030</h1><p>Lillbypartiet</p><h2>Inledning</h2>"


def test_cells_that_the_columns_of_a_page_do_not_count(imported: Import) -> None:
    rows = "<tr><th>Ort</th><th>År</th></tr><tr><td>Lillby</td><td>2027</td></tr>"
    made = imported(f"{PAGE}<table><col>{rows}</table>", "html")
    assert (blocks(made)[0]["header"], blocks(made)[0]["rows"]) == (["Ort", "År"], [["Lillby", "2027"]])


def test_the_name_of_a_window_is_told_where_the_page_says_less(imported: Import) -> None:
    made = imported(f"<title>Program för Lillby 2027-2030 | Arkivet</title>{PAGE}<p>Vi vill växa.</p>", "html")
    assert told(made) == ["arkivet"]


def test_a_link_to_where_it_stands_keeps_its_words(imported: Import) -> None:
    made = imported(f'{PAGE}<div id="x"><p>Läs <a href="#x">det här</a> <a href="#x">¶</a></p></div>', "html")
    assert blocks(made)[0]["text"].startswith("Läs [det här](#")
    assert "¶" not in made.text


def test_page_headers_as_libreoffice_writes_them(imported: Import) -> None:
    made = imported(f'<body><div title="header"><p>Utkast</p></div>{PAGE}<p>Vi vill växa.</p></body>', "html")
    assert source(made)["title"] == "Program för Lillby 2027-2030"
    assert told(made) == ["Utkast"]


def test_a_main_part_by_its_role(imported: Import) -> None:
    made = imported(f'<body><p>Bredvid.</p><div role="main">{PAGE}<p>Vi vill växa.</p></div></body>', "html")
    assert told(made) == ["Bredvid."]


def test_a_note_in_a_note(imported: Import) -> None:
    mark = '<a role="doc-noteref" href="#{0}">{0}</a>'
    notes = f'<aside id="n1">Först.{mark.format("n2")}</aside><aside id="n2">Sedan.</aside>'
    made = imported(f"{PAGE}<p>Vi vill växa.{mark.format('n1')}</p>{notes}", "html")
    assert source(made)["sections"][0]["notes"] == {"1": "Först."}
    assert told(made) == ["Sedan."]


# --- text -------------------------------------------------------------------------------------


def test_dashes_in_markdown_cut_nothing_off(imported: Import) -> None:
    """Pandoc can take three such lines as the frame of a table."""
    text = "# Program 2027-2030\n\n## Inledning\n\n----------\nVi vill växa.\n\nNog sagt.\n\n"
    made = imported(f"{text}Ada\n---\nHon.\n\nBo\n--\nHan.\n\nSlut.\n", "md")
    assert all(word in made.text for word in ("växa", "Nog sagt", "Ada", "Hon.", "Bo", "Han.", "Slut."))


def test_a_text_with_a_paragraph_on_each_line(imported: Import) -> None:
    """As Word and LibreOffice save it."""
    made = imported("Program för Lillby 2027-2030\nLillbypartiet\nINLEDNING\nVi vill växa.\nVi vill bygga.\n", "txt")
    assert [block["text"] for block in blocks(made)] == ["Vi vill växa.", "Vi vill bygga."]


@pytest.mark.parametrize("date", ["2026-11-26", "2026-01", "2010-2005", "26-11-2026-30"])
def test_a_date_is_no_period(date: str, imported: Import) -> None:
    made = imported(f"# Program för Lillby\n\nLillbypartiet\n\n## Inledning\n\nAntaget {date}.\n", "md")
    assert "period" not in source(made)
    assert [problem.code for problem in made.problems if problem.severity == "error"] == ["P706"]


def test_what_a_glossary_says_beside_its_words_is_told(imported: Import) -> None:
    text = "# Program 2027-2030\n\nPartiet\n\n## Inledning\n\nVi vill LOV.\n\n"
    glossary = "## Ordlista\n\nFråga oss.\n\nLOV\n\n:   En lag.\n"
    assert told(imported(text + glossary, "md")) == ["Fråga oss."]


def test_the_bytes_are_the_same_each_time(imported: Import) -> None:
    made = programme()
    made.add_heading("Inledning", 1)
    made.add_paragraph("Vi vill växa.")
    saved = BytesIO()
    made.save(saved)
    assert imported(saved.getvalue()) == imported(saved.getvalue())
