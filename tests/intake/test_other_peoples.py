"""Documents that others made: what is in them comes along, and what was unsure is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from documents import cell, docx, odt, p, picture, relation, run, table, text_box

from progpipe.intake import import_document
from progpipe.intake.imported import Imported

ROOT = Path(__file__).parent.parent.parent
IMAGE = (ROOT / "tests" / "data" / "provkommun" / "vag.png").read_bytes()
FRONT = (p("Program för Lillby 2027-2030", "Rubrik"), p("Lillbypartiet"))
START = (*FRONT, p("Inledning", "Rubrik1"), p("Vi vill att Lillby ska växa."))


@pytest.fixture
def imported(tmp_path: Path) -> Any:
    def make(content: bytes | str, ending: str = "docx") -> Imported:
        path = tmp_path / f"dokument.{ending}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return import_document(path, "lillby")

    return make


def source(made: Imported) -> Any:
    return json.loads(made.text)


def codes(made: Imported) -> list[str]:
    return [problem.code for problem in made.problems]


def titles(programme: Any) -> list[Any]:
    return [[section["title"], *titles({"sections": section.get("sections", [])})] for section in programme["sections"]]


def promises(programme: Any) -> list[str]:
    found = []
    for section in programme["sections"]:
        found += [item["text"] for item in section.get("commitments", [])]
        found += promises({"sections": section.get("sections", [])})
    return found


def test_styles_with_names_of_their_own(imported: Any) -> None:
    made = imported(docx(*START, p("Vår politik", "Rubrik1"), p("Skolnämnden", "Avdelning"), p("Om skolan här.")))
    assert titles(source(made)) == [["Inledning"], ["Vår politik", ["Skolnämnden"]]]
    assert source(made)["sections"][1]["sections"][0]["type"] == "body"


def test_headings_that_are_only_bold(imported: Any) -> None:
    made = imported(docx(*FRONT, p("Inledning", bold=True), p("Text."), p("Skolnämnden", bold=True), p("Mer text.")))
    assert [section["title"] for section in source(made)["sections"]] == ["Inledning", "Skolnämnden"]
    assert codes(made) == ["P710", "P710"]
    assert made.problems[1].message.startswith('paragraph 5 ("Skolnämnden"): ')


def test_numbers_written_by_hand(imported: Any) -> None:
    lines = ("1. Inledning", "Text.", "2. Vår politik", "Mer text.", "2.1 Skolnämnden", "Om skolan.")
    made = imported(docx(*FRONT, *(p(line, bold=line[0].isdigit()) for line in lines)))
    assert titles(source(made)) == [["Inledning"], ["Vår politik", ["Skolnämnden"]]]


def test_a_title_that_begins_with_a_number_keeps_it(imported: Any) -> None:
    made = imported(docx(*START, p("2030 års mål", "Rubrik1"), p("Text.")))
    assert titles(source(made))[1] == ["2030 års mål"]


def test_lines_with_bullets_written_by_hand(imported: Any) -> None:
    made = imported(
        docx(
            *START, p("Skolnämnden", "Rubrik1"), p("Vi vill ha bra skolor."), p("- Fler lärare"), p("- Mindre klasser")
        )
    )
    assert promises(source(made)) == ["Fler lärare", "Mindre klasser"]


def test_tracked_changes_count_as_accepted(imported: Any) -> None:
    changed = (
        run("Vi vill ")
        + '<w:del w:id="1" w:author="A"><w:r><w:delText>inte </w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="A">{run("gärna ")}</w:ins>'
        + run("växa.")
    )
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(changed)))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Vi vill gärna växa."
    assert codes(made) == ["P714"]


def test_a_deleted_end_of_a_paragraph_joins_two(imported: Any) -> None:
    first = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>' + run("Vi vill ") + "</w:p>"
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), first, p("växa.")))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Vi vill växa."


def test_comments_are_left_out_and_listed(imported: Any) -> None:
    comments = f'<w:comments xmlns:w="{"http://schemas.openxmlformats.org/wordprocessingml/2006/main"}">'
    comments += f'<w:comment w:id="0" w:author="Ada">{p("Stämmer det här?")}</w:comment></w:comments>'
    made = imported(docx(*START, parts={"word/comments.xml": comments}))
    assert codes(made) == ["P715"]
    assert 'Ada writes "Stämmer det här?"' in made.problems[0].message
    assert "Stämmer" not in made.text


def test_a_text_box_follows_its_paragraph_and_comes_once(imported: Any) -> None:
    made = imported(docx(*START, p(run("Före rutan.") + text_box(p("I rutan.")))))
    assert [block["text"] for block in source(made)["sections"][0]["blocks"]] == [
        "Vi vill att Lillby ska växa.",
        "Före rutan.",
        "I rutan.",
    ]
    assert codes(made) == ["P719"]


def test_notes_at_the_foot(imported: Any) -> None:
    notes = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    notes += f'<w:footnote w:id="2">{p("Enligt bokslutet.")}</w:footnote></w:footnotes>'
    made = imported(
        docx(
            *FRONT,
            p("Inledning", "Rubrik1"),
            p(run("Ekonomin är god.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            parts={"word/footnotes.xml": notes},
            relations=relation("rIdF", "footnotes", "footnotes.xml"),
        )
    )
    (section,) = source(made)["sections"]
    assert section["blocks"][0]["text"] == "Ekonomin är god.[^1]"
    assert section["notes"] == {"1": "Enligt bokslutet."}


def test_merged_cells_and_a_table_without_a_caption(imported: Any) -> None:
    rows = (
        cell("Skola") + cell("Elever"),
        cell("Alla skolor", '<w:gridSpan w:val="2"/>'),
        cell("Lillby") + cell("120"),
    )
    made = imported(docx(*START, table(*rows)))
    found = source(made)["sections"][0]["blocks"][1]
    assert found["rows"] == [["Alla skolor", ""], ["Lillby", "120"]]
    assert "caption" not in found
    assert "P708" in codes(made)
    assert "P719" in codes(made)
    assert not made.is_whole


@pytest.mark.parametrize(("said", "wanted"), [("", ["P707"]), ("Ett rött hus", [])])
def test_an_image_with_and_without_words(said: str, wanted: list[str], imported: Any) -> None:
    made = imported(
        docx(
            *START,
            p(picture("r9", said)),
            parts={"word/media/image1.png": IMAGE},
            relations=relation("r9", "image", "media/image1.png"),
        )
    )
    figure = source(made)["sections"][0]["blocks"][1]
    assert figure == {"type": "figure", "image": "lillby-bild-1.png", **({"alternative": said} if said else {})}
    assert made.images == {"lillby-bild-1.png": IMAGE}
    assert codes(made) == wanted


def test_lines_below_the_title_in_one_style_keep_their_order(imported: Any) -> None:
    below = [p(text, "Underrubrik") for text in ("Framtidspartiet", "", "i Lillby", "Antaget den 14 mars 2026")]
    body = (p("Inledning", "Rubrik1"), p("Vi vill växa."))
    made = imported(docx(p("Program för Lillby 2027-2030", "Rubrik"), *below, *body))
    assert source(made)["publisher"] == {"name": "Framtidspartiet i Lillby"}
    assert source(made)["release"] == {"version": "1", "date": "2026-03-14", "status": "adopted"}
    assert codes(made) == []


def test_words_from_right_to_left(imported: Any) -> None:
    arabic = "<w:r><w:rPr><w:rtl/></w:rPr><w:t>مرحبا بكم</w:t></w:r>"
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(run("Välkommen heter ") + arabic + run(" på arabiska."))))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Välkommen heter مرحبا بكم på arabiska."


def test_contents_are_left_out(imported: Any) -> None:
    made = imported(docx(*FRONT, p("Inledning\t2", "Innehll1"), p("Inledning", "Rubrik1"), p("Text.")))
    assert titles(source(made)) == [["Inledning"]]
    assert [gone.text for gone in made.document.removed] == ["Inledning 2"]


def test_a_page_header_is_left_out_and_told(imported: Any) -> None:
    header = (
        f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("Tredje utkastet")}</w:hdr>'
    )
    made = imported(docx(*START, parts={"word/header1.xml": header}))
    assert codes(made) == ["P716"]


def test_what_a_document_does_not_say_is_not_invented(imported: Any) -> None:
    made = imported(docx(p("Inledning", "Rubrik1"), p("Vi vill växa."), p("Skolan", "Rubrik1"), p("Text om skolan.")))
    assert codes(made).count("P706") == 3
    assert {"title", "period", "publisher"}.isdisjoint(source(made))
    assert not made.is_whole


def test_an_unsafe_link_is_words(imported: Any) -> None:
    link = f'<w:hyperlink r:id="r7">{run("här")}</w:hyperlink>'
    outside = relation("r7", "hyperlink", "file:///c:/hemligt.docx", external=True)
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(run("Läs ") + link), relations=outside))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Läs här"
    assert codes(made) == ["P718"]


def test_opendocument_with_changes_comments_and_a_box(imported: Any) -> None:
    made = imported(
        odt(
            '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
            "<text:p>Struket.</text:p></text:deletion></text:changed-region></text:tracked-changes>"
            '<text:p text:style-name="Title">Program 2027-2030</text:p><text:p>Lillbypartiet</text:p>'
            '<text:h text:outline-level="1">Inledning</text:h>'
            '<text:p>Före<text:change text:change-id="c1"/> rutan.<office:annotation><dc:creator>Ada</dc:creator>'
            "<text:p>Säkert?</text:p></office:annotation><draw:frame><draw:text-box><text:p>I rutan.</text:p>"
            "</draw:text-box></draw:frame></text:p>"
        ),
        "odt",
    )
    assert [block["text"] for block in source(made)["sections"][0]["blocks"]] == ["Före rutan.", "I rutan."]
    assert sorted(codes(made)) == ["P714", "P715", "P719"]


def test_markdown_with_a_list_and_a_note(imported: Any) -> None:
    front = "# Program för Lillby 2027-2030\n\nLillbypartiet\n\n"
    text = "## Skolnämnden\n\nOm *skolan*.[^a]\n\n- Fler lärare.\n- Mindre klasser.\n\n[^a]: Se budgeten.\n"
    made = imported(front + text, "md")
    (section,) = source(made)["sections"]
    assert section["blocks"] == [{"type": "paragraph", "text": "Om *skolan*.[^1]"}]
    assert section["notes"] == {"1": "Se budgeten."}
    assert promises(source(made)) == ["Fler lärare.", "Mindre klasser."]
    assert source(made)["publisher"] == {"name": "Lillbypartiet"}


def test_text_in_windows_letters(imported: Any) -> None:
    made = imported(
        "Program 2027-2030\n\nLillbypartiet\n\nINLEDNING\n\nVi vill växa på rätt sätt.".encode("cp1252"), "txt"
    )
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Vi vill växa på rätt sätt."
    assert codes(made) == ["P720"]


def test_lines_before_the_first_heading_are_kept(imported: Any) -> None:
    made = imported(docx(*FRONT, p("Det här programmet antogs av årsmötet och gäller hela kommunen."), *START[2:]))
    assert source(made)["sections"][0]["blocks"][0]["text"].startswith("Det här programmet antogs")
    assert "P719" in codes(made)


@pytest.mark.parametrize("name", ["python-docx.docx", "libreoffice.docx", "libreoffice.odt"])
def test_the_same_programme_by_three_programs(name: str) -> None:
    """Made with python-docx 1.2, opened and saved as both formats with LibreOffice 7.4."""
    made = import_document(ROOT / "tests" / "data" / "intake" / name, "lillby")
    programme = source(made)
    assert programme["title"] == "Handlingsprogram för Lillby 2027–2030"
    assert programme["publisher"] == {"name": "Framtidspartiet i Lillby"}
    assert titles(programme) == [
        ["Inledning"],
        ["Våra principer", ["Rättvisa"]],
        ["Vår politik", ["Skolnämnden"], ["Tekniska nämnden"]],
    ]
    intro, _, policy = programme["sections"]
    assert intro["blocks"][1]["text"] == "Vi vill **alltid** lyssna på *invånarna*."
    assert intro["blocks"][2]["type"] == "quote"
    school = policy["sections"][0]["blocks"]
    assert [block["type"] for block in school] == ["paragraph", "table", "figure"]
    assert school[1]["caption"] == "Tabell 1. Elever per lärare"
    assert promises(programme) == [
        "Anställ fler lärare.",
        "Mindre klasser.",
        "Gratis frukost i skolan.",
        "Fler cykelbanor.",
        "Laga gropar inom en vecka.",
    ]
    assert {"P707", "P716", "P719"} == set(codes(made))


def test_a_caption_by_its_words(imported: Any) -> None:
    rows = (cell("Skola") + cell("Elever"), cell("Lillby") + cell("120"))
    made = imported(docx(*START, table(*rows), p("Tabell 1. Elever", bold=True)))
    assert source(made)["sections"][0]["blocks"][1]["caption"] == "**Tabell 1. Elever**"


def test_words_that_do_not_serve_everybody_are_written_and_told(imported: Any) -> None:
    link = f'<w:hyperlink r:id="r7">{run("här")}</w:hyperlink>'
    outside = relation("r7", "hyperlink", "https://example.se/budget", external=True)
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(run("Läs ") + link), relations=outside))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Läs [här](https://example.se/budget)"
    assert codes(made) == ["P723"]
    assert not made.is_whole


def test_moved_words_come_once_and_are_not_missed(imported: Any) -> None:
    moved = f'<w:moveFrom w:id="1" w:author="A">{run("Först. ")}</w:moveFrom>' + run("Sedan. ")
    moved += f'<w:moveTo w:id="2" w:author="A">{run("Först.")}</w:moveTo>'
    made = imported(docx(*FRONT, p("Inledning", "Rubrik1"), p(moved)))
    assert source(made)["sections"][0]["blocks"][0]["text"] == "Sedan. Först."
    assert codes(made) == ["P714"]


def test_a_page_as_libreoffice_saves_it(imported: Any) -> None:
    """Its title is a paragraph like any other, and its language stands at the body."""
    page = """<html><head><title>Program för Lillby 2027-2030 - Lillbypartiet</title></head><body lang="sv-SE">
    <p class="western"><b>Program för Lillby 2027-2030</b></p><p>Lillbypartiet</p>
    <h1 class="western"><a name="inledning"></a>Inledning</h1><p>Vi vill växa.</p><h1>Vår politik</h1><p>Mer.</p>"""
    programme = source(imported(page, "html"))
    assert (programme["title"], programme["language"]) == ("Program för Lillby 2027-2030", "sv")
    assert titles(programme) == [["Inledning"], ["Vår politik"]]


def test_what_stands_beside_the_main_part_of_a_page_is_told(imported: Any) -> None:
    page = """<html lang="sv"><body><header><p>Vi i Lillby</p><nav><a href="/">Hem</a></nav></header>
    <div><main><h1>Program för Lillby 2027-2030</h1><h2>Inledning</h2><p>Vi vill växa.</p></main>
    <aside>Läs mer.</aside></div>lösa ord</body></html>"""
    made = imported(page, "html")
    told = [problem.message for problem in made.problems if problem.code == "P716"]
    assert [message.partition(": ")[2] for message in told] == ['"Vi i Lillby"', '"Läs mer."', '"lösa ord"']


@pytest.mark.parametrize("block", [table(cell("Ort") + cell("År"), cell("Lillby") + cell("2027")), ""])
def test_a_table_before_the_first_heading_stays(imported: Any, block: str) -> None:
    """Also where nobody is named as the publisher."""
    made = imported(docx(p("Program för Lillby 2027-2030", "Rubrik"), block, p("Inledning", "Rubrik1"), p("Vi vill.")))
    assert ("Ort" in made.text) is bool(block)
    assert ("Lillby" in made.text.replace("Program för Lillby", "")) is bool(block)


def test_a_list_before_the_first_heading_stays(imported: Any) -> None:
    made = imported("- Ett\n- Två\n\n# Inledning\n\nVi vill.", "md")
    assert '"Ett"' in made.text
