"""What `load` says about a programme that is right but for one thing: changes.txt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from changes import AT_NAME, MINIMAL, Case, cases, check_place
from PIL import ImageFile

import progpipe
from progpipe.errors import Problem, Severity, ValidationError
from progpipe.load import rules

CASES = cases("changes.txt")


def problems(source: Path | bytes | Mapping[str, Any], base: Path | None = None) -> tuple[bool, tuple[Problem, ...]]:
    """Whether the source is valid, and what is said about it."""
    try:
        return True, progpipe.load(source, base).warnings
    except ValidationError as error:
        return False, error.problems


def severest(found: tuple[Problem, ...]) -> Severity | None:
    return min((problem.severity for problem in found), default=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_change(case: Case, images: Path) -> None:
    source = case.source()
    text = json.dumps(source, indent=2)
    valid, found = problems(text.encode(), images)
    assert [(problem.code, problem.pointer) for problem in found] == case.problems
    assert valid == case.valid == (severest(found) is not Severity.ERROR)
    for problem in found:
        check_place(problem, text, source)
        assert problem.message
        assert problem.hint


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mapping_has_the_same_problems_and_no_lines(case: Case, images: Path) -> None:
    valid, found = problems(case.source(), images)
    assert [(problem.code, problem.pointer) for problem in found] == case.problems
    assert valid == case.valid
    assert {(problem.line, problem.column, problem.file) for problem in found} <= {(None, None, None)}


def test_a_file_is_named_and_its_folder_has_the_images(images: Path) -> None:
    path = images / "prov.json"
    figure = '"figure", "decorative": true, "image": "lank.png"'
    text = (
        MINIMAL.replace('"body"', '"bodi"')
        .replace('"paragraph"', figure)
        .replace('"text": "Varje', '"caption": "Varje')
    )
    path.write_text(text, "utf-8")
    found = problems(path)[1]
    assert [problem.code for problem in found] == ["P205", "P115"]
    assert {problem.file for problem in found} == {str(path)}
    path.write_text(text.replace('"bodi"', '"body"').replace("lank.png", "gard.jpg"), "utf-8")
    assert problems(path) == (True, ())
    # From bytes there is no folder, unless it is named.
    assert [problem.code for problem in problems(path.read_bytes())[1]] == ["P115"]
    assert problems(path.read_bytes(), images) == (True, ())


def test_an_image_that_ends_in_the_middle_is_none_either_after_a_pdf_was_made(
    images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint changes how Pillow reads, for the whole process."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    figure = '"figure", "decorative": true, "image": "halv.png"'
    text = MINIMAL.replace('"paragraph"', figure).replace('"text": "Varje', '"caption": "Varje')
    assert [problem.code for problem in problems(text.encode(), images)[1]] == ["P121"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_warning_names_the_file_too(tmp_path: Path) -> None:
    path = tmp_path / "prov.json"
    path.write_text(MINIMAL.replace('"Prov"', '"Pro\u0308v"'), "utf-8")
    assert [(p.code, p.file, p.line, p.column) for p in progpipe.load(path).warnings] == [("P119", str(path), 4, 12)]


def test_every_rule_of_the_loader_has_a_case_here() -> None:
    told = {code for case in CASES for code, _ in case.problems}
    assert told >= {rule.__globals__["__doc__"][:4] for rule in rules.RULES}
    assert told >= {"P009", "P115", "P120", "P121", "P122", *(f"P20{number}" for number in range(1, 8))}
    assert {"P203"} == AT_NAME
