"""Amendments to every text and to whole things: sections, tables, figures, quotes, lists, entries, notes."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole import FIGURE, LIST, QUOTE, TABLE, TRAFIK, amendments, digest, source, write

from progpipe.amend import Amended, amend, read_amendments
from progpipe.amend.motions import moved, with_motions
from progpipe.diff import compare
from progpipe.errors import Problem, ValidationError
from progpipe.load import load

Json = dict[str, Any]
SKOLAN, VARD = source()["sections"]


def apply(folder: Path, *items: Json, base: Json | None = None) -> Amended:
    programme = load(write(folder, base))
    file = folder / "amendments.json"
    file.write_text(json.dumps(amendments(*items), ensure_ascii=False, indent=2), encoding="utf-8")
    found, text = read_amendments(file)
    return amend(programme, found, text=text, file=str(file))


def made(folder: Path, *items: Json) -> Json:
    value: Json = json.loads(apply(folder, *items).text)
    return value


def problems(folder: Path, *items: Json) -> tuple[Problem, ...]:
    with pytest.raises(ValidationError) as caught:
        apply(folder, *items)
    assert all(problem.line and problem.file and problem.hint for problem in caught.value.problems)
    return caught.value.problems


def codes(folder: Path, *items: Json) -> list[tuple[str, str]]:
    return [(problem.code, problem.pointer) for problem in problems(folder, *items)]


def replace(old: str, new: object, **where: str) -> Json:
    return {"action": "replace", **(where or {"section": "skolan"}), "old": old, "new": new}


def remove(old: str, **where: str) -> Json:
    return {"action": "remove", **(where or {"section": "skolan"}), "old": old}


# --- texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "place", "expected"),
    [
        (replace("Elever i skolorna", "Elever"), ("sections", 0, "blocks", 3, "caption"), "Elever"),
        (replace("Norra", "Nya Norra"), ("sections", 0, "blocks", 3, "rows", 0, 0), "Nya Norra"),
        (replace("En skolgård med träd.", "En gård."), ("sections", 0, "blocks", 4, "alternative"), "En gård."),
        (replace("Skolgården.", "Gården."), ("sections", 0, "blocks", 4, "caption"), "Gården."),
        (replace("Eva Prov", "Bo Prov"), ("sections", 0, "blocks", 2, "attribution"), "Bo Prov"),
        (replace("Enligt skollagen.", "Enligt lagen."), ("sections", 0, "notes", "stod"), "Enligt lagen."),
        (replace("LSS", "lss", id="lss"), ("glossary", 1, "term"), "lss"),
        (replace("En lag om stöd.", "En lag.", id="lss"), ("glossary", 1, "explanation"), "En lag."),
        (replace("Prov", "Provprogram", id="prov"), ("title",), "Provprogram"),
        (replace("2027–2030", "2027–2031", id="prov"), ("period",), {"from": 2027, "to": 2031}),
    ],
)
def test_every_text_can_be_replaced(tmp_path: Path, item: Json, place: tuple[str | int, ...], expected: object) -> None:
    value: Any = made(tmp_path, item)
    for name in place:
        value = value[name]
    assert value == expected


def test_what_a_thing_can_do_without_can_be_removed(tmp_path: Path) -> None:
    value = made(tmp_path, remove("Skolgården."), remove("Eva Prov"), remove("Lagen om stöd", id="lss"))
    blocks = value["sections"][0]["blocks"]
    assert "caption" not in blocks[4]
    assert "attribution" not in blocks[2]
    assert "expansion" not in value["glossary"][1]


def test_a_text_brings_its_notes(tmp_path: Path) -> None:
    item = {**replace("Anställ fler lärare.", "Anställ lärare.[^pris]", id="larare"), "notes": {"pris": "Se budgeten."}}
    assert made(tmp_path, item)["sections"][0]["notes"] == {"stod": "Enligt skollagen.", "pris": "Se budgeten."}
    assert codes(tmp_path, {**item, "notes": {"stod": "Ny."}})[0] == ("P807", "/amendments/0/notes")
    other = {**replace("Köp nya böcker.", "Köp böcker.[^pris]", id="bocker"), "notes": {"pris": "Se budgeten."}}
    assert codes(tmp_path, item, other) == [("P807", "/amendments/1/notes")]


def test_moved_and_reworded_at_once(tmp_path: Path) -> None:
    item = {
        "action": "move",
        "id": "larare",
        "old": "Anställ fler lärare.",
        "new": "Anställ 30.",
        "after": {"id": "nara"},
    }
    value = made(tmp_path, item)
    assert [promise["text"] for promise in value["sections"][1]["commitments"]][:2] == [
        "Håll vården nära.",
        "Anställ 30.",
    ]


# --- whole things -----------------------------------------------------------------------------


def test_a_section_is_inserted_removed_and_moved(tmp_path: Path) -> None:
    insert = {"action": "insert", "after": {"id": "skolan"}, "new": TRAFIK}
    out = {"action": "remove", "id": "vard", "old": "Vården", "digest": digest(VARD)}
    mat = SKOLAN["sections"][0]
    move = {"action": "move", "id": "mat", "old": "Mat", "digest": digest(mat), "after": {"section": "prov"}}
    value = made(tmp_path, insert, out, move)
    assert [section["id"] for section in value["sections"]] == ["mat", "skolan", "trafik"]
    assert value["sections"][0] == mat
    assert value["sections"][2] == TRAFIK
    assert "sections" not in value["sections"][1]


def test_a_section_comes_first_in_another(tmp_path: Path) -> None:
    insert = {"action": "insert", "after": {"section": "vard"}, "new": TRAFIK}
    assert made(tmp_path, insert)["sections"][1]["sections"] == [TRAFIK]


@pytest.mark.parametrize(
    ("old", "thing", "number"),
    [("i skolan", LIST, 1), ("Skolan är viktig.", QUOTE, 2), ("Norra", TABLE, 3), ("Skolgården.", FIGURE, 4)],
)
def test_a_block_is_removed_and_replaced_whole(tmp_path: Path, old: str, thing: Json, number: int) -> None:
    blocks = [*SKOLAN["blocks"]]
    bound = {"digest": digest(thing)}
    gone = made(tmp_path, {**remove(old), **bound})["sections"][0]["blocks"]
    assert gone == blocks[:number] + blocks[number + 1 :]
    new = {"type": "list", "ordered": True, "items": ["ett", "två"]}
    assert made(tmp_path, {**replace(old, new), **bound})["sections"][0]["blocks"][number] == new
    text = made(tmp_path, {**replace(old, "Bara ord."), **bound})["sections"][0]["blocks"][number]
    assert text == {"type": "paragraph", "text": "Bara ord."}
    move = {"action": "move", "section": "skolan", "old": old, **bound, "after": {"section": "vard"}}
    assert made(tmp_path, move)["sections"][1]["blocks"] == [thing]


def test_a_paragraph_becomes_a_thing(tmp_path: Path) -> None:
    blocks = made(tmp_path, replace("Varje barn ska få stöd.[^stod]", LIST, section="skolan"))["sections"][0]["blocks"]
    assert blocks[:2] == [LIST, LIST]


def test_a_thing_comes_after_the_whole_block_and_a_text_beside_its_like(tmp_path: Path) -> None:
    after = {"section": "skolan", "text": "i skolan"}
    thing = {"action": "insert", "after": after, "new": {"type": "paragraph", "text": "Överallt."}}
    text = {"action": "insert", "after": after, "new": "i förskolan"}
    blocks = made(tmp_path, thing, text)["sections"][0]["blocks"]
    assert blocks[1]["items"] == ["i skolan", "i förskolan", "på fritids"]
    assert blocks[2] == {"type": "paragraph", "text": "Överallt."}


def test_entries_of_the_glossary(tmp_path: Path) -> None:
    new = {"id": "barn", "term": "barn", "explanation": "Den som är under 18 år."}
    lss = source()["glossary"][1]
    insert = {"action": "insert", "after": {"section": "prov"}, "new": new}
    out = {"action": "remove", "id": "lss", "old": "LSS", "digest": digest(lss)}
    assert [entry["id"] for entry in made(tmp_path, insert, out)["glossary"]] == ["barn", "skollag"]


def test_a_section_that_is_replaced_keeps_its_id_and_the_renditions_of_what_keeps_its_own(tmp_path: Path) -> None:
    base = source()
    made_by = {"status": "draft", "basis": "0" * 64, "text": "Vården ska vara nära."}
    base["sections"][1]["commitments"][0]["renditions"] = {"sv-simple": made_by}
    new = {"type": "body", "title": "Hälsa", "commitments": [{"id": "nara", "text": "Vård nära."}]}
    item = {**replace("Vården", new, id="vard"), "digest": digest(VARD)}  # renditions do not count
    section = json.loads(apply(tmp_path, item, base=base).text)["sections"][1]
    assert (section["id"], section["title"]) == ("vard", "Hälsa")
    assert section["commitments"][0]["renditions"] == {"sv-simple": made_by}


def test_what_is_struck_with_its_section_can_be_saved_from_it(tmp_path: Path) -> None:
    out = {"action": "remove", "id": "vard", "old": "Vården", "digest": digest(VARD)}
    save = {"action": "move", "id": "nara", "old": "Håll vården nära.", "after": {"id": "larare"}}
    twice = remove("Anställ läkare.", id="lakare")
    value = made(tmp_path, save, out, twice)
    assert [item["id"] for item in value["sections"][0]["commitments"]] == ["larare", "nara", "bocker"]
    assert len(value["sections"]) == 1


# --- what is refused --------------------------------------------------------------------------

OUT = {"action": "remove", "id": "vard", "old": "Vården", "digest": digest(VARD)}
IN_MAT = {"action": "move", "id": "skolan", "old": "Skolan", "digest": digest(SKOLAN), "after": {"section": "mat"}}
MAT = SKOLAN["sections"][0]


def into(section: str, after: str) -> Json:
    value = {"vard": VARD, "skolan": SKOLAN, "mat": MAT}[section]
    return {
        "action": "move",
        "id": section,
        "old": value["title"],
        "digest": digest(value),
        "after": {"section": after},
    }


def first(name: str, old: str, after: str) -> Json:
    return {"action": "move", "id": name, "old": old, "after": {"id": after}}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param([{**OUT, "digest": "0" * 64}], [("P803", "/amendments/0/digest")], id="another digest"),
        pytest.param([remove("Norra")], [("P809", "/amendments/0")], id="a cell alone"),
        pytest.param([remove("120")], [("P804", "/amendments/0/old")], id="a cell that stands twice"),
        pytest.param([remove("Prov", id="prov")], [("P808", "/amendments/0")], id="the title of the programme"),
        pytest.param([replace("2027–2030", "länge", id="prov")], [("P808", "/amendments/0/new")], id="no years"),
        pytest.param([IN_MAT], [("P806", "/amendments/0/after")], id="a section into itself"),
        pytest.param(
            [into("vard", "mat"), into("mat", "vard")],
            [("P806", "/amendments/0/after"), ("P806", "/amendments/1/after")],
            id="two sections into each other",
        ),
        pytest.param(
            [first("larare", "Anställ fler lärare.", "bocker"), first("bocker", "Köp nya böcker.", "larare")],
            [("P806", "/amendments/0/after"), ("P806", "/amendments/1/after")],
            id="two after each other",
        ),
        pytest.param(
            [OUT, replace("Håll vården nära.", "Nära vård.", id="nara")], [("P805", "/amendments/1")], id="in what goes"
        ),
        pytest.param(
            [OUT, {"action": "insert", "after": {"id": "nara"}, "id": "ny", "new": "Mer."}],
            [("P806", "/amendments/1/after")],
            id="after what goes with its section",
        ),
        pytest.param(
            [{**replace("Norra", TABLE), "digest": digest(TABLE)}, replace("Södra", "Söder")],
            [("P805", "/amendments/1")],
            id="a cell of a table that is replaced",
        ),
        pytest.param(
            [
                {"action": "insert", "after": {"id": "larare"}, "id": "ny", "new": "Mer."},
                replace("Mer.", "Mest.", id="ny"),
            ],
            [("P802", "/amendments/1/id")],
            id="what another inserts",
        ),
        pytest.param(
            [first("larare", "Anställ fler lärare.", "nara"), replace("Anställ fler lärare.", "Nej.", id="larare")],
            [("P805", "/amendments/1")],
            id="replaced and moved",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "vard"}, "new": {**TRAFIK, "id": "skolan"}}],
            [("P807", "/amendments/0/new")],
            id="an id that exists",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "vard"}, "new": {"ord": "x"}}],
            [("P808", "/amendments/0/new")],
            id="a thing that is none",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "larare"}, "new": TRAFIK}],
            [("P808", "/amendments/0/after")],
            id="a section among commitments",
        ),
        pytest.param(
            [{"action": "insert", "after": {"section": "prov"}, "id": "ny", "new": "Mer."}],
            [("P808", "/amendments/0/after")],
            id="a commitment in no section",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "vard"}, "new": {**TRAFIK, "type": "huset"}}],
            [("P205", "/amendments/0/new/type")],
            id="what a source cannot have",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "vard"}, "new": {"title": "Trafiken"}}],
            [("P128", "/amendments/0/new"), ("P202", "/amendments/0/new"), ("P202", "/amendments/0/new")],
            id="a section that lacks something",
        ),
        pytest.param(
            [replace("2027–2030", "2030–2027", id="prov")], [("P109", "/amendments/0/new")], id="years that end first"
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "larare"}, "id": "innehall", "new": "Mer."}],
            [("P102", "/amendments/0/id")],
            id="an id that is ours",
        ),
        pytest.param(
            [{"action": "insert", "after": {"id": "larare"}, "id": "ny", "new": "Se [här](#ingenstans)."}],
            [("P103", "/amendments/0/new"), ("P126", "/amendments/0/new")],
            id="a link that leads nowhere",
        ),
        pytest.param(
            [{**replace("Vården", "Hälsa", id="vard"), "digest": digest(VARD)}],
            [("P808", "/amendments/0/new")],
            id="a text where a section stands",
        ),
    ],
)
def test_what_cannot_be_done(tmp_path: Path, items: list[Json], expected: list[tuple[str, str]]) -> None:
    assert codes(tmp_path, *items) == expected


def test_the_digest_is_told_where_it_is_missing_or_another(tmp_path: Path) -> None:
    for item in (remove("Vården", id="vard"), {**OUT, "digest": "0" * 64}):
        (problem,) = problems(tmp_path, item)
        assert digest(VARD) in problem.hint


def test_a_digest_holds_for_all_of_the_section(tmp_path: Path) -> None:
    base = source()
    base["sections"][1]["commitments"][1]["text"] = "Anställ två läkare."
    with pytest.raises(ValidationError) as caught:
        apply(tmp_path, OUT, base=base)
    assert [problem.code for problem in caught.value.problems] == ["P803"]


def test_a_heading_with_nothing_left_under_it(tmp_path: Path) -> None:
    items = [remove("Håll vården nära.", id="nara"), first("lakare", "Anställ läkare.", "larare")]
    (problem,) = problems(tmp_path, *items)
    assert (problem.code, problem.pointer) == ("P810", "/amendments/1")
    assert problem.message == (
        "nothing is left under the heading 'Vården': motion 1 of Norra föreningen and motion 2 of Norra föreningen "
        "took all of it"
    )
    assert f'"digest": "{digest(VARD)}"' in problem.hint
    assert len(made(tmp_path, *items, OUT)["sections"]) == 1, "what the hint says to do"


def test_what_is_wrong_elsewhere_once_it_is_done_stands_in_the_source(tmp_path: Path) -> None:
    base = source()
    base["sections"][0]["blocks"][0]["text"] = "Läs om [vården](#nara).[^stod]"
    base["sections"][0]["commitments"][0]["renditions"] = {  # that it is stale is a warning, and keeps nothing from it
        "sv-simple": {"status": "draft", "basis": "0" * 64, "text": "Vi vill ha fler lärare."}
    }
    with pytest.raises(ValidationError) as caught:
        apply(tmp_path, OUT, base=base)
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer) == ("P103", "/sections/0/blocks/0/text")
    assert problem.file == str(tmp_path / "prov.json")
    assert problem.line
    assert problem.message.endswith("once the amendments are in it")


@pytest.mark.parametrize(
    ("old", "hint"),
    [
        ("Varje barn ska få stöd.", "Only spaces or markup are different. In the source it is 'Varje"),
        ("Varje  barn ska få stöd.[^stod]", "Only spaces"),
        ("*Enligt skollagen.*", "Only spaces"),
        ("Skolan är viktigt.", "Is it this"),
        ("Lätt text.", "is the text in sv-simple"),
    ],
)
def test_what_was_meant(tmp_path: Path, old: str, hint: str) -> None:
    base = source()
    base["sections"][0]["renditions"] = {
        "sv-simple": {
            "status": "draft",
            "basis": "0" * 64,
            "title": "Skolan",
            "blocks": [{"type": "paragraph", "text": "Lätt text."}],
        }
    }
    with pytest.raises(ValidationError) as caught:
        apply(tmp_path, replace(old, "Nytt."), base=base)
    (problem,) = caught.value.problems
    assert hint in problem.hint


def test_both_forms_of_a_letter_are_one(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Anställ fler lärare.")
    value = made(tmp_path, replace(apart, unicodedata.normalize("NFD", "Anställ lärare nu."), id="larare"))
    assert value["sections"][0]["commitments"][0]["text"] == "Anställ lärare nu."


def test_the_motion_of_a_section_is_that_of_all_in_it(tmp_path: Path) -> None:
    programme = load(write(tmp_path))
    insert = {"action": "insert", "after": {"id": "skolan"}, "new": TRAFIK}
    found = apply(tmp_path, OUT, insert, replace("Norra", "Nya Norra"))
    changes = with_motions(compare(programme, found.programme).changes, found)
    said = {change.part.id or str(change.part.kind): [motion.number for motion in change.motions] for change in changes}
    by_motion = {"1": ("vard", "nara", "lakare"), "2": ("trafik", "paragraph", "bussar"), "3": ("table",)}
    assert said == {name: [motion] for motion, names in by_motion.items() for name in names}


def test_a_motion_is_named_where_more_has_changed_since(tmp_path: Path) -> None:
    """The new version is not always just what the meeting made: somebody has corrected another item of the list."""
    programme = load(write(tmp_path))
    found = apply(tmp_path, {"action": "insert", "after": {"section": "skolan", "text": "i skolan"}, "new": "ute"})
    later = json.loads(found.text)
    later["sections"][0]["blocks"][1]["items"][2] = "på alla fritids"
    (change,) = with_motions(compare(programme, load(write(tmp_path, later))).changes, found)
    assert [motion.number for motion in change.motions] == ["1"]


def test_of_two_that_changed_places_the_one_has_moved_that_a_motion_moved(tmp_path: Path) -> None:
    programme = load(write(tmp_path))
    for name, old, after in (("larare", "Anställ fler lärare.", "bocker"), ("bocker", "Köp nya böcker.", None)):
        place = {"id": after} if after else {"section": "skolan"}
        found = apply(tmp_path, {"action": "move", "id": name, "old": old, "after": place})
        changes = with_motions(compare(programme, found.programme, moved=moved(found)).changes, found)
        assert [(change.part.id, len(change.motions)) for change in changes] == [(name, 1)]


# --- whatever is written ----------------------------------------------------------------------

NAMES = st.sampled_from(["id", "title", "type", "term", "text", "blocks", "items", "sections", "renditions", "x"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.sampled_from(["skolan", "ny", "list", "table", "[^a]"]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(NAMES, inside, max_size=4),
    max_leaves=8,
)
THINGS = st.dictionaries(NAMES, VALUES, max_size=5)
OLD = [
    *({"id": "skolan", "old": "Skolan", "digest": digest(SKOLAN)}, {"id": "vard", "old": "Vården"}),
    *({"id": "vard", "old": "Vården", "digest": digest(VARD)}, {"id": "larare", "old": "Anställ fler lärare."}),
    *({"section": "skolan", "old": "Norra", "digest": digest(TABLE)}, {"section": "skolan", "old": "i skolan"}),
    *({"section": "skolan", "old": "i skolan", "digest": digest(LIST)}, {"section": "skolan", "old": "Skolgården."}),
    *(
        {"id": "lss", "old": "LSS"},
        {"id": "prov", "old": "2027–2030"},
        {"section": "mat", "old": "Maten ska vara god."},
    ),
]
NEW = THINGS.map(lambda thing: {**TRAFIK, **thing}) | THINGS | st.sampled_from(["Nytt.", "2028–2029", "[x](#y)"])
AFTER = st.sampled_from(
    [{"id": "vard"}, {"id": "larare"}, {"section": "prov"}, {"section": "mat"}, {"section": "skolan", "text": "Norra"}]
)
NOTES = st.dictionaries(st.sampled_from(["stod", "a"]), st.just("Så."), max_size=1)


@st.composite
def actions(draw: st.DrawFn) -> Json:
    action = draw(st.sampled_from(["replace", "insert", "remove", "move"]))
    made: Json = {"action": action} | ({} if action == "insert" else draw(st.sampled_from(OLD)))
    if action in {"insert", "move"}:
        made["after"] = draw(AFTER)
    if action in {"insert", "replace"}:
        made |= {"new": draw(NEW), "notes": draw(NOTES)}
    return made


@settings(deadline=None)
@given(st.lists(actions(), min_size=1, max_size=4))
def test_whatever_is_written_is_done_or_refused(tmp_path_factory: pytest.TempPathFactory, items: list[Json]) -> None:
    folder = tmp_path_factory.getbasetemp()
    found: tuple[Problem, ...] = ()
    try:
        made_of = apply(folder, *items)
    except ValidationError as error:
        found = error.problems
    else:
        assert load(made_of.text.encode("utf-8"), folder).id == "prov"
    assert all(problem.line and problem.file for problem in found), found
