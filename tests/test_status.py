"""What has changed under which rendition: the status, `--accept`, and what build and manifest say of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import progpipe
from progpipe import labels
from progpipe.cli import main
from progpipe.cli.status import BAR, MARKS, bar
from progpipe.compose import Standing
from progpipe.errors import UsageError
from progpipe.model import Programme

DATA = Path(__file__).parent / "data" / "provkommun"
STALE = "oppna-moten"  # a commitment whose easy-read text is approved
Json = dict[str, Any]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The test programme, in a folder of its own."""
    return shutil.copytree(DATA, tmp_path / "source") / "provkommun.json"


def change_text(source: Path) -> None:
    """The standard text of one commitment says something else now."""
    old, new = "så att alla kan följa dem", "så att många kan följa dem"
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1
    source.write_text(text.replace(old, new), encoding="utf-8")


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Json:
    """What a command says to a machine."""
    capsys.readouterr()
    main([*map(str, arguments), "--json"])
    data: Json = json.loads(capsys.readouterr().out)
    return data


def standings(data: Json) -> dict[str, str]:
    (edition,) = data["editions"]
    return {node["id"]: node["status"] for part in edition["parts"] for node in part["nodes"]}


def renditions(source: Path) -> dict[str, Json]:
    """Every easy-read rendition of a file, by the id of its node."""
    found: dict[str, Json] = {}

    def look(value: Any) -> None:
        if isinstance(value, dict):
            if "renditions" in value:
                found[value["id"]] = value["renditions"].get("sv-simple", {})
            for item in value.values():
                look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(json.loads(source.read_text(encoding="utf-8")))
    return found


# --- what is shown --------------------------------------------------------------------------


def test_every_node_is_shown_with_its_standing(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = standings(told(capsys, "status", source))
    assert found.keys() == renditions(source).keys()
    assert found == {name: rendition["status"] for name, rendition in renditions(source).items()}
    assert set(found.values()) == {"draft", "reviewed", "approved"}


def test_the_numbers_stand_beside_the_bar(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(source)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "edition lattlast (sv-simple): 20 approved, 5 reviewed, 5 draft, 30 in all"
    place = lines.index("  Skolnämnden")
    assert lines[place + 1] == "  [#######====---------] 3 approved, 2 reviewed, 4 draft, 9 in all"
    assert lines[place + 2] == "    approved  skolnamnden (by Lästestgruppen i Provkommun, 2026-10-02)"
    assert "    draft     fria-laromedel: Alla elever ska ha tryckta läroböcker" in lines[place + 5]
    assert not any("\x1b" in line for line in lines)


def test_what_is_missing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """A source that names no such edition is shown in all that are known: it is where one begins."""
    text = json.loads((DATA / "provkommun.json").read_text(encoding="utf-8"))
    del text["editions"], text["renditions"], text["sections"][0]["renditions"]
    (edition,) = progpipe.status(progpipe.load(text, DATA))
    assert edition.edition == "lattlast"
    assert [node.id for node in edition.nodes if node.status is Standing.MISSING] == [text["id"], "inledning"]
    assert edition.counts[Standing.MISSING] == 2


def test_an_edition_in_the_words_of_the_source_has_no_status(provkommun: Programme) -> None:
    assert progpipe.status(provkommun, ["standard"]) == ()
    with pytest.raises(UsageError, match="Did you mean lattlast"):
        progpipe.status(provkommun, ["latlast"])


def test_a_source_with_problems_has_no_status(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.write_text(source.read_text(encoding="utf-8").replace('"introduction"', '"introductoin"'), encoding="utf-8")
    assert main(["status", str(source)]) == 1
    assert "P205" in capsys.readouterr().err


@given(st.lists(st.integers(0, 300), min_size=5, max_size=5).filter(any))
def test_a_bar_is_as_wide_as_it_is_and_leaves_nothing_out(numbers: list[int]) -> None:
    counts = dict(zip(Standing, numbers, strict=True))
    drawn = bar(counts)
    assert len(drawn) == BAR
    assert {standing for standing, mark in MARKS.items() if mark in drawn} == {s for s, n in counts.items() if n}
    assert re.fullmatch(r"#*=*-*!*\.*", drawn)


# --- one text changes -----------------------------------------------------------------------


def test_exactly_that_rendition_is_stale_everywhere(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = standings(told(capsys, "status", source))
    change_text(source)
    after = standings(told(capsys, "status", source))
    assert {name for name in after if after[name] != before[name]} == {STALE}
    assert after[STALE] == "stale"

    built = told(capsys, "build", source, "--format", "html", "--out", tmp_path / "dist")
    (warning,) = built["problems"]
    assert (warning["code"], warning["severity"]) == ("P108", "warning")
    assert warning["pointer"] == "/sections/2/sections/0/commitments/1/renditions/sv-simple/basis"

    bundle = tmp_path / "dist" / "provkommun-2027-2030"
    standard, easy = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))["editions"]
    assert (standard["progress"], standard["stale"]) == (None, None)
    assert easy["stale"] == [STALE]
    assert easy["progress"] == {"missing": 0, "stale": 1, "draft": 5, "reviewed": 5, "approved": 19}
    assert easy["renditions"] == "draft"


def test_people_read_of_it_in_the_status(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_text(source)
    assert main(["status", str(source)]) == 0
    said = capsys.readouterr()
    assert "1 stale" in said.out.splitlines()[0]
    (line,) = [line for line in said.out.splitlines() if line.strip().startswith("stale ")]
    assert STALE in line
    assert "Lästestgruppen" not in line, "their judgement was about another text"
    assert "P108" not in said.err


def test_the_manifest_of_an_offprint_counts_what_is_in_it(source: Path, tmp_path: Path) -> None:
    change_text(source)
    made = progpipe.build(source, out=tmp_path, editions=["lattlast"], formats=["txt"], sections=["fritidsnamnden"])
    (easy,) = json.loads((made.path / "manifest.json").read_text(encoding="utf-8"))["editions"]
    # The title, the section, its two commitments, and the five entries of the glossary
    assert (easy["stale"], sum(easy["progress"].values())) == ([], 1 + 1 + 2 + 5)


def test_a_draft_says_so_on_the_cover_and_on_the_download_page(source: Path, tmp_path: Path) -> None:
    made = progpipe.build(source, out=tmp_path, editions=["lattlast"], formats=["html", "txt"])
    for path in (*(artefact.path for artefact in made.artefacts), made.path / "index.html"):
        words = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
        text = " ".join(words.replace("\u00a0", " ").split())
        assert labels.DRAFT_IN_PART in text, path.name
        assert path.name == "index.html" or labels.DRAFT in text, path.name


# --- accept ---------------------------------------------------------------------------------


def test_accept_stamps_the_new_basis_and_makes_a_draft(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change_text(source)
    old = renditions(source)
    assert main(["status", str(source), "--accept", STALE]) == 0
    assert f"{STALE}: was stale, is now draft" in capsys.readouterr().out
    new = renditions(source)
    assert {name for name in new if new[name] != old[name]} == {STALE}
    assert new[STALE].keys() == old[STALE].keys() - {"review"}
    assert (new[STALE]["status"], new[STALE]["text"]) == ("draft", old[STALE]["text"])
    assert not progpipe.load(source).warnings


def test_the_accepted_source_is_in_canonical_form(source: Path) -> None:
    data = json.loads(source.read_text(encoding="utf-8"))
    source.write_text(json.dumps(data, sort_keys=True), encoding="utf-8")
    assert main(["status", str(source), "--accept", "inledning"]) == 0
    assert main(["fmt", "--check", str(source)]) == 0


def test_accept_takes_every_kind_of_id(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = ["provkommun-2027-2030", "inledning", STALE, "ordet-iop"]
    data = told(capsys, "status", source, "--accept", *ids)
    assert [item["id"] for item in data["accepted"]] == ids
    assert {renditions(source)[name]["status"] for name in ids} == {"draft"}
    assert not progpipe.load(source).warnings


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (
            [STALE, "oppna-mote"],
            f"entry with the id 'oppna-mote'. Did you mean {STALE}",
        ),
        (["frihet", "utan"], "'utan' has no rendition in sv-simple yet"),
    ],
)
def test_an_id_that_cannot_be_accepted_changes_nothing(
    ids: list[str], said: str, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads(source.read_text(encoding="utf-8"))
    data["sections"].append(
        {"id": "utan", "type": "policy", "title": "Utan", "blocks": [{"type": "paragraph", "text": "Ja."}]}
    )
    source.write_text(json.dumps(data), encoding="utf-8")
    before = source.read_bytes()
    assert main(["status", str(source), "--accept", *ids]) == 2
    assert said in capsys.readouterr().err
    assert source.read_bytes() == before


def test_accept_is_about_one_edition(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source.with_name("progpipe.toml").write_text(
        '[editions.english]\ntitle = "English"\nvariety = "en"\nstages = []\nemitters = []\n', encoding="utf-8"
    )
    both = ["--edition", "english", "--edition", "lattlast"]
    assert main(["status", str(source), *both, "--accept", STALE]) == 2
    assert "name it with --edition: english, lattlast" in capsys.readouterr().err
    assert main(["status", str(source), "--edition", "standard", "--accept", STALE]) == 2
    assert main(["status", "-", "--accept", STALE]) == 2
