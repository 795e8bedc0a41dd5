"""What is wrong with a file or its text, before there is a programme: P000 to P012, and text.txt."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from changes import FOLDER, MINIMAL

import progpipe
from progpipe.errors import Problem, Severity, ValidationError
from progpipe.load import canonical_text


def text_cases() -> dict[str, tuple[str, list[str]]]:
    """The text and the expected problems of each case in text.txt."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    name = ""
    for line in (FOLDER / "text.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("    => "):
            found[name][1].append(line.removeprefix("    => "))
        elif line.startswith("    "):
            found[name][0].append(line[4:])
        elif line and not line.startswith("#"):
            name = line
            found[name] = ([], [])
    return {name: ("\n".join(text), problems) for name, (text, problems) in found.items()}


TEXTS = text_cases()


def problems(source: Path | str | bytes | Mapping[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(ValidationError) as caught:
        progpipe.load(source)
    return caught.value.problems


def only(source: Path | str | bytes | Mapping[str, Any]) -> tuple[str, int | None, int | None]:
    (problem,) = problems(source)
    assert problem.severity is Severity.ERROR
    assert problem.hint
    return problem.code, problem.line, problem.column


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(name: str) -> None:
    text, expected = TEXTS[name]
    found = [p for p in problems(text.encode()) if p.code.startswith("P0")]
    assert [f"{p.code} {p.line}:{p.column}" for p in found] == expected
    assert all(p.message and p.hint for p in found)


# --- the file -------------------------------------------------------------------------------


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert only(tmp_path / "saknas.json") == ("P001", None, None)
    assert problems(tmp_path / "saknas.json")[0].file == str(tmp_path / "saknas.json")


def test_a_folder(tmp_path: Path) -> None:
    assert only(tmp_path) == ("P001", None, None)
    assert only("") == ("P001", None, None)


def test_a_pipe_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "ror.json")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    assert only(tmp_path / "ror.json") == ("P001", None, None)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert only(str(tmp_path / "a\0b.json")) == ("P001", None, None)
    assert only(str(tmp_path / ("a" * 300))) == ("P001", None, None)
    assert only(str(tmp_path / "\ud83d.json")) == ("P001", None, None)


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "b.json")
    (tmp_path / "b.json").symlink_to(tmp_path / "a.json")
    assert only(tmp_path / "a.json") == ("P001", None, None)


def test_a_file_of_200_megabytes_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "stor.json"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    monkeypatch.setattr(Path, "read_bytes", lambda *_: pytest.fail("it was read"))
    assert only(path) == ("P002", None, None)


def test_bytes_that_are_too_many() -> None:
    assert only(b" " * ((16 << 20) + 1)) == ("P002", None, None)


# --- the encoding ---------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_another_unicode(encoding: str) -> None:
    assert only(MINIMAL.encode(encoding)) == ("P003", 1, 1)


def test_latin_1_is_shown_where_it_begins_to_matter() -> None:
    assert only('{"a": "för",\n "bå": 1}'.encode("latin-1")) == ("P003", 1, 9)
    assert only('{"a": "€",\n "€": "'.encode() + b'\xe5"}') == ("P003", 2, 8)
    (problem,) = problems("{'å'".encode("latin-1"))
    assert "'å'" in problem.message


def test_a_character_that_is_cut_off() -> None:
    assert only('{"a": "å'.encode()[:-1]) == ("P003", 1, 8)


def test_a_surrogate_in_the_bytes() -> None:
    assert only(b'{"a": "\xed\xa0\xbd"}') == ("P003", 1, 8)


def test_a_byte_order_mark_is_one_problem_beside_the_others() -> None:
    found = problems(b"\xef\xbb\xbf" + MINIMAL.replace('"body"', '"bodi"').encode())
    assert [(p.code, p.line, p.column) for p in found] == [("P004", 1, 1), ("P205", 19, 15)]


def test_fmt_takes_a_byte_order_mark_away() -> None:
    assert canonical_text(b"\xef\xbb\xbf" + MINIMAL.encode()) == MINIMAL


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf\n"])
def test_an_empty_file(content: bytes) -> None:
    assert only(content) == ("P010", 1, 1)


def test_lines_may_end_as_windows_ends_them() -> None:
    found = problems(MINIMAL.replace('"body"', '"bodi"').replace("\n", "\r\n").encode())
    assert [(p.code, p.line, p.column) for p in found] == [("P205", 19, 15)]


# --- how much, how deep ---------------------------------------------------------------------


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 65 + "]" * 65])
def test_brackets_in_brackets(text: str) -> None:
    step = 5 if text.startswith("{") else 1
    assert only(text.encode()) == ("P005", 1, 64 * step + 1)


def test_brackets_beside_each_other_or_in_a_text_are_not_deep() -> None:
    text = json.dumps({"a": [[[]]] * 99, "b": "[" * 99, "c": '"[' * 99})
    assert {problem.code for problem in problems(text.encode())} == {"P202", "P203"}


@pytest.mark.parametrize("text", ["[" + "1," * 400_000, "[" + "[]," * 400_000, '{"a":1' + ',"a":1' * 400_000 + "}"])
def test_more_values_than_a_programme_can_have(text: str) -> None:
    assert only(text.encode())[0] == "P012"


def test_more_links_than_a_programme_can_have() -> None:
    """A bracket takes a hundred times as long as a letter, since a link may begin there."""
    text = json.dumps({"sections": ["[" * 15_000] * 7})
    assert only(text.encode()) == ("P012", 1, len('{"sections": ["') + 6 * len('", "') + 100_000)
    assert problems(text.replace("[[", "(").encode())[0].code != "P012"


def test_commas_in_a_text_are_no_values() -> None:
    text = MINIMAL.replace("Varje", "," * 400_000)
    assert [problem.code for problem in problems(text.encode())] == ["P206"]


# --- what is no object ----------------------------------------------------------------------


@pytest.mark.parametrize("text", ["[]", "null", "0", '""', "true", "-0", '"\\u0000"'])
def test_a_text_that_is_no_object(text: str) -> None:
    codes = {problem.code for problem in problems(text.encode())}
    assert "P201" in codes
    assert codes <= {"P201", "P009"}


# --- a mapping ------------------------------------------------------------------------------


def minimal(**changes: Any) -> dict[str, Any]:
    return {**json.loads(MINIMAL), **changes}


def test_what_json_cannot_say() -> None:
    for value in (float("nan"), float("inf"), {1, 2}, b"text", object(), 10**5000, {(1, 2): 3}):
        assert only(minimal(title=value)) == ("P011", None, None)


def test_a_mapping_in_itself() -> None:
    circle: dict[str, Any] = minimal()
    circle["sections"] = [circle]
    assert only(circle) == ("P011", None, None)


@pytest.mark.parametrize("depth", [70, 100_000])
def test_a_deep_mapping(depth: int) -> None:
    deep: list[Any] = []
    for _ in range(depth):
        deep = [deep]
    assert only(minimal(sections=deep)) == ("P005", None, None)


def test_a_mapping_of_another_kind() -> None:
    source = MappingProxyType(minimal(release=MappingProxyType({"version": "1", "status": "draft"})))
    programme = progpipe.load(source)
    assert programme.digest == progpipe.load(MINIMAL.encode()).digest
    assert programme.file is None


def test_names_that_become_one_name() -> None:
    found = problems(minimal(glossary={1: "a", "1": "b"}))
    assert [(p.code, p.pointer, p.line) for p in found] == [("P201", "/glossary", None), ("P007", "/glossary/1", None)]


# --- many problems --------------------------------------------------------------------------


def test_after_two_hundred_problems_the_others_are_counted() -> None:
    editions = ["A"] * 300
    found = problems(minimal(editions=editions))
    assert len(found) == 201
    assert (found[-1].code, found[-1].message) == ("P000", "and 150 more problems")


def test_warnings_do_not_hide_the_errors() -> None:
    section = {"id": "a", "type": "body", "title": "A\u030a", "blocks": [{"type": "paragraph", "text": "Ja."}]}
    sections = [{**section, "id": f"avsnitt{number}"} for number in range(250)]
    assert len(progpipe.load(minimal(sections=sections)).warnings) == 201
    assert [problem.code for problem in problems(minimal(sections=[*sections, {**section, "id": "con"}]))] == [
        "P102",
        "P000",
    ]


def test_a_text_that_is_too_long_is_not_looked_into() -> None:
    blocks = [{"type": "paragraph", "text": "a" * 20_000 + "[b](#nowhere)"}]
    section = {"id": "a", "type": "body", "title": "A", "blocks": blocks}
    assert [problem.code for problem in problems(minimal(sections=[section]))] == ["P206"]


def test_suggestions_end_before_they_take_long() -> None:
    commitments = [{"id": f"lofte-{number}", "text": "A.", "related": [f"loften-{number}"]} for number in range(1_000)]
    section = {"id": "a", "type": "body", "title": "A", "commitments": commitments}
    hints = [problem.hint for problem in problems(minimal(sections=[section]))[:200]]
    assert [hint.startswith("Did you mean") for hint in hints] == [True] * 100 + [False] * 100


# --- what becomes of it -----------------------------------------------------------------------


def test_whole_years_are_whole_numbers() -> None:
    period = progpipe.load(MINIMAL.replace("2027", "2027.0").replace("2030", "2.03e3").encode()).period
    assert repr(period) == "Period(start=2027, end=2030)"


def test_fmt_orders_what_is_known_and_leaves_the_rest_where_it_is() -> None:
    text = '{"b": 1, "title": "A\u030a", "a": [2], "id": "x", "renditions": {"sv-simple": 1, "en": 2}}'
    written = canonical_text(text.encode())
    assert json.loads(written) == {"id": "x", "title": "Å", "renditions": {"en": 2, "sv-simple": 1}, "b": 1, "a": [2]}
    assert list(json.loads(written)) == ["id", "title", "renditions", "b", "a"]
    assert written.index('"en"') < written.index('"sv-simple"')
