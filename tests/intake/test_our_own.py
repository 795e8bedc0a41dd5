"""What progpipe exports comes back: the same sections, the same words, the same commitments."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from shape import letters, shape, texts, words

import progpipe
from progpipe.errors import Severity
from progpipe.intake import State, import_document, update_source

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT / "source" / "alingsas-2027-2030.json"
TEST = ROOT / "tests" / "data" / "provkommun" / "provkommun.json"
ORIGINAL = ROOT / "tests" / "data" / "handlingsprogram-2027-2030.txt"
FORMATS = ("docx", "odt", "html")
NUMBERS = [3, 13, 8, 7, 7, 9, 7, 8, 7, 5]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    for source in (REAL, TEST):
        progpipe.build(progpipe.load(source), out=folder, editions=["standard"], formats=FORMATS)
    return folder


def source_of(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def sections(programme: Any) -> list[Any]:
    found = []
    for section in programme["sections"]:
        found += [section, *sections({"sections": section.get("sections", [])})]
    return found


def test_the_original_gives_the_source_to_the_letter() -> None:
    made = json.loads(import_document(ORIGINAL, "alingsas-2027-2030").text)
    wanted = source_of(REAL)
    assert made["title"] == wanted["title"]
    assert made["period"] == wanted["period"]
    assert made["publisher"]["name"] == wanted["publisher"]["name"]
    found = [
        (s["type"], s["title"], s.get("blocks", []), [c["text"] for c in s.get("commitments", [])])
        for s in sections(made)
    ]
    right = [
        (s["type"], s["title"], s.get("blocks", []), [c["text"] for c in s.get("commitments", [])])
        for s in sections(wanted)
    ]
    assert found == right
    assert [len(section["commitments"]) for section in sections(made) if "commitments" in section] == NUMBERS


def test_no_character_of_the_original_is_lost() -> None:
    made = import_document(ORIGINAL, "program")
    source = json.loads(made.text)
    said = [words(source["title"]), source["publisher"]["name"]]
    for section in sections(source):
        said += [section["title"], *texts(section.get("blocks", [])), *texts(section.get("commitments", []))]
    said += [gone.text for gone in made.document.removed]
    original = ORIGINAL.read_text(encoding="utf-8")
    assert letters("".join(said)) == letters(words(original.replace("\n", " ")))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("source", [REAL, TEST], ids=["real", "test"])
def test_an_export_comes_back(source: Path, kind: str, exported: Path) -> None:
    wanted = source_of(source)
    made = import_document(exported / wanted["id"] / f"{wanted['id']}.{kind}", "program")
    found = json.loads(made.text)
    assert not [problem for problem in made.problems if problem.severity is Severity.ERROR]
    assert made.problems == ()
    assert found["publisher"]["name"] == wanted["publisher"]["name"]
    assert found["period"] == wanted["period"]
    assert len(found["glossary"]) == len(wanted["glossary"])
    # A link without words of its own is exported with the title that it leads to.
    plain = json.loads(json.dumps(wanted).replace("[](#skolnamnden)", "Skolnämnden"))
    assert shape(found) == shape(plain)


def test_a_commitment_that_is_taken_out_in_word_takes_no_other_with_it(exported: Path, tmp_path: Path) -> None:
    """Word does not number the lists after it anew."""
    shutil.copytree(REAL.parent, tmp_path, dirs_exist_ok=True)
    name, gone = source_of(REAL)["id"], sections(source_of(REAL))[9]["commitments"][1]
    document = docx.Document(str(exported / name / f"{name}.docx"))
    (line,) = [line for line in document.paragraphs if line.text == words(gone["text"])]
    line._p.getparent().remove(line._p)
    document.save(str(tmp_path / "ny.docx"))
    made = update_source(tmp_path / "ny.docx", tmp_path / REAL.name)
    assert [(found.id, found.state) for found in made.matches if found.state is not State.SAME] == [
        (gone["id"], State.GONE)
    ]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("source", [REAL, TEST], ids=["real", "test"])
def test_an_export_that_nobody_changed_changes_nothing(source: Path, kind: str, exported: Path, tmp_path: Path) -> None:
    shutil.copytree(source.parent, tmp_path, dirs_exist_ok=True)
    name = source_of(source)["id"]
    made = update_source(exported / name / f"{name}.{kind}", tmp_path / source.name)
    assert made.text == source.read_text(encoding="utf-8")
    assert {found.state for found in made.matches} == {State.SAME}
    assert made.images == {}
