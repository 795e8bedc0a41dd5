"""Make the files of the Swedish guide: the template, the draft with faults, a later version, a source with easy-read.

Run by hand after a change, with python-docx 1.2 beside progpipe: `python docs/guide/documents.py`. The same text gives
the same bytes. tests/test_docs.py plays the guide with what it has made.
"""

from __future__ import annotations

import datetime
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from progpipe.intake.imported import import_document
from progpipe.load import basis_of

HERE = Path(__file__).parent
PICTURE = HERE.parent.parent / "tests" / "data" / "provkommun" / "skolgard.png"
DAY = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
DARK = RGBColor(0x1F, 0x2A, 0x44)
SIZES = {"Title": 26, "Subtitle": 15, "Heading 1": 20, "Heading 2": 15, "Caption": 11}
ALTERNATIVE = "Skolan i Lillby: ett rött hus med vita fönster, gräs och två träd."
EASY = {
    "anstall-tio-nya-larare": "Vi vill ha tio nya lärare i skolan.",
    "oppna-biblioteket-sondagar": "Biblioteket ska vara öppet på söndagar.",
    "satt-lampor-langs-skolvagar": "Det ska finnas lampor\nlängs alla vägar till skolan.",
}
ADOPTED = "Antaget den 14 mars 2026"
CAPTION = "Elever per lärare i Lillbys skolor"
ROWS = (("Årskurs", "I dag", "Vårt mål 2030"), ("1–3", "18", "14"), ("4–6", "20", "16"))


def programme(*, faults: bool = False, teachers: str = "tio", added: str = "", stated: Sequence[str] = ()) -> Any:
    """The example programme. With `faults` it has what people most often forget, one of each.

    `added` is a commitment more, `stated` are lines below the publisher.
    """
    document = blank()
    say(document, "Title", "Handlingsprogram för Lillby 2027–2030")
    say(document, "Subtitle", "Framtidspartiet i Lillby")
    for line in stated:
        say(document, "Normal", line)
    say(document, "Heading 1", "Inledning")
    say(document, "Normal", "Lillby är en liten kommun med stora möjligheter. Här är det nära till skolan, skogen "
        "och varandra. Vi vill att det ska vara så också för dem som växer upp nu.")  # fmt: skip
    picture(document, "" if faults else ALTERNATIVE)
    say(document, "Normal", "Det här programmet är vårt löfte till dig som bor här. Varje numrerad punkt är något "
        "som vi ska göra före valet 2030.")  # fmt: skip
    say(document, "Heading 1", "Våra principer")
    say(document, "Heading 2", "Alla ska kunna vara med")
    say(document, "Normal", "Kommunen finns till för alla. Ingen ska stängas ute av en trappa, en lång text eller en "
        "tunn plånbok.")  # fmt: skip
    say(document, "Heading 1", "Vår politik")
    say(document, "Heading 2", "Skolnämnden")
    say(document, "Normal", "Barn lär sig mer när läraren hinner se dem. Därför vill vi ha mindre klasser, och vi "
        "börjar med de yngsta.")  # fmt: skip
    if not faults:
        say(document, "Caption", CAPTION)
    table(document)
    say(document, "Normal", "Det här vill vi göra i skolan:").paragraph_format.space_before = Pt(12)
    say(document, "List Number", f"Anställ {teachers} nya lärare.")
    say(document, "List Number", "Håll skolbiblioteken öppna hela dagen.")
    say(document, "Heading 2", "Kulturnämnden")
    last = say(document, "Normal", "Biblioteket är kommunens vardagsrum. Där behöver ingen betala för att få vara.")
    if faults:
        said = document.add_comment(last.runs[0], text="Stämmer det här? Fråga Amir.", author="Karin", initials="K")
        said._comment_elm.set(qn("w:date"), DAY.isoformat())
    say(document, "List Number", "Öppna biblioteket på söndagar.")
    if added:
        say(document, "List Number", added)
    say(document, "List Number", "Låt föreningar låna lokaler utan avgift.")
    if faults:
        say(document, "Normal", "").add_run("Trygghet").bold = True
    else:
        say(document, "Heading 2", "Trygghet")
    say(document, "Normal", "Alla ska våga gå hem på kvällen. Ljusa gångvägar gör skillnad, och det gör grannar också.")
    say(document, "List Number", "Sätt upp lampor längs alla skolvägar.")
    say(document, "List Number", "Stöd grannar som vill börja nattvandra.")
    return document


def blank() -> Any:
    """An empty document in Swedish, with calm styles that are easy to read."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = "Handlingsprogram för Lillby 2027–2030", "", "sv-SE"
    properties.comments = ""
    properties.created = properties.modified = DAY
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    for name in ("Normal", *SIZES):
        style = document.styles[name]
        calm(style, SIZES.get(name, 12))
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    document.styles["Normal"].paragraph_format.line_spacing = 1.2
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    return document


def calm(style: Any, size: float) -> None:
    """One typeface in the whole document; the theme of Word's own template would win over it."""
    style.font.name, style.font.size = "Calibri", Pt(size)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]
    if style.name != "Normal":
        style.font.color.rgb, style.font.italic = DARK, False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(6)
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    for border in style.element.findall(".//" + qn("w:pBdr")):
        border.getparent().remove(border)


def say(document: Any, style: str, text: str) -> Any:
    """One paragraph in a style."""
    return document.add_paragraph(text, style=style)


def picture(document: Any, alternative: str) -> None:
    """The picture of the school, with its alternative text."""
    document.add_picture(str(PICTURE), width=Cm(11))
    for described in document.paragraphs[-1]._p.iter(qn("wp:docPr")):
        described.set("name", "Bild 1")
        described.set("descr", alternative)


def table(document: Any) -> None:
    """The table, with a first row that Word knows as its header."""
    made = document.add_table(rows=len(ROWS), cols=len(ROWS[0]), style="Table Grid")
    for row, texts in zip(made.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in made.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def save(document: Any, name: str) -> None:
    """Write it with one time for every member, so that the same text is the same file."""
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.namelist():
            kept.writestr(zipfile.ZipInfo(member, DAY.timetuple()[:6]), made.read(member), zipfile.ZIP_DEFLATED)


def save_easy_read(name: str) -> None:
    """Import the template, call it adopted, and put a few easy-read texts into its source."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "lillby-2027-2030.json")
        source.write_text(import_document(HERE / "mall.docx", source.stem).text, encoding="utf-8")
        value = json.loads(source.read_bytes())
        value["release"] = {"version": "1", "date": "2026-03-14", "status": "adopted"}
        for promise in (promise for section in walk(value["sections"]) for promise in section.get("commitments", ())):
            if promise["id"] in EASY:
                basis = basis_of(promise, "commitment")
                rendition = {"status": "draft", "basis": basis, "text": EASY[promise["id"]]}
                promise["renditions"] = {"sv-simple": rendition}
    (HERE / name).write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def walk(sections: list[Any]) -> Iterator[Any]:
    """Each section, and those inside it."""
    for section in sections:
        yield section
        yield from walk(section.get("sections", []))


if __name__ == "__main__":
    save(programme(), "mall.docx")
    save(programme(faults=True), "utkast.docx")
    save(programme(teachers="tolv", added="Ha sagostund varje vecka.", stated=[ADOPTED]), "antaget.docx")
    save(programme(teachers="tolv", stated=["Version 2", ADOPTED]), "ny-version.docx")
    save_easy_read("lattlast.json")
