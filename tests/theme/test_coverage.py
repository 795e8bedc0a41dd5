"""Characters that the fonts lack: each is named, with its place in the source."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from every_kind import every_kind
from fontTools.ttLib import TTFont

from progpipe import publication as p
from progpipe.build import prepare
from progpipe.cli import main
from progpipe.errors import BuildError
from progpipe.interfaces import Context
from progpipe.load import load
from progpipe.publication import Publication
from progpipe.theme import Font, Theme, missing_characters, read_theme
from progpipe.theme.fonts import characters

Edition = tuple[Context, Publication]
DATA = Path(__file__).parent.parent / "data" / "provkommun"
ALINGSAS = Path(__file__).parent.parent.parent / "source" / "alingsas-2027-2030.json"
DEFAULT = read_theme("default")


def test_the_programmes_are_covered(
    real: tuple[Context, Publication], editions: list[tuple[Context, Publication]]
) -> None:
    for context, publication in (real, *editions):
        assert missing_characters(publication, context.theme) == ()


def sheet_of(text: str) -> Publication:
    paragraph = p.Paragraph(id="a", pointer="/sections/0/blocks/1", children=(p.Text(value=text),))
    return replace(every_kind(), sections=(replace(every_kind().sections[0], blocks=(paragraph,)),))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hej \U0001f600!", "\U0001f600 U+1F600 GRINNING FACE"),
        ("السلام", "ا U+0627 ARABIC LETTER ALEF"),
        ("H\u2082O", "\u2082 U+2082 SUBSCRIPT TWO"),
        ("a\u3000b", "U+3000 IDEOGRAPHIC SPACE"),
        ("\ue000", "U+E000 without a name"),
    ],
)
def test_a_character_is_named_with_its_place(text: str, named: str) -> None:
    first = missing_characters(sheet_of(text), DEFAULT)[0]
    assert (first.code, first.pointer) == ("P420", "/sections/0/blocks/1")
    assert first.message == f"the fonts of the theme 'default' lack {named}"
    assert first.hint


def test_each_character_is_told_once_in_each_place() -> None:
    assert len(missing_characters(sheet_of("☃ ☃ ☃"), DEFAULT)) == 1
    family = "\U0001f468\u200d\U0001f469\ufe0f"  # two faces, a joiner and a selector, which have no shape of their own
    found = [problem.message.rpartition("U+")[2] for problem in missing_characters(sheet_of(family), DEFAULT)]
    assert found == ["1F468 MAN", "1F469 WOMAN"]


def test_invisible_marks_need_no_shape() -> None:
    assert missing_characters(sheet_of("till\u00adväxt\u2060 \u200bx"), DEFAULT) == ()


def test_a_theme_without_fonts_has_nothing_to_check_against() -> None:
    assert missing_characters(sheet_of("☃"), replace(DEFAULT, fonts=())) == ()


def without(font: Font, character: str) -> Font:
    """The same face, without one character."""
    buffer = BytesIO()
    with TTFont(BytesIO(font.print)) as file:
        for table in file["cmap"].tables:
            table.cmap.pop(ord(character), None)
        file.save(buffer)
    return replace(font, print=buffer.getvalue(), characters=characters(buffer.getvalue()))


def test_a_character_must_be_in_every_face_of_a_family() -> None:
    """A heading is bold: what only the regular face has is an empty box there."""
    poor: Theme = replace(DEFAULT, fonts=(*DEFAULT.fonts[:-1], without(DEFAULT.fonts[-1], "é")))
    assert "é" in poor.fonts[0].characters
    assert [q.message for q in missing_characters(sheet_of("kafé"), poor)] == [
        "the fonts of the theme 'default' lack é U+00E9 LATIN SMALL LETTER E WITH ACUTE"
    ]


# --- in a source ----------------------------------------------------------------------------

PLACES: dict[str, Callable[[Any], None]] = {
    "/title": lambda data: data.update(title="Program ☃"),
    "/publisher": lambda data: data["publisher"].update(name="Partiet ☃"),
    "/sections/0": lambda data: data["sections"][0].update(title="Inledning ☃"),
    "/sections/0/blocks/1": lambda data: data["sections"][0]["blocks"][1].update(text="Snö: **☃**."),
    "/contact": lambda data: data.update(contact={"name": "☃"}),
}


def source(folder: Path, change: Callable[[Any], None]) -> Path:
    data = json.loads(ALINGSAS.read_text(encoding="utf-8"))
    data.pop("$schema")
    change(data)
    path = folder / "program.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


@pytest.mark.parametrize("place", PLACES)
def test_the_place_in_the_source(place: str, tmp_path: Path) -> None:
    path = source(tmp_path, PLACES[place])
    with pytest.raises(BuildError) as caught:
        prepare(load(path))
    found = [problem.pointer for problem in caught.value.problems]
    assert place in found
    assert {problem.file for problem in caught.value.problems} == {str(path)}


def test_the_command_line_shows_the_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = source(tmp_path, PLACES["/sections/0/blocks/1"])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert main(["build", str(path), "--out", str(tmp_path / "dist")]) == 1
    message = next(line for line in capsys.readouterr().err.splitlines() if "error P420" in line)
    line = int(message.removeprefix(f"{path}:").partition(":")[0])
    assert "☃" in "".join(lines[line - 1 : line + 3])
    assert "error P420: the fonts of the theme 'default' lack ☃ U+2603 SNOWMAN" in message
    assert not (tmp_path / "dist").exists()


def test_the_problems_of_all_editions_come_at_once(tmp_path: Path) -> None:
    folder = shutil.copytree(DATA, tmp_path / "prov")
    path = folder / "provkommun.json"
    text = path.read_text(encoding="utf-8").replace("en hel mandatperiod", "en hel ☃").replace("trivas här", "trivas ☃")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        prepare(load(path))
    assert {problem.pointer for problem in caught.value.problems} == {
        "/sections/0/blocks/0",
        "/sections/0/renditions/sv-simple/blocks/1",
    }
