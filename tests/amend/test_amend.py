"""Amendments that a meeting has adopted, and the source that they make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from progpipe.amend import Amendments, amend, read_amendments
from progpipe.cli import main
from progpipe.diff import compare
from progpipe.errors import ValidationError
from progpipe.load import load
from progpipe.model import Programme
from progpipe.source import LARGEST

Json = dict[str, Any]
LARARE = {"id": "larare", "text": "Anställ fler lärare."}
BOCKER = {"id": "bocker", "text": "Köp nya böcker."}
RO = {"id": "ro", "text": "Ge alla elever arbetsro."}


def source() -> Json:
    """Two sections: one with prose, a list and three commitments, one with nothing but a paragraph."""
    return {
        "id": "prov",
        "language": "sv",
        "title": "Prov",
        "period": {"from": 2027, "to": 2030},
        "publisher": {"name": "Provpartiet"},
        "release": {"version": "1", "status": "draft"},
        "sections": [
            {
                "id": "skolan",
                "type": "body",
                "title": "Skolan",
                "blocks": [
                    {"type": "paragraph", "text": "Varje barn ska få stöd."},
                    {"type": "list", "items": ["i skolan", "på fritids"]},
                    {"type": "paragraph", "id": "oppet", "text": "Skolan är öppen."},
                ],
                "commitments": [LARARE, BOCKER, RO],
            },
            {
                "id": "vard",
                "type": "body",
                "title": "Vården",
                "blocks": [{"type": "paragraph", "text": "Vården är nära."}],
            },
        ],
    }


def amendments(*items: Json, programme: str = "prov") -> Json:
    made = [{"motion": str(number), "mover": "Norra föreningen", **item} for number, item in enumerate(items, start=1)]
    return {"programme": programme, "amendments": made}


@pytest.fixture
def programme() -> Programme:
    return load(source())


def read(folder: Path, value: Json) -> tuple[Amendments, str]:
    file = folder / "amendments.json"
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2), encoding="utf-8")
    return read_amendments(file)


def amended(folder: Path, programme: Programme, *items: Json) -> Json:
    found, text = read(folder, amendments(*items))
    made: Json = json.loads(amend(programme, found, text=text).text)
    return made


def refused(folder: Path, programme: Programme, value: Json) -> list[tuple[str, str]]:
    def everything() -> None:
        found, text = read(folder, value)
        amend(programme, found, text=text, file="amendments.json")

    with pytest.raises(ValidationError) as caught:
        everything()
    problems = caught.value.problems
    assert all(problem.line and problem.hint and problem.file for problem in problems)
    return [(problem.code, problem.pointer) for problem in problems]


# --- what an amendment does -------------------------------------------------------------------

REPLACE = {"action": "replace", "id": "larare", "old": "Anställ fler lärare.", "new": "Anställ 30 lärare."}
REMOVE = {"action": "remove", "id": "bocker", "old": "Köp nya böcker."}
MOVE = {"action": "move", "id": "ro", "old": "Ge alla elever arbetsro.", "after": {"section": "skolan"}}
INSERT = {"action": "insert", "after": {"id": "larare"}, "id": "mat", "new": "Laga god mat."}


def test_a_text_takes_the_place_of_another(tmp_path: Path, programme: Programme) -> None:
    made = amended(tmp_path, programme, REPLACE)
    assert made["sections"][0]["commitments"] == [{"id": "larare", "text": "Anställ 30 lärare."}, BOCKER, RO]


def test_the_title_of_a_section(tmp_path: Path, programme: Programme) -> None:
    made = amended(tmp_path, programme, {"action": "replace", "id": "skolan", "old": "Skolan", "new": "Skola"})
    assert made["sections"][0]["title"] == "Skola"


def test_a_new_commitment_after_another(tmp_path: Path, programme: Programme) -> None:
    made = amended(tmp_path, programme, INSERT)
    assert made["sections"][0]["commitments"] == [LARARE, {"id": "mat", "text": "Laga god mat."}, BOCKER, RO]


def test_the_first_commitment_of_a_section_that_had_none(tmp_path: Path, programme: Programme) -> None:
    made = amended(tmp_path, programme, {**INSERT, "after": {"section": "vard"}})
    assert made["sections"][1]["commitments"] == [{"id": "mat", "text": "Laga god mat."}]


def test_one_is_removed(tmp_path: Path, programme: Programme) -> None:
    assert amended(tmp_path, programme, REMOVE)["sections"][0]["commitments"] == [LARARE, RO]


def test_one_is_moved_within_its_section_and_to_another(tmp_path: Path, programme: Programme) -> None:
    assert amended(tmp_path, programme, MOVE)["sections"][0]["commitments"] == [RO, LARARE, BOCKER]
    made = amended(tmp_path, programme, {**MOVE, "after": {"section": "vard"}})
    assert made["sections"][0]["commitments"] == [LARARE, BOCKER]
    assert made["sections"][1]["commitments"] == [RO]


def test_a_paragraph_is_named_by_what_it_says(tmp_path: Path, programme: Programme) -> None:
    old = "Varje barn ska få stöd."
    made = amended(tmp_path, programme, {"action": "replace", "section": "skolan", "old": old, "new": "Alla får stöd."})
    assert made["sections"][0]["blocks"][0]["text"] == "Alla får stöd."
    made = amended(tmp_path, programme, {"action": "move", "section": "skolan", "old": old, "after": {"id": "oppet"}})
    assert [block["type"] for block in made["sections"][0]["blocks"]] == ["list", "paragraph", "paragraph"]
    after = {"section": "skolan", "text": old}
    made = amended(tmp_path, programme, {"action": "insert", "after": after, "new": "Det gäller alla."})
    assert made["sections"][0]["blocks"][1] == {"type": "paragraph", "text": "Det gäller alla."}


def test_an_item_of_a_list(tmp_path: Path, programme: Programme) -> None:
    after = {"section": "skolan", "text": "i skolan"}
    insert = {"action": "insert", "after": after, "new": "i förskolan"}
    remove = {"action": "remove", "section": "skolan", "old": "på fritids"}
    made = amended(tmp_path, programme, insert, remove)
    assert made["sections"][0]["blocks"][1]["items"] == ["i skolan", "i förskolan"]


def test_a_list_that_has_lost_all_its_items_is_gone(tmp_path: Path, programme: Programme) -> None:
    items = [{"action": "remove", "section": "skolan", "old": old} for old in ("i skolan", "på fritids")]
    assert [block["type"] for block in amended(tmp_path, programme, *items)["sections"][0]["blocks"]] == [
        "paragraph"
    ] * 2


def test_nobody_counts_places_so_the_order_of_amendments_is_no_matter(tmp_path: Path, programme: Programme) -> None:
    every = (REPLACE, INSERT, REMOVE, {**MOVE, "after": {"section": "vard"}})
    one, other = amended(tmp_path, programme, *every), amended(tmp_path, programme, *reversed(every))
    assert one == other
    assert [item["id"] for item in one["sections"][0]["commitments"]] == ["larare", "mat"]


def test_several_that_come_after_the_same_text_come_in_their_order(tmp_path: Path, programme: Programme) -> None:
    more = {**INSERT, "id": "simskola", "new": "Ge alla simskola."}
    made = amended(tmp_path, programme, INSERT, more)
    assert [item["id"] for item in made["sections"][0]["commitments"]] == ["larare", "mat", "simskola", "bocker", "ro"]


def test_a_rendition_of_what_was_reworded_is_stale(tmp_path: Path, provkommun: Programme) -> None:
    section = provkommun.sections[0]
    item = {"action": "replace", "id": section.id, "old": section.title, "new": "Något annat"}
    found, text = read(tmp_path, amendments(item, programme=provkommun.id))
    made = amend(provkommun, found, text=text).programme
    assert [stale.id for stale in compare(provkommun, made).stale] == [section.id]


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([{**REPLACE, "old": "Anställ lärare."}], [("P803", "/amendments/0/old")]),
        ([{**REPLACE, "id": "larere"}], [("P802", "/amendments/0/id")]),
        ([{**INSERT, "after": {"section": "trafik"}}], [("P802", "/amendments/0/after/section")]),
        ([{"action": "remove", "section": "vard", "old": "Nära."}], [("P803", "/amendments/0/old")]),
        ([REPLACE, {**REPLACE, "new": "Något annat."}], [("P805", "/amendments/1")]),
        ([REPLACE, {"action": "remove", "id": "larare", "old": "Anställ fler lärare."}], [("P805", "/amendments/1")]),
        ([REMOVE, {**INSERT, "after": {"id": "bocker"}}], [("P806", "/amendments/1/after")]),
        ([{**INSERT, "id": "ro"}], [("P807", "/amendments/0/id")]),
        ([INSERT, INSERT], [("P807", "/amendments/1/id")]),
        ([{"action": "remove", "id": "skolan", "old": "Skolan"}], [("P809", "/amendments/0")]),
        ([{**INSERT, "after": {"id": "oppet"}}], [("P808", "/amendments/0/after")]),
        ([{**REPLACE, "section": "skolan"}], [("P207", "/amendments/0")]),
        ([{**REPLACE, "action": "change"}], [("P205", "/amendments/0/action")]),
        ([{**REMOVE, "new": "Ja."}], [("P203", "/amendments/0/new")]),
        (
            [{**REPLACE, "id": "x", "old": "y"}, REMOVE, REMOVE],
            [("P802", "/amendments/0/id"), ("P805", "/amendments/2")],
        ),
    ],
)
def test_what_cannot_be_applied(
    tmp_path: Path, programme: Programme, items: list[Json], expected: list[tuple[str, str]]
) -> None:
    assert refused(tmp_path, programme, amendments(*items)) == expected


def test_a_text_that_stands_twice_is_not_guessed_at(tmp_path: Path) -> None:
    twice = source()
    twice["sections"][0]["blocks"][2]["text"] = "Varje barn ska få stöd."
    item = {"action": "remove", "section": "skolan", "old": "Varje barn ska få stöd."}
    assert refused(tmp_path, load(twice), amendments(item)) == [("P804", "/amendments/0/old")]


def test_amendments_to_another_programme(tmp_path: Path, programme: Programme) -> None:
    assert refused(tmp_path, programme, amendments(REPLACE, programme="annat")) == [("P801", "/programme")]


def test_what_would_make_the_source_invalid(tmp_path: Path, programme: Programme) -> None:
    """The new text has a link that leads nowhere: the loader says so, and nothing is written."""
    with pytest.raises(ValidationError) as caught:
        amended(tmp_path, programme, {**REPLACE, "new": "Läs [mer om skolan](#ingenstans)."})
    assert [problem.code for problem in caught.value.problems] == ["P103"]


@given(
    st.binary(max_size=200)
    | st.recursive(st.text(max_size=5) | st.none(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_file_is_amendments_or_has_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "amendments.json"
    file.write_bytes(content)
    with pytest.raises(ValidationError):
        read_amendments(file)


# --- the command ------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str, Path]:
    """A source, three amendments, and where the new source goes."""
    old = tmp_path / "old.json"
    old.write_text(json.dumps(source(), ensure_ascii=False), encoding="utf-8")
    read(tmp_path, {**amendments(REPLACE, INSERT, REMOVE), "meeting": "Årsmötet den 14 mars 2026"})
    return str(old), str(tmp_path / "amendments.json"), tmp_path / "new.json"


def test_the_order_paper(files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, items, _ = files
    assert main(["amend", old, items, "--list"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Årsmötet den 14 mars 2026"
    assert said[2] == "1. motion 1, Norra föreningen: replace commitment 1 (larare)"
    assert said[3:5] == ["   before: Anställ fler lärare.", "   after:  Anställ 30 lärare."]
    assert "   where:  after commitment 1: Anställ fler lärare." in said


def test_applied_and_compared(files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    old, items, new = files
    assert main(["amend", old, items, "-o", str(new)]) == 0
    assert load(new).sections[0].commitments[1].id == "mat"
    capsys.readouterr()
    assert main(["diff", old, str(new), "--amendments", items, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(change["actions"], change["motions"]) for change in found["changes"]] == [
        (["reworded"], [{"number": "1", "mover": "Norra föreningen"}]),
        (["removed"], [{"number": "3", "mover": "Norra föreningen"}]),
        (["added"], [{"number": "2", "mover": "Norra föreningen"}]),
    ]


def test_nothing_is_written_where_one_is_refused(
    files: tuple[str, str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, items, new = files
    read(tmp_path, amendments(REPLACE, {**REMOVE, "old": "Något annat."}))
    assert main(["amend", old, items, "-o", str(new)]) == 1
    assert not new.exists()
    assert "P803" in capsys.readouterr().err


def test_one_of_the_two_is_asked_for(files: tuple[str, str, Path]) -> None:
    old, items, new = files
    assert main(["amend", old, items]) == 2
    assert main(["amend", old, items, "--list", "-o", str(new)]) == 2, "the order paper is a page or a PDF"
    assert main(["amend", old, items, "-o", str(new.with_suffix(".pdf"))]) == 2


# --- whatever is asked ------------------------------------------------------------------------


def test_the_amended_source_may_take_the_place_of_the_source_and_not_of_the_amendments(
    files: tuple[str, str, Path],
) -> None:
    old, items, _ = files
    before = Path(items).read_bytes()
    assert main(["amend", old, items, "-o", items]) == 2
    assert Path(items).read_bytes() == before
    assert main(["amend", old, items, "-o", old]) == 0
    assert load(old).sections[0].commitments[1].id == "mat"
    assert main(["amend", old, items, "-o", old]) == 1, "they are in it already"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"programme": 1}', b"\xff", b"[" * 100_000, b" " * (LARGEST + 1)])
def test_whatever_the_file_is_it_has_a_place(
    files: tuple[str, str, Path], capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    old, items, new = files
    Path(items).write_bytes(content)
    assert main(["amend", old, items, "-o", str(new), "--json"]) == 1
    assert {problem["file"] for problem in json.loads(capsys.readouterr().out)["problems"]} == {items}
    assert not new.exists()


def test_a_folder_or_nothing_is_no_file_of_amendments(
    files: tuple[str, str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, items, new = files
    for arguments in ([old, str(tmp_path)], [old, str(tmp_path / "none.json")], [str(tmp_path), items]):
        assert main(["amend", *arguments, "-o", str(new)]) == 1
    assert capsys.readouterr().err.count("P001") == 3
    (tmp_path / "folder.json").mkdir()
    assert main(["amend", old, items, "-o", str(tmp_path / "folder.json")]) == 4, "the machine cannot write there"


def test_ten_thousand_amendments_are_too_many(tmp_path: Path, programme: Programme) -> None:
    assert refused(tmp_path, programme, amendments(*[REPLACE] * 10_000)) == [("P206", "/amendments")]


def test_no_more_is_told_than_anybody_reads(tmp_path: Path, programme: Programme) -> None:
    found = refused(tmp_path, programme, amendments(*[REPLACE] * 2000))
    assert len(found) == 201
    assert found[-1][0] == "P000"
