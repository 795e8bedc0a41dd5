"""Editions as data: the built-in ones, and those of `progpipe.toml` beside a source."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from progpipe.editions import find_editions, read_editions
from progpipe.errors import BuildError, UsageError
from progpipe.model import Edition, Programme
from progpipe.plugins import emitters, stages
from progpipe.theme import read_theme, theme_names

BUILT_IN = read_editions(None)


def editions(folder: Path, text: str | bytes) -> dict[str, Edition]:
    path = folder / "progpipe.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return dict(read_editions(folder))


def problems(folder: Path, text: str | bytes) -> list[tuple[str, str]]:
    with pytest.raises(BuildError) as caught:
        editions(folder, text)
    assert all(problem.hint and problem.file == str(folder / "progpipe.toml") for problem in caught.value.problems)
    return [(problem.code, problem.pointer) for problem in caught.value.problems]


# --- built in -------------------------------------------------------------------------------


def test_the_built_in_editions_differ_only_in_data() -> None:
    assert list(BUILT_IN) == ["standard", "lattlast"]
    standard, easy = BUILT_IN["standard"], BUILT_IN["lattlast"]
    assert (standard.variety, easy.variety) == (None, "sv-simple")
    assert (standard.profile, easy.profile) == ("standard", "lattlast")
    assert (standard.suffix, easy.suffix) == ("", "-lattlast")
    assert standard.emitters == easy.emitters == ("pdf", "epub", "html", "docx", "odt", "txt")


@pytest.mark.parametrize("name", BUILT_IN)
def test_what_an_edition_names_exists(name: str) -> None:
    edition = BUILT_IN[name]
    assert set(edition.stages) <= set(stages())
    assert set(edition.emitters) <= set(emitters())
    assert all(edition.profile in read_theme(theme).profiles for theme in theme_names())


# --- chosen ---------------------------------------------------------------------------------


def test_the_source_chooses_where_nobody_else_does(provkommun: Programme, alingsas: Programme) -> None:
    assert [edition.id for edition in find_editions(provkommun)] == ["standard", "lattlast"]
    assert [edition.id for edition in find_editions(replace(alingsas, editions=("lattlast",)))] == ["lattlast"]


def test_names_and_values_are_taken_in_order_and_once(provkommun: Programme) -> None:
    own = Edition(id="egen", title="Egen", stages=(), emitters=())
    found = find_editions(provkommun, ["lattlast", own, "standard", "lattlast", own])
    assert [edition.id for edition in found] == ["lattlast", "egen", "standard"]


def test_a_name_that_does_not_exist(provkommun: Programme) -> None:
    with pytest.raises(UsageError, match=r"no edition called 'latlast'\. Did you mean lattlast\? Known: standard, "):
        find_editions(provkommun, ["latlast"])


# --- progpipe.toml --------------------------------------------------------------------------


def test_a_new_edition(tmp_path: Path) -> None:
    found = editions(
        tmp_path,
        """
        [editions.kort]
        title = "Kort"
        stages = ["numbering"]
        emitters = ["html"]
        """,
    )
    assert list(found) == ["standard", "lattlast", "kort"]
    assert found["kort"] == Edition(id="kort", title="Kort", stages=("numbering",), emitters=("html",))
    assert found["standard"] == BUILT_IN["standard"]


def test_a_change_of_an_edition_leaves_the_rest(tmp_path: Path) -> None:
    found = editions(tmp_path, '[editions.lattlast]\nemitters = ["pdf"]\n')
    before = BUILT_IN["lattlast"]
    assert found["lattlast"].emitters == ("pdf",)
    assert (found["lattlast"].stages, found["lattlast"].variety) == (before.stages, before.variety)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert editions(tmp_path, "") == BUILT_IN
    assert read_editions(tmp_path / "nowhere") == BUILT_IN


NEW = 'title = "Ny"\nstages = []\nemitters = []\n'
PROBLEMS = {
    "no TOML": ("[editions", [("P350", "")]),
    "no UTF-8": (b'[editions.x]\ntitle = "\xff"', [("P350", "")]),
    "a key twice": (f"[editions.ny]\n{NEW}{NEW}", [("P350", "")]),
    "a number without end": ("a = " + "9" * 5000, [("P350", "")]),
    "brackets without end": ("a = " + "[" * 100_000, [("P350", "")]),
    "a megabyte": ("#" * (1 << 20) + "##", [("P350", "")]),
    "an unknown table": ("[edition.ny]\ntitle = 1", [("P351", "/edition")]),
    "an unknown key": (f"[editions.ny]\n{NEW}profil = 1", [("P351", "/editions/ny/profil")]),
    "editions that are a list": ("editions = []", [("P352", "/editions")]),
    "an edition that is a text": ('[editions]\nny = "x"', [("P352", "/editions/ny")]),
    "a title that is a number": ("[editions.standard]\ntitle = 1", [("P352", "/editions/standard/title")]),
    "a title of two lines": ('[editions.standard]\ntitle = "a\\nb"', [("P352", "/editions/standard/title")]),
    "a title that no page can hold": ('[editions.standard]\ntitle = "\\u0000"', [("P352", "/editions/standard/title")]),
    "no title": ('[editions.standard]\ntitle = ""', [("P352", "/editions/standard/title")]),
    "a variety that is no tag": ('[editions.standard]\nvariety = "lätt"', [("P352", "/editions/standard/variety")]),
    "a variety like no tag": (
        '[editions.standard]\nvariety = "sv\\">"',
        [("P352", "/editions/standard/variety")],
    ),
    "a profile that is a path": ('[editions.standard]\nprofile = "../x"', [("P352", "/editions/standard/profile")]),
    "stages that are a text": ('[editions.standard]\nstages = "numbering"', [("P352", "/editions/standard/stages")]),
    "stages that are numbers": ("[editions.standard]\nstages = [1]", [("P352", "/editions/standard/stages")]),
    "an id with a path": (f'[editions."../ny"]\n{NEW}', [("P353", "/editions/..~1ny")]),
    "an id with a capital": (f"[editions.Ny]\n{NEW}", [("P353", "/editions/Ny")]),
    "an id of two hyphens": (f"[editions.a--b]\n{NEW}", [("P353", "/editions/a--b")]),
    "nothing in it": ("[editions.ny]\n", [("P354", "/editions/ny")] * 3),
    "all of it": (
        'x = 1\n[editions.Ny]\ntitle = 1\nstages = "x"\nfoo = 1\n',
        [
            ("P351", "/x"),
            ("P353", "/editions/Ny"),
            ("P352", "/editions/Ny/title"),
            ("P352", "/editions/Ny/stages"),
            ("P351", "/editions/Ny/foo"),
            ("P354", "/editions/Ny"),
        ],
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_is_wrong_in_progpipe_toml(name: str, tmp_path: Path) -> None:
    text, expected = PROBLEMS[name]
    assert problems(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[edition.ny]", "Did you mean editions?"),
        ("[editions.standard]\nprofil = 1", "Did you mean profile?"),
        ("[editions.standard]\nxyz = 1", "Known here: title, variety, profile, stages, emitters."),
        ("[editions.ny]\ntitle = 'Ny'\nstages = []", "Add emitters to [editions.ny]."),
    ],
)
def test_what_to_do_about_it(text: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        editions(tmp_path, text)
    assert [problem.hint for problem in caught.value.problems] == [hint]


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "progpipe.toml").mkdir()
    with pytest.raises(BuildError, match="P350"):
        read_editions(tmp_path)


@pytest.mark.parametrize("target", ["nowhere", "progpipe.toml", "/dev/zero"])
def test_a_link_that_leads_to_no_file_is_not_passed_over(target: str, tmp_path: Path) -> None:
    (tmp_path / "progpipe.toml").symlink_to(target)
    with pytest.raises(BuildError, match="P350"):
        read_editions(tmp_path)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "progpipe.toml")
    with pytest.raises(BuildError, match="P350"):
        read_editions(tmp_path)


PIECES = ["[editions.ny]", "[editions]", "title", "stages", "=", '"x"', "[", "]", "1", "\n", "{", "}", ".", "'", "\0"]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=30))
def test_any_text_gives_editions_or_problems(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder, codes = tmp_path_factory.getbasetemp(), set()
    try:
        assert {"standard", "lattlast"} <= editions(folder, text.encode()).keys()
    except BuildError as error:
        codes = {problem.code for problem in error.problems}
    assert codes <= {"P350", "P351", "P352", "P353", "P354"}


def test_an_edition_of_the_source_that_does_not_exist_is_a_problem_with_a_place(provkommun: Programme) -> None:
    with pytest.raises(BuildError) as caught:
        find_editions(replace(provkommun, editions=("standard", "lattlest")))
    (problem,) = caught.value.problems
    assert (problem.code, problem.pointer, problem.file) == ("P355", "/editions/1", provkommun.file)
    assert "Did you mean lattlast?" in problem.hint
