"""The review sheet: what a group reads, what it writes, and how that comes back into the source."""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from review_sheets import W, changed, filled, part, type_into, with_part
from test_status import renditions

import progpipe
from progpipe import labels
from progpipe.cli import main
from progpipe.editions import find_editions
from progpipe.errors import ValidationError
from progpipe.model import Programme
from progpipe.publication import Section, plain_text, walk
from progpipe.review import Remark, apply_sheet, docx_sheet, html_sheet, read_sheet, sheet
from progpipe.theme import read_theme

DATA = Path(__file__).parent / "data"
GROUP = {"date": "2026-11-25", "by": "Lästestgruppen"}
DRAFT, REVIEWED, APPROVED = "fria-laromedel", "frihet", "oppna-moten"
Json = dict[str, Any]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The test programme, in a folder of its own."""
    return shutil.copytree(DATA / "provkommun", tmp_path / "source") / "provkommun.json"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheet of the test programme, as the command writes it."""
    path = tmp_path_factory.mktemp("sheet") / "granskning.docx"
    assert main(["review", str(DATA / "provkommun" / "provkommun.json"), "--edition", "lattlast", "-o", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def apply(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Json]]:
    """Apply a sheet to the source; the exit status, and what is told to a machine."""

    def run(content: bytes, *options: str) -> tuple[int, Json]:
        path = tmp_path / "svar.docx"
        path.write_bytes(content)
        capsys.readouterr()
        status = main(["review", "--apply", str(path), str(source), "--json", *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return status, json.loads(said.out)

    return run


Apply = Callable[..., tuple[int, Json]]


def codes(data: Json) -> list[str]:
    return [problem["code"] for problem in data["problems"]]


def edit(source: Path, old: str, new: str) -> None:
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1
    source.write_text(text.replace(old, new), encoding="utf-8")


# --- the sheet ------------------------------------------------------------------------------


def tables(content: bytes) -> list[list[list[str]]]:
    """The tables of a Word document: rows of cells of text."""
    root = etree.fromstring(part(content))
    return [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in root.iter(f"{W}tbl")
    ]


def test_the_texts_stand_side_by_side_and_the_answer_below(empty: bytes) -> None:
    found = tables(empty)
    place = next(n for n, table in enumerate(found) if table[1][0].startswith("Alla elever ska ha tryckta"))
    assert found[place] == [
        ["Originaltext", "Text på lättläst svenska"],
        ["Alla elever ska ha tryckta läroböcker i alla teoretiska ämnen.", "Alla elever ska få läroböcker på papper."],
    ]
    header, answer = found[place + 1]
    assert header == ["Kod", "Ja/nej", "Kommentar", "Namn"]
    assert answer[0].startswith("fria-laromedel · ")
    assert answer[1:] == ["", "", ""]


def test_every_rendition_has_one_row_for_its_answer(empty: bytes, source: Path) -> None:
    rows = [table[1][0].split(" · ")[0] for table in tables(empty) if table[0][0] == "Kod"]
    assert sorted(rows) == sorted(renditions(source))


def test_the_same_source_gives_the_same_sheet(empty: bytes, source: Path, tmp_path: Path) -> None:
    assert main(["review", str(source), "-o", str(tmp_path / "igen.docx")]) == 0
    assert (tmp_path / "igen.docx").read_bytes() == empty


def test_the_sheet_is_an_accessible_document(empty: bytes) -> None:
    root = etree.fromstring(part(empty))
    headings = [style for style in root.iter(f"{W}pStyle") if style.get(f"{W}val", "").startswith("Heading")]
    assert len(headings) > 30
    for table in root.iter(f"{W}tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
    styles = etree.fromstring(part(empty, "word/styles.xml"))
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == "sv-SE"


def test_the_page_says_the_same_and_needs_no_script(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "granskning.html"
    assert main(["review", str(source), "-o", str(path)]) == 0
    page = html.document_fromstring(path.read_bytes())
    assert page.get("lang") == "sv"
    assert not page.xpath("//script | //input | //*[@src][not(starts-with(@src, 'data:'))]")
    for table in page.xpath("//main//table"):
        assert table.xpath("./caption and ./thead//th[@scope='col']")
    text = page.text_content()
    assert "Alla elever ska få läroböcker på papper." in text
    assert labels.REVIEW_STEPS_PAPER[0] in text
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))


def test_remarks_stand_with_the_text_that_they_are_about(provkommun: Programme) -> None:
    (edition,) = find_editions(provkommun, ["lattlast"])
    made = sheet(provkommun, edition, [Remark(id=DRAFT, severity="Varning", message="Ordet läroböcker är långt.")])
    (card,) = (node for node in walk(made) if isinstance(node, Section) and node.id == f"granska-commitment-{DRAFT}")
    assert "Varning: Ordet läroböcker är långt." in plain_text(card)
    assert plain_text(made).count("Ordet läroböcker är långt.") == 1


def test_a_stale_and_a_missing_text_are_pointed_out(source: Path) -> None:
    edit(source, "så att alla kan följa dem", "så att många kan följa dem")
    data = json.loads(source.read_text(encoding="utf-8"))
    del data["sections"][0]["renditions"]
    programme = progpipe.load(data, source.parent)
    text = plain_text(sheet(programme, find_editions(programme, ["lattlast"])[0]))
    assert text.count(labels.REVIEW_STANDING["stale"]) == 1
    assert text.count(labels.REVIEW_STANDING["missing"].format(variety="lättläst svenska")) == 1


def test_a_translation_is_marked_as_its_language(provkommun: Programme) -> None:
    """A screen reader changes its voice (WCAG 2.2, 3.1.2)."""
    data = json.loads((DATA / "provkommun" / "provkommun.json").read_text(encoding="utf-8"))
    data["renditions"]["en"] = {**data["renditions"]["sv-simple"], "title": "What we want to do"}
    programme = progpipe.load(data, DATA / "provkommun")
    english = progpipe.Edition(id="english", title="English", variety="en", stages=(), emitters=())
    page = html.document_fromstring(html_sheet(sheet(programme, english), read_theme("default")))
    assert page.xpath("string(//td//*[@lang='en'])") == "What we want to do"
    assert docx_sheet(sheet(programme, english), read_theme("default"))


def test_an_empty_sheet_may_be_replaced_and_answers_never(
    empty: bytes, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "granskning.docx"
    path.write_bytes(empty)
    assert main(["review", str(source), "-o", str(path)]) == 0
    for content in (filled(empty, {DRAFT: ("", "Bra!")}), b"something else"):
        path.write_bytes(content)
        assert main(["review", str(source), "-o", str(path)]) == 2
        assert path.read_bytes() == content
    assert "choose another name" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["-o", "a.pdf"], ["-o", "a.docx", "--apply", "a.docx"], ["-o", "a.docx", "--dry-run"],
     ["-o", "a.docx", "--edition", "standard"], ["-o", "a.docx", "--edition", "latlast"]],
)  # fmt: skip
def test_wrong_usage(arguments: list[str], source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["review", str(source), *arguments]) == 2
    assert not list(tmp_path.glob("a.*"))


def test_without_a_rendition_there_is_nothing_to_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "source.json"
    data = json.loads((DATA / "provkommun" / "provkommun.json").read_text(encoding="utf-8"))
    blocks = [{"type": "paragraph", "text": "Skolan är bra."}]
    data["sections"] = [{"id": "skolan", "type": "body", "title": "Skolan", "blocks": blocks}]
    del data["glossary"], data["renditions"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main(["review", str(path), "-o", str(tmp_path / "a.docx")]) == 2
    assert "no rendition in sv-simple yet" in capsys.readouterr().err


# --- the answers ----------------------------------------------------------------------------


def test_a_yes_sets_status_and_review_and_nothing_else(empty: bytes, apply: Apply, source: Path) -> None:
    before = source.read_text(encoding="utf-8").splitlines()
    status, data = apply(filled(empty, {DRAFT: ("ja", "", "")}, **GROUP))
    assert (status, data["problems"], data["applied"]) == (0, [], True)
    found = renditions(source)[DRAFT]
    assert (found["status"], found["review"]) == ("reviewed", {"by": "Lästestgruppen", "date": "2026-11-25"})
    after = source.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before) + 4, "the review, and nothing else is new"
    assert main(["fmt", "--check", str(source)]) == 0
    assert not progpipe.load(source).warnings


def test_a_sheet_that_decides_approves(empty: bytes, apply: Apply, source: Path) -> None:
    sheet = filled(empty, {DRAFT: ("Ja.", "", "Kim"), REVIEWED: ("JA", "", "")}, kind="Godkänd", **GROUP)
    status, data = apply(sheet)
    assert (status, data["problems"]) == (0, [])
    found = renditions(source)
    assert (found[DRAFT]["status"], found[DRAFT]["review"]["by"]) == ("approved", "Kim")
    assert (found[REVIEWED]["status"], found[REVIEWED]["review"]["by"]) == ("approved", "Lästestgruppen")


def test_a_no_and_comments_are_listed_and_change_nothing(empty: bytes, apply: Apply, source: Path) -> None:
    before = source.read_bytes()
    answers = {DRAFT: ("nej", "Papper är\nett svårt ord.", "Kim"), REVIEWED: ("", "Vad är frihet?", "")}
    status, data = apply(filled(empty, answers))
    assert (status, data["problems"], data["changed"]) == (0, [], [])
    said = {"id": DRAFT, "verdict": "nej", "comment": "Papper är ett svårt ord.", "name": "Kim"}
    assert data["rejected"] == [said]
    assert [item["id"] for item in data["commented"]] == [REVIEWED, DRAFT]
    assert source.read_bytes() == before


def test_a_review_takes_no_approval_back(empty: bytes, apply: Apply, source: Path) -> None:
    before = renditions(source)[APPROVED]
    status, data = apply(filled(empty, {APPROVED: ("ja", "", "")}, **GROUP))
    assert (status, data["kept"], data["changed"]) == (0, [APPROVED], [])
    assert renditions(source)[APPROVED] == before


def test_a_yes_to_a_stale_pair_is_about_the_text_as_it_is_now(apply: Apply, source: Path, tmp_path: Path) -> None:
    edit(source, "så att alla kan följa dem", "så att många kan följa dem")
    assert main(["review", str(source), "-o", str(tmp_path / "ny.docx")]) == 0
    status, data = apply(filled((tmp_path / "ny.docx").read_bytes(), {APPROVED: ("ja", "", "")}, **GROUP))
    assert (status, [item["before"] for item in data["changed"]]) == (0, ["stale"])
    assert not progpipe.load(source).warnings
    assert renditions(source)[APPROVED]["status"] == "reviewed"


def test_a_dry_run_says_it_and_does_nothing(empty: bytes, apply: Apply, source: Path) -> None:
    before = source.read_bytes()
    status, data = apply(filled(empty, {DRAFT: ("ja", "", "")}, **GROUP), "--dry-run")
    assert (status, data["applied"], [item["id"] for item in data["changed"]]) == (0, False, [DRAFT])
    assert source.read_bytes() == before


def test_people_are_told_too(empty: bytes, source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "svar.docx"
    path.write_bytes(filled(empty, {DRAFT: ("ja", "", ""), REVIEWED: ("nej", "För kort.", "Kim")}, **GROUP))
    assert main(["review", "--apply", str(path), str(source)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{DRAFT}: was draft, is reviewed (by Lästestgruppen, 2026-11-25)",
        f"{REVIEWED}: no (Kim): För kort.",
        "1 changed, 1 said no, 1 commented, 28 without an answer",
    ]


def test_a_sheet_that_libreoffice_has_saved(apply: Apply, source: Path) -> None:
    """Opened in LibreOffice, saved as ODT, and as DOCX again: the fixture was made so from a sheet filled in.

    Where the test programme changes, make it anew: docs/review.md tells how.
    """
    status, data = apply((DATA / "granskning-libreoffice.docx").read_bytes())
    assert (status, data["problems"]) == (0, [])
    assert [(item["id"], item["by"], item["date"]) for item in data["changed"]] == [
        (REVIEWED, "Lästestgruppen i Provkommun", "2026-11-25"),
        (DRAFT, "Kim Provsson", "2026-11-25"),
    ]
    assert data["kept"] == [APPROVED]
    assert [(item["id"], item["comment"]) for item in data["rejected"]] == [
        ("lek-och-sprak", "Barn som inte talar då?")
    ]
    assert {item["id"] for item in data["commented"]} == {DRAFT, "lek-och-sprak", "ordet-lov"}
    assert renditions(source)[DRAFT]["status"] == "reviewed"


def test_what_word_does_to_a_document_is_no_matter(empty: bytes, apply: Apply) -> None:
    """Runs split and wrapped, answers as tracked insertions, one deleted, a table moved to the end."""

    def work(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            if "läroböcker" in (text.text or ""):
                run = text.getparent()
                first, last = (text.text or "").split("böcker", 1)
                text.text = first
                other = etree.fromstring(etree.tostring(run))
                other.find(f"{W}t").text = "böcker" + last
                run.addnext(other)
        row = next(row for row in root.iter(f"{W}tr") if "".join(row.itertext()).startswith(DRAFT))
        paragraph = row[2].find(f"{W}p") if row[0].tag == f"{W}trPr" else row[1].find(f"{W}p")
        paragraph.append(
            etree.fromstring(
                f'<w:x xmlns:w="{W[1:-1]}"><w:del><w:r><w:delText>nej</w:delText></w:r></w:del>'
                "<w:moveFrom><w:r><w:t>nej</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>J</w:t></w:r>"
                "<w:r><w:softHyphen/><w:t>a</w:t></w:r></w:ins></w:x>"
            )
        )
        table = row.getparent()
        table.getparent().append(table)

    status, data = apply(changed(filled(empty, {}, **GROUP), work))
    assert (status, data["problems"]) == (0, [])
    assert [item["id"] for item in data["changed"]] == [DRAFT]


def test_comments_in_the_margin_are_not_lost(empty: bytes, apply: Apply) -> None:
    inside = '<w:comment w:author="Kim"><w:p><w:r><w:t>Fint!</w:t></w:r></w:p></w:comment>'
    comment = f'<w:comments xmlns:w="{W[1:-1]}">{inside}</w:comments>'
    status, data = apply(with_part(empty, comment.encode(), "word/comments.xml"))
    assert (status, codes(data), data["margin"]) == (0, ["P618"], ["Kim: Fint!"])


@pytest.mark.parametrize("text", ["2026-11-25", "25 november 2026", " 25 November 2026. "])
def test_a_date_as_people_write_it(text: str, empty: bytes, apply: Apply) -> None:
    status, data = apply(filled(empty, {DRAFT: ("ja", "", "")}, by="Kim", date=text))
    assert (status, data["changed"][0]["date"]) == (0, "2026-11-25")


# --- what is refused ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "answers", "fields"),
    [
        ("P606", {}, {}),
        ("P610", {DRAFT: ("ja",)}, {**GROUP, "kind": "kanske"}),
        ("P611", {DRAFT: ("ja",)}, {"by": "Kim"}),
        ("P611", {DRAFT: ("ja",)}, {"by": "Kim", "date": "2026-02-30"}),
        ("P611", {DRAFT: ("ja",)}, {"by": "Kim", "date": "igår"}),
        ("P612", {DRAFT: ("ja, men",)}, GROUP),
        ("P614", {DRAFT: ("ja",)}, {"date": "2026-11-25"}),
    ],
)
def test_what_is_wrong_with_the_answers(  # noqa: PLR0917
    code: str, answers: dict[str, tuple[str, ...]], fields: dict[str, str], empty: bytes, apply: Apply, source: Path
) -> None:
    if code == "P606":
        edit(source, '"id": "provkommun-2027-2030"', '"id": "provkommun-2031-2034"')
    before = source.read_bytes()
    status, data = apply(filled(empty, answers, **fields))
    assert (status, codes(data), data["applied"]) == (1, [code], False)
    assert source.read_bytes() == before


def test_two_answers_about_one_text(empty: bytes, apply: Apply) -> None:
    def twice(root: etree._Element) -> None:
        row = next(row for row in root.iter(f"{W}tr") if "".join(row.itertext()).startswith(DRAFT))
        other = etree.fromstring(etree.tostring(row))
        type_into(other.findall(f"{W}tc")[1], "nej")
        row.addnext(other)

    status, data = apply(changed(filled(empty, {DRAFT: ("ja",)}, **GROUP), twice))
    assert (status, codes(data)) == (1, ["P613"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Alla elever ska ha tryckta", "Alla barn ska ha tryckta"),
        ("Alla elever ska få läroböcker på papper.", "Alla barn ska få läroböcker på papper."),
    ],
)
def test_a_text_that_changed_since_is_refused_and_nothing_is_applied(
    old: str, new: str, empty: bytes, apply: Apply, source: Path
) -> None:
    edit(source, old, new)
    before = source.read_bytes()
    status, data = apply(filled(empty, {DRAFT: ("ja",), REVIEWED: ("ja",)}, **GROUP))
    assert (status, codes(data)) == (1, ["P616"])
    (problem,) = data["problems"]
    assert DRAFT in problem["message"]
    assert (problem["file"], problem["pointer"]) == (
        str(source),
        "/sections/2/sections/1/commitments/2/renditions/sv-simple",
    )
    assert problem["line"]
    assert source.read_bytes() == before
    status, data = apply(filled(empty, {REVIEWED: ("ja",)}, **GROUP))
    assert (status, [item["id"] for item in data["changed"]]) == (0, [REVIEWED]), "the others are as good as before"


def test_a_text_that_is_gone_is_refused(empty: bytes, apply: Apply, source: Path) -> None:
    data = json.loads(source.read_text(encoding="utf-8"))
    data["glossary"].pop()
    source.write_text(json.dumps(data), encoding="utf-8")
    status, said = apply(filled(empty, {"ordet-medborgarforslag": ("ja",)}, **GROUP))
    assert (status, codes(said)) == (1, ["P615"])


def test_a_text_that_was_changed_in_the_sheet_is_refused(empty: bytes, apply: Apply) -> None:
    """Otherwise a yes to other words would be a yes to these."""

    def better(root: etree._Element) -> None:
        for text in root.iter(f"{W}t"):
            text.text = (text.text or "").replace("läroböcker på papper", "böcker på papper")

    status, data = apply(changed(filled(empty, {DRAFT: ("ja",)}, **GROUP), better))
    assert (status, codes(data)) == (1, ["P617"])


def test_all_problems_come_at_once(empty: bytes, apply: Apply) -> None:
    status, data = apply(filled(empty, {DRAFT: ("ja",), REVIEWED: ("tja",)}, kind="?", date="?"))
    assert (status, codes(data)) == (1, ["P610", "P611", "P612", "P614"])


# --- files that are no sheets ---------------------------------------------------------------

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd"><x/>'


def zipped(method: int = ZIP_DEFLATED, **parts: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def lies() -> bytes:
    """A part that is far larger than the container says that it is."""
    content = zipped(word__document_xml=bytes(20 << 20))
    return content.replace(struct.pack("<I", 20 << 20), struct.pack("<I", 1000))


NO_SHEETS: dict[str, tuple[str, bytes]] = {
    "nothing": ("P602", b""),
    "no zip": ("P602", b"PK\x03\x04 is all that it has of one"),
    "cut off": ("P602", zipped(word__document_xml=b"<x/>")[:-30]),
    "another zip": ("P602", zipped(mimetype=b"application/epub+zip")),
    "packed strangely": ("P602", zipped(ZIP_LZMA, word__document_xml=b"<x/>")),
    "a bomb": ("P603", zipped(word__document_xml=bytes(17 << 20))),
    "a bomb that lies": ("P602", lies()),
    "too large": ("P603", bytes((16 << 20) + 1)),
    "many parts": ("P603", zipped(**{f"a{n}": b"" for n in range(5001)}, word__document_xml=b"<x/>")),
    "no XML": ("P604", zipped(word__document_xml=b"<x>")),
    "no text": ("P604", zipped(word__document_xml=b"")),
    "entities": ("P604", zipped(word__document_xml=BOMB)),
    "a document type elsewhere": ("P604", zipped(word__document_xml=OUTSIDE)),
    "too deep": ("P604", zipped(word__document_xml=b"<x>" * 100_000)),
    "broken comments": ("P604", zipped(word__document_xml=b"<x/>", word__comments_xml=BOMB)),
    "another document": ("P605", zipped(word__document_xml=b"<x/>")),
}


@pytest.mark.parametrize("name", NO_SHEETS)
def test_a_file_that_is_no_sheet(name: str, apply: Apply, source: Path) -> None:
    code, content = NO_SHEETS[name]
    before = source.read_bytes()
    status, data = apply(content)
    assert (status, codes(data)) == (1, [code])
    assert all(problem["hint"] for problem in data["problems"])
    assert source.read_bytes() == before


def test_a_file_that_is_not_there(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (tmp_path, tmp_path / "nowhere.docx", Path("a\0b")):
        assert main(["review", "--apply", str(path), str(source)]) == 1
        assert "P601" in capsys.readouterr().err


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damage=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_sheet_is_a_problem_or_a_sheet(damage: list[tuple[float, int]], empty: bytes, tmp_path: Path) -> None:
    damaged = bytearray(empty)
    for place, byte in damage:
        damaged[int(place * (len(damaged) - 1))] = byte
    path = tmp_path / "damaged.docx"
    path.write_bytes(damaged)
    try:
        assert read_sheet(path).answers
    except ValidationError as error:
        found = {problem.code for problem in error.problems}
    else:
        found = set()
    assert found <= {"P602", "P603", "P604", "P605"}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verdict=st.sampled_from(["ja", "nej", ""]), comment=st.text(max_size=60), name=st.text(max_size=60))
def test_whatever_people_write_comes_back_or_is_refused(  # noqa: PLR0917
    verdict: str, comment: str, name: str, empty: bytes, provkommun: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "svar.docx"
    try:
        path.write_bytes(filled(empty, {DRAFT: (verdict, comment, name)}, **GROUP))
    except ValueError:  # what XML cannot hold cannot be typed either
        return
    answers = read_sheet(path)
    (answer,) = (answer for answer in answers.answers if answer.id == DRAFT)
    assert answer.verdict == verdict
    try:
        outcome = apply_sheet(provkommun, "sv-simple", answers)
    except ValidationError:
        return
    assert [change.id for change in outcome.changes] == ([DRAFT] if verdict == "ja" else [])
    assert progpipe.load(outcome.text.encode("utf-8"), provkommun.base)
