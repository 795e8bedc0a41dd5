"""The documents for the meeting: what has changed, and the order paper."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import html
from versions import programme

from progpipe.cli import main
from progpipe.load import canonical_text

OLD = ["# skolan Skolan", "Varje barn ska få stöd.", "* larare Anställ fler lärare.", "* ro Ge alla elever arbetsro."]
NEW = ["# skolan Skolan", "# vard Vården", "* larare Anställ många lärare.", "* mat Laga god mat."]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    found = []
    for name, lines in (("old", OLD), ("new", NEW)):
        file = tmp_path / f"{name}.json"
        file.write_text(canonical_text(programme(lines).canonical), encoding="utf-8")
        found.append(str(file))
    return found[0], found[1]


def page_of(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def facts(page: html.HtmlElement, heading: str) -> dict[str, str]:
    """The rows under a heading."""
    (found,) = [item for item in page.iter("h2", "h3", "h4") if words(item) == heading]
    rows = found.getparent().iter("dt")
    return {words(row): words(row.getnext()) for row in rows}


def test_the_texts_stand_before_and_after(files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "andringar.html"
    assert main(["diff", *files, "-o", str(target)]) == 1
    page = page_of(target)
    assert page.get("lang") == "sv"
    assert words(page.find(".//h1")) == "Ändringar i Prov"
    assert facts(page, "Åtagande 1: flytt och ny lydelse") == {
        "Flyttas från": "Skolan",
        "Före": "Anställ [borttaget: fler] lärare.",
        "Efter": "Anställ [nytt: många] lärare.",
    }
    assert facts(page, "Åtagande 2: tillägg") == {"Efter": "[nytt: Laga god mat.]"}
    assert facts(page, "Åtagande 2: strykning") == {"Före": "[borttaget: Ge alla elever arbetsro.]"}
    assert facts(page, "I korthet")["Strykningar"] == "2"
    assert next(words(item) for item in page.iter("del")) == "[borttaget: Varje barn ska få stöd.]"


def test_each_section_stands_once_and_sections_with_one_title_are_told_apart(tmp_path: Path) -> None:
    def write(name: str, word: str) -> str:
        value = json.loads(canonical_text(programme(["# skolan Skolan", "# vard Vården"]).canonical))
        for section in value["sections"]:
            inner = {"id": f"{section['id']}-mal", "type": "policy", "title": "Mål"}
            section["blocks"].append({"type": "paragraph", "text": f"{word} i {section['id']}."})
            section["sections"] = [{**inner, "blocks": [{"type": "paragraph", "text": f"{word} för {section['id']}."}]}]
        (tmp_path / name).write_text(json.dumps(value), encoding="utf-8")
        return str(tmp_path / name)

    target = tmp_path / "andringar.html"
    main(["diff", write("old.json", "Först"), write("new.json", "Helt nya ord"), "-o", str(target)])
    titles = [words(heading) for heading in page_of(target).iter("h2")]
    assert [title for title in titles if title not in {"Innehåll", "I korthet"}] == [
        "Skolan",
        "Skolan: Mål",
        "Vården",
        "Vården: Mål",
    ]


def test_a_pdf_says_it_to_those_who_hear_it(files: tuple[str, str], tmp_path: Path) -> None:
    target = tmp_path / "andringar.pdf"
    assert main(["diff", *files, "-o", str(target)]) == 1
    with pypdfium2.PdfDocument(target) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Anställ fler lärare." in text, "what is only heard is not printed"
    with pikepdf.open(target) as pdf:
        spoken = [
            str(item.ActualText)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ActualText" in item
        ]
    assert "[borttaget: fler]" in spoken
    assert "[nytt: många]" in spoken


def test_the_order_paper(files: tuple[str, str], tmp_path: Path) -> None:
    items = {
        "programme": "prov",
        "meeting": "Årsmötet den 14 mars 2026",
        "amendments": [
            {"motion": "3", "mover": "Norra föreningen", "action": "replace", "id": "larare",
             "old": "Anställ fler lärare.", "new": "Anställ många lärare."},
            {"motion": "7", "mover": "Styrelsen", "action": "insert", "after": {"id": "larare"}, "id": "mat",
             "new": "Laga god mat."},
            {"motion": "9", "mover": "Styrelsen", "action": "move", "id": "ro", "old": "Ge alla elever arbetsro.",
             "after": {"section": "skolan"}},
        ],
    }  # fmt: skip
    amendments = tmp_path / "amendments.json"
    amendments.write_text(json.dumps(items), encoding="utf-8")
    target = tmp_path / "forslag.html"
    assert main(["amend", files[0], str(amendments), "--list", "-o", str(target)]) == 0
    page = page_of(target)
    assert "Årsmötet den 14 mars 2026. Här står varje förslag" in words(page)
    assert facts(page, "1. Motion 3") == {
        "Förslag från": "Norra föreningen",
        "Gäller": "Åtagande 1 i Skolan: ny lydelse",
        "Före": "Anställ [borttaget: fler] lärare.",
        "Efter": "Anställ [nytt: många] lärare.",
    }
    assert facts(page, "2. Motion 7")["Plats"] == "Efter åtagande 1: ”Anställ fler lärare.”"
    assert facts(page, "3. Motion 9")["Text"] == "Ge alla elever arbetsro."


def test_the_same_bytes_each_time(files: tuple[str, str], tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        target = tmp_path / name / "andringar.pdf"
        main(["diff", *files, "-o", str(target)])
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_another_kind_of_file_is_refused_before_anything_is_done(files: tuple[str, str], tmp_path: Path) -> None:
    assert main(["diff", *files, "-o", str(tmp_path / "andringar.docx")]) == 2
    assert not (tmp_path / "andringar.docx").exists()


def test_amendments_of_every_kind_and_what_they_change(tmp_path: Path) -> None:
    """The papers that the gate judges: whole things are named as such, and each change has its motion."""
    folder = Path(__file__).parent.parent / "data" / "provkommun"
    old, amendments, new = folder / "provkommun.json", folder / "amendments.json", tmp_path / "new.json"
    for image in folder.glob("*.png"):
        (tmp_path / image.name).write_bytes(image.read_bytes())
    paper, changes = tmp_path / "forslag.html", tmp_path / "andringar.html"
    assert main(["amend", str(old), str(amendments), "-o", str(new)]) == 0
    assert main(["amend", str(old), str(amendments), "--list", "-o", str(paper)]) == 0
    assert main(["diff", str(old), str(new), "--amendments", str(amendments), "-o", str(changes)]) == 1
    page = page_of(paper)
    subjects = [words(row.getnext()) for row in page.iter("dt") if words(row) == "Gäller"]
    assert len(subjects) == len(json.loads(amendments.read_text(encoding="utf-8"))["amendments"])
    assert facts(page, "9. Motion 7")["Gäller"] == (
        "Cell i tabellen ”Elever per lärare i Provkommuns grundskolor” i Skolnämnden: ny lydelse"
    )
    assert facts(page, "13. Motion 11")["Gäller"] == "Hela avsnittet Flera språk: strykning"
    assert facts(page, "14. Motion 12")["Plats"] == "Efter avsnittet Fritidsnämnden"
    assert "Bygg två cykelvägar." in facts(page, "14. Motion 12")["Efter"]
    assert facts(page, "16. Motion 14")["Gäller"] == "Förklaring av ”LOV” i ordlistan: ny lydelse"
    assert facts(page, "17. Motion 15")["Plats"] == "Först i ordlistan"
    assert facts(page, "2. Motion 2")["Ny not"] == "Biblioteket hjälper den som vill."
    page = page_of(changes)
    assert facts(page, "Avsnitt: flytt")["Motion"] == "13, Norra föreningen"
    assert facts(page, "Åtagande 10: tillägg")["Motion"] == "12, Södra föreningen"
    changed = [section for section in page.iter("section") if "change" in (section.get("class") or "").split()]
    assert changed
    assert all("Motion" in {words(row) for row in section.iter("dt")} for section in changed)
