"""`build --verified`: only what every validator passes is published, and the page about it goes with the bundle."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fake_validators import ALT, looking, result, validator
from jsonschema import Draft202012Validator
from lxml.html import document_fromstring

import progpipe
from progpipe.check import NotVerifiedError, Result, Target, Validator
from progpipe.check.kinds import HTML, MANIFEST
from progpipe.check.validators.bundle import bundle as own
from progpipe.cli import main
from progpipe.data import data_folder
from progpipe.errors import BuildError, MachineError, MissingDependencyError, UsageError

SOURCE = Path(__file__).parent.parent / "data" / "provkommun" / "provkommun.json"
NAME = "provkommun-2027-2030"
FORMATS = ("html", "txt")
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Install these validators, and our own check of bundles."""

    def installed(*validators: Validator) -> None:
        monkeypatch.setattr(sys.modules["progpipe.check.run"], "load_validators", lambda: (*validators, own))

    return installed


def build(out: Path, *, verified: bool = True) -> Path:
    return progpipe.build(SOURCE, out=out, formats=FORMATS, editions=["standard"], verified=verified).path


def command(out: Path, *more: str) -> int:
    arguments = ["build", str(SOURCE), "--out", str(out), "--edition", "standard", "--verified", *more]
    return main([*arguments, *(word for name in FORMATS for word in ("--format", name))])


def state(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_bundle_that_passes_is_published_with_the_page(install: Any, tmp_path: Path) -> None:
    install(validator("axe", HTML, standards=["WCAG 2.2 AA"]))
    bundle = build(tmp_path)
    assert {path.name for path in bundle.iterdir()} == {
        *(f"{NAME}.html", f"{NAME}.txt", "index.html", "kontroll.html", "manifest.json", "SHA256SUMS")
    }
    sums = (bundle / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"{hashlib.sha256((bundle / 'kontroll.html').read_bytes()).hexdigest()}  kontroll.html\n" in sums
    index = document_fromstring((bundle / "index.html").read_text(encoding="utf-8"))
    (link,) = index.xpath("//a[@href='kontroll.html']")
    assert link.text_content() == "Så har vi kontrollerat tillgängligheten"
    assert progpipe.check([bundle]).passed(strict=True)


def test_only_that_fills_checked_by(install: Any, tmp_path: Path) -> None:
    install(validator("axe", HTML, standards=["WCAG 2.2 A", "WCAG 2.2 AA"]), validator("Nu", HTML, standards=[]))
    manifest = json.loads((build(tmp_path) / "manifest.json").read_text(encoding="utf-8"))
    assert {item["path"]: item["checkedBy"] for item in manifest["artefacts"]} == {
        f"{NAME}.html": ["axe 1.2: WCAG 2.2 A, WCAG 2.2 AA", "Nu 1.2"],
        f"{NAME}.txt": [],
    }
    schema = json.loads((data_folder("schema") / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(manifest)
    plain = build(tmp_path, verified=False)
    manifest = json.loads((plain / "manifest.json").read_text(encoding="utf-8"))
    assert {tuple(item["checkedBy"]) for item in manifest["artefacts"]} == {()}
    assert not (plain / "kontroll.html").exists()
    assert "kontroll.html" not in (plain / "index.html").read_text(encoding="utf-8")


def test_the_page_covers_the_artefacts_and_the_download_page_and_says_that_it_came_last(
    install: Any, tmp_path: Path
) -> None:
    install(validator("axe", HTML))
    tree = document_fromstring((build(tmp_path) / "kontroll.html").read_text(encoding="utf-8"))
    rows = [
        [" ".join(cell.text_content().split()) for cell in row]
        for row in tree.get_element_by_id("kontrollerat-tabell").xpath("./tbody/tr")
    ]
    assert rows == [
        ["index.html", "axe 1.2", "PROV-1", "inga fel hittades"],
        [f"{NAME}.html", "axe 1.2", "PROV-1", "inga fel hittades"],
    ]
    said = " ".join(tree.text_content().split())
    assert "Den här sidan skrevs sist." in said
    assert f"så dem har vi inte kontrollerat: {NAME}.txt." in said


def test_the_validators_read_the_very_bytes_that_are_published(install: Any, tmp_path: Path) -> None:
    seen: dict[str, bytes] = {}

    def reads(targets: Sequence[Target], _: str) -> Iterator[Result]:
        for target in targets:
            assert tmp_path not in target.path.parents
            seen[target.name] = target.path.read_bytes()
            yield result(target)

    install(looking(reads))
    bundle = build(tmp_path)
    assert set(seen) == {"index.html", "kontroll.html", f"{NAME}.html"}
    assert all((bundle / name).read_bytes() == content for name, content in seen.items())


def test_the_same_input_gives_the_same_bytes(install: Any, tmp_path: Path) -> None:
    install(validator("axe", HTML))
    assert state(build(tmp_path / "a")) == state(build(tmp_path / "b"))


def pages_that_break(targets: Sequence[Target], _: str) -> Iterator[Result]:
    yield from (result(target) for target in targets if target.name == "index.html")
    raise ValueError("the engine is cold")


@pytest.mark.parametrize("file", ["index.html", f"{NAME}.html", "kontroll.html", "manifest.json"])
def test_a_finding_in_any_file_leaves_the_old_bundle_byte_for_byte(file: str, install: Any, tmp_path: Path) -> None:
    build(tmp_path, verified=False)
    before = state(tmp_path)
    install(validator("axe", HTML, MANIFEST, found={file: [ALT]}))
    with pytest.raises(BuildError) as caught:
        build(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.hint) == ("P580", file, ALT.remedy)
    assert "axe: ua1:7.3-1 (error): A figure has no alternative text." in problem.message
    assert state(tmp_path) == before


def test_every_finding_comes_at_once_with_what_was_not_verified(install: Any, tmp_path: Path) -> None:
    install(
        validator("axe", HTML, found={"index.html": [ALT], f"{NAME}.html": [ALT, ALT]}),
        looking(pages_that_break, "Nu"),
        validator("Ace", HTML, missing="Install Ace."),
    )
    with pytest.raises(BuildError) as caught:
        build(tmp_path)
    found = [(problem.code, problem.file) for problem in caught.value.problems]
    assert found == [
        ("P580", "index.html"),
        ("P580", f"{NAME}.html"),
        ("P580", f"{NAME}.html"),
        ("P581", f"{NAME}.html"),
        ("P581", None),
    ]
    assert "Ace: Install Ace." in caught.value.problems[-1].message
    assert not (tmp_path / NAME).exists()


def gives_up(targets: Sequence[Target], _: str) -> Iterator[Result]:
    raise NotVerifiedError("It took longer than a minute.")
    yield from map(result, targets)


@pytest.mark.parametrize("look", [pages_that_break, gives_up, lambda *_: ()])
def test_what_is_not_verified_is_not_published(look: Any, install: Any, tmp_path: Path, capsys: Captured) -> None:
    build(tmp_path, verified=False)
    before = state(tmp_path)
    install(looking(look))
    assert command(tmp_path) == 1
    assert "P581" in capsys.readouterr().err
    assert state(tmp_path) == before


def test_a_validator_that_is_not_installed_is_something_that_the_build_needs(
    install: Any, tmp_path: Path, capsys: Captured
) -> None:
    build(tmp_path, verified=False)
    before = state(tmp_path)
    install(validator("axe", HTML, missing="Install axe with npm install axe-core."), validator("Nu", HTML))
    with pytest.raises(MissingDependencyError, match=r"axe: Install axe with npm install axe-core\."):
        build(tmp_path)
    assert command(tmp_path) == 3
    assert "nothing was published" in capsys.readouterr().err
    assert state(tmp_path) == before


@pytest.mark.parametrize("ours", [[], [validator("Vår", HTML, independent=False)]])
def test_our_own_word_is_not_enough(ours: list[Validator], install: Any, tmp_path: Path) -> None:
    install(*ours)
    with pytest.raises(MissingDependencyError, match="No independent validator of HTML"):
        build(tmp_path)


def test_the_command_says_what_was_found_and_where(install: Any, tmp_path: Path, capsys: Captured) -> None:
    install(validator("axe", HTML, found={f"{NAME}.html": [ALT]}))
    assert command(tmp_path) == 1
    captured = capsys.readouterr()
    assert f"{NAME}.html: error P580: axe: ua1:7.3-1" in captured.err
    assert "hint: Describe it." in captured.err
    assert f"[2/2] axe: {NAME}.html: failed\n" in captured.err
    assert captured.out == ""


def test_the_command_lists_the_page(install: Any, tmp_path: Path, capsys: Captured) -> None:
    install(validator("axe", HTML))
    assert command(tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(tmp_path / NAME / "kontroll.html")
    assert command(tmp_path, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["bundles"][0]["artefacts"][0]["checkedBy"] == ["axe 1.2: PROV-1"]


def test_a_verified_bundle_can_be_replaced_by_one_that_is_not(install: Any, tmp_path: Path) -> None:
    install(validator("axe", HTML))
    build(tmp_path)
    build(tmp_path, verified=False)
    build(tmp_path)
    assert (tmp_path / NAME / "kontroll.html").exists()


def test_a_programme_whose_page_would_have_the_name_is_refused(install: Any, tmp_path: Path) -> None:
    install(validator("axe", HTML))
    source = json.loads(SOURCE.read_text(encoding="utf-8")) | {"id": "kontroll"}
    programme = progpipe.load(source, base=SOURCE.parent)
    with pytest.raises(UsageError, match=r"kontroll\.html"):
        progpipe.build(programme, out=tmp_path, formats=FORMATS, editions=["standard"], verified=True)


def test_a_full_disk_is_the_machines_fault(install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(validator("axe", HTML))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "borta"))
    with pytest.raises(MachineError, match="temporary files"):
        build(tmp_path / "ut")


def test_nothing_temporary_is_left(install: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    install(validator("axe", HTML, found={"index.html": [ALT]}))
    with pytest.raises(BuildError):
        build(tmp_path / "ut")
    install(validator("axe", HTML))
    build(tmp_path / "ut")
    assert not list((tmp_path / "tmp").iterdir())
