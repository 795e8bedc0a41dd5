"""`progpipe import` as people call it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from documents import docx, p

from progpipe.cli.main import main

ROOT = Path(__file__).parent.parent.parent
TEST = ROOT / "tests" / "data" / "provkommun"
TEXT = (
    "Program för Lillby 2027-2030\n\nFramtidspartiet\n\nINLEDNING\n\nVi vill växa. Vi vill bo bra. Vi vill må bra.\n\n"
    "SKOLNÄMNDEN\n\nVi vill ha mindre klasser. Vi tror på läraren. Vi börjar nu.\n\n"
    "Anställ tio lärare.\n\nÖppna biblioteket."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "program.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_writes_a_source_that_is_valid_and_canonical(folder: Path) -> None:
    assert main(["import", "program.txt", "-o", "lillby-2027.json"]) == 0
    assert main(["validate", "lillby-2027.json"]) == 0
    assert main(["fmt", "--check", "lillby-2027.json"]) == 0
    assert json.loads((folder / "lillby-2027.json").read_text())["id"] == "lillby-2027"


def test_never_overwrites(folder: Path) -> None:
    (folder / "lillby.json").write_text("mitt", encoding="utf-8")
    assert main(["import", "program.txt", "-o", "lillby.json"]) == 2
    assert (folder / "lillby.json").read_text() == "mitt"


@pytest.mark.parametrize("arguments", [[], ["-o", "lillby.txt"], ["-o", "ingen/lillby.json"]])
def test_wrong_usage(arguments: list[str], folder: Path) -> None:
    assert main(["import", "program.txt", *arguments]) == 2


@pytest.mark.parametrize(("name", "code"), [("ingen.docx", "P701"), ("program.pdf", "P702"), ("program.docx", "P703")])
def test_what_cannot_be_read(name: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if name != "ingen.docx":
        shutil.copy("program.txt", name)
    assert main(["import", name, "-o", "lillby.json", "--json"]) == 1
    assert [problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"]] == [code]
    assert not (folder / "lillby.json").exists()


def test_a_gap_is_written_told_and_filled_by_an_update(folder: Path) -> None:
    body = (p("Inledning", "Rubrik1"), p("Vi vill växa."))
    (folder / "a.docx").write_bytes(docx(p("Program för Lillby", "Rubrik"), p("Framtidspartiet"), *body))
    assert main(["import", "a.docx", "-o", "lillby.json"]) == 1
    assert main(["validate", "lillby.json"]) == 1
    (folder / "a.docx").write_bytes(docx(p("Program för Lillby 2027-2030", "Rubrik"), p("Framtidspartiet"), *body))
    assert main(["import", "a.docx", "--update", "lillby.json"]) == 0
    assert main(["validate", "lillby.json"]) == 0


def test_an_update_keeps_what_a_document_cannot_know(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", "program.txt", "-o", "lillby.json"])
    source = json.loads((folder / "lillby.json").read_text())
    promise = source["sections"][1]["commitments"][0]
    promise["id"] = "tio-larare"
    promise["renditions"] = {"sv-simple": {"status": "draft", "basis": "0" * 64, "text": "Tio lärare."}}
    source["glossary"] = [{"id": "ordet-klass", "term": "klass", "explanation": "En grupp elever."}]
    (folder / "lillby.json").write_text(json.dumps(source), encoding="utf-8")
    changed = TEXT.replace("tio lärare", "tolv lärare i år").replace(
        "Öppna biblioteket.", "Riv parkeringen vid torget."
    )
    (folder / "program.txt").write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "program.txt", "--update", "lillby.json", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    states = {found["id"]: found["state"] for found in said["matches"]}
    assert states["tio-larare"] == "reworded"
    assert states["oppna-biblioteket"] == "gone"
    assert states["riv-parkeringen-torget"] == "new"
    assert "P721" in [problem["code"] for problem in said["problems"]]
    updated = json.loads((folder / "lillby.json").read_text())
    kept = updated["sections"][1]["commitments"][0]
    assert kept == {**promise, "text": "Anställ tolv lärare i år."}
    assert updated["glossary"] == source["glossary"]


def test_an_update_that_says_the_same_writes_the_same_bytes(folder: Path) -> None:
    main(["import", "program.txt", "-o", "lillby.json"])
    before = (folder / "lillby.json").read_bytes()
    assert main(["import", "program.txt", "--update", "lillby.json"]) == 0
    assert (folder / "lillby.json").read_bytes() == before


@pytest.mark.parametrize(
    ("lines", "release"),
    [
        ([], {"version": "1", "status": "draft"}),
        (["Antaget den 14 mars 2026"], {"version": "1", "date": "2026-03-14", "status": "adopted"}),
        (["Version 2.1", "Antagen 2026-03-14."], {"version": "2.1", "date": "2026-03-14", "status": "adopted"}),
        (["Version: 3"], {"version": "3", "status": "draft"}),
    ],
)
def test_the_first_page_says_which_text_it_is(lines: list[str], release: dict[str, str], folder: Path) -> None:
    stated = TEXT.replace("Framtidspartiet\n", "\n\n".join(["Framtidspartiet", *lines, ""]))
    (folder / "program.txt").write_text(stated, encoding="utf-8")
    assert main(["import", "program.txt", "-o", "lillby.json"]) == 0
    source = json.loads((folder / "lillby.json").read_text())
    assert source["release"] == release
    assert source["publisher"] == {"name": "Framtidspartiet"}


def test_who_adopted_it_is_told_to_be_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stated = TEXT.replace("Framtidspartiet\n", "Framtidspartiet\n\nAntaget av årsmötet den 14 mars 2026\n")
    (folder / "program.txt").write_text(stated, encoding="utf-8")
    main(["import", "program.txt", "-o", "lillby.json", "--json"])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], "av årsmötet" in problem["message"]) == ("P716", True)


@pytest.mark.parametrize("line", ["Antaget den 31 februari 2026", "Antaget den ² mars 2026", "Antaget snart"])
def test_a_day_that_there_is_not_adopts_nothing(line: str, folder: Path) -> None:
    (folder / "program.txt").write_text(TEXT.replace("Vi vill växa.", f"{line}\n\nVi vill växa."), encoding="utf-8")
    main(["import", "program.txt", "-o", "lillby.json"])
    text = (folder / "lillby.json").read_text()
    assert line in text
    assert json.loads(text)["release"]["status"] == "draft"


def test_an_update_adopts_and_what_the_document_does_not_say_stays(folder: Path) -> None:
    main(["import", "program.txt", "-o", "lillby.json"])
    stated = TEXT.replace("Framtidspartiet\n", "Framtidspartiet\n\nAntaget den 14 mars 2026\n")
    for text in (stated, TEXT):
        (folder / "program.txt").write_text(text, encoding="utf-8")
        assert main(["import", "program.txt", "--update", "lillby.json"]) == 0
        release = json.loads((folder / "lillby.json").read_text())["release"]
        assert release == {"version": "1", "date": "2026-03-14", "status": "adopted"}


def test_an_adopted_programme_that_we_export_is_adopted_when_it_comes_back(folder: Path) -> None:
    source = json.loads((TEST / "provkommun.json").read_text(encoding="utf-8"))
    source["release"] = {"version": "4", "date": "2026-03-14", "status": "adopted"}
    shutil.copytree(TEST, folder / "prov")
    (folder / "prov" / "provkommun.json").write_text(json.dumps(source), encoding="utf-8")
    main(["build", "prov/provkommun.json", "--edition", "standard", "--format", "docx"])
    (document,) = folder.glob("dist/*/*.docx")
    main(["import", str(document), "-o", "igen.json"])
    assert json.loads((folder / "igen.json").read_text())["release"] == source["release"]


def test_an_image_that_gets_its_words_keeps_its_file(folder: Path) -> None:
    shutil.copy(TEST / "skolgard.png", folder)
    for alternative in ("", "En skolgård."):
        shown = TEXT.replace("Vi vill växa.", f"![{alternative}](skolgard.png)\n\nVi vill växa.")
        (folder / "program.md").write_text(shown.replace("INLEDNING", "# Inledning"), encoding="utf-8")
        main(["import", "program.md", *(["--update", "a.json"] if alternative else ["-o", "a.json"])])
    assert '"alternative": "En skolgård."' in (folder / "a.json").read_text()
    assert [path.name for path in folder.glob("a-bild-*")] == ["a-bild-1.png"]
