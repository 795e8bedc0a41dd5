"""`progpipe check`: what is printed, where, and with which exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fake_validators import ALT, PDF_FILE, folder, validator

import progpipe
from progpipe.check import Finding, Validator
from progpipe.check.kinds import EPUB, HTML, PDF
from progpipe.cli import main

Captured = pytest.CaptureFixture[str]
HOSTILE = Finding(
    code="x\x1b[2J",
    level="incomplete",
    message="red \x1b[31m\u202e<script>alert(1)</script>\nnext & last \x07",
    place="p.\x9b1 > a",
    remedy="Do\r\nthis\x00.",
    count=7,
)


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Install these validators and no others."""

    def installed(*validators: Validator) -> None:
        monkeypatch.setattr(sys.modules["progpipe.check.run"], "load_validators", lambda: validators)

    return installed


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return folder(tmp_path / "mapp")


def check(*arguments: object) -> int:
    return main(["check", *map(str, arguments)])


def test_all_passed(install: Any, place: Path, capsys: Captured) -> None:
    install(validator())
    assert check(place, "--strict") == 0
    assert capsys.readouterr().out == (
        "file         validator  result\n"
        "bok.epub     Prov 1.2   passed\n"
        "program.pdf  Prov 1.2   passed\n"
        "sida.html    Prov 1.2   passed\n"
        "\n"
        "3 passed, 0 failed, 0 not verified; 0 findings\n"
    )


def test_every_finding_with_file_validator_code_place_message_and_remedy(
    install: Any, place: Path, capsys: Captured
) -> None:
    found = Finding(code="RSC-005", level="usage", message="No title.", place="OPF, line 3", remedy="Add it.", count=4)
    install(validator("EPUBCheck", EPUB, found={"bok.epub": [found, ALT]}), validator("Annan", PDF, HTML))
    assert check(place) == 1
    printed = capsys.readouterr().out
    assert "bok.epub     EPUBCheck 1.2  failed (2)\n" in printed
    assert "bok.epub: OPF, line 3\n  EPUBCheck 1.2: RSC-005 (usage, 4 times): No title.\n  remedy: Add it.\n" in printed
    assert "bok.epub\n  EPUBCheck 1.2: ua1:7.3-1 (error): A figure has no alternative text.\n" in printed
    assert printed.endswith("2 passed, 1 failed, 0 not verified; 2 findings\n")


@pytest.mark.parametrize(("options", "status"), [([], 0), (["--strict"], 1)])
def test_what_is_not_verified_fails_only_where_that_was_asked_for(
    options: Sequence[str], status: int, install: Any, place: Path, capsys: Captured
) -> None:
    install(validator("veraPDF", PDF, missing="Run: pip install verapdf"), validator("Annan"))
    assert check(place, *options) == status
    printed = capsys.readouterr().out
    assert "program.pdf  veraPDF    not verified\n" in printed
    assert "Not verified:\n  veraPDF: Run: pip install verapdf\n    program.pdf\n" in printed


def test_nothing_verified_is_said_plainly_and_fails(install: Any, place: Path, capsys: Captured) -> None:
    install(validator(missing="Install it."))
    assert check(place) == 1
    assert "Nothing was verified" in capsys.readouterr().out


def test_json_is_the_same_and_alone_on_standard_output(install: Any, place: Path, capsys: Captured) -> None:
    (place / "brev.txt").write_text("Hej!", encoding="utf-8")
    install(
        validator("A", PDF, found={"program.pdf": [HOSTILE]}),
        validator("B", HTML, missing="Install B."),
        validator("C", EPUB, independent=False),
    )
    assert check(place, "--json") == 1
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert {key: data[key] for key in ("ok", "passed", "failed", "notVerified", "findings")} == {
        "ok": False,
        "passed": 1,
        "failed": 1,
        "notVerified": 1,
        "findings": 1,
    }
    assert [(one["name"], one["independent"], one["missing"]) for one in data["validators"]] == [
        ("A", True, ""),
        ("B", True, "Install B."),
        ("C", False, ""),
    ]
    book, programme, page = data["results"]
    assert book == {
        "file": "bok.epub",
        "path": str(place / "bok.epub"),
        "mediaType": EPUB,
        "validator": "C",
        "version": "1.2",
        "standards": ["PROV-1"],
        "verdict": "passed",
        "reason": "",
        "findings": [],
    }
    assert programme["findings"] == [
        {name: getattr(HOSTILE, name) for name in ("code", "level", "message", "place", "remedy", "count")}
    ]
    assert (page["verdict"], page["reason"]) == ("not verified", "Install B.")
    (over,) = data["passedOver"]
    assert over["file"] == "brev.txt"
    assert "[1/3] A: program.pdf: failed\n" in captured.err


def test_nothing_that_a_terminal_obeys_is_printed(install: Any, tmp_path: Path, capsys: Captured) -> None:
    name = "ond\x1b[2J\n.pdf"
    (tmp_path / name).write_bytes(PDF_FILE)
    install(validator("Pr\x1bov", found={name: [HOSTILE]}), validator("B", PDF, missing="\x1b]0;x\x07"))
    assert check(tmp_path) == 1
    captured = capsys.readouterr()
    assert not {char for char in captured.out + captured.err if char < " " and char != "\n"} - {"\n"}
    assert "\u202e" not in captured.out
    assert "<script>alert(1)</script> next & last" in captured.out


class Terminal:
    """A standard error that a person looks at."""

    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def test_on_a_terminal_progress_is_one_line_that_goes_away(
    install: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    install(validator("Prov\nung"))
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert check(place) == 0
    assert "\n" not in terminal.written
    assert terminal.written.startswith("\r\x1b[K[0/3] Prov\\nung: …\r\x1b[K[1/3]")
    assert terminal.written.endswith("\r\x1b[K")


def test_a_path_that_does_not_exist_is_wrong_usage(install: Any, tmp_path: Path, capsys: Captured) -> None:
    install(validator())
    assert check(tmp_path / "borta") == 2
    assert "there is no file or folder" in capsys.readouterr().err


# --- a bundle ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = Path(__file__).parent.parent / "data" / "provkommun" / "provkommun.json"
    return progpipe.build(source, out=tmp_path_factory.mktemp("ut"), formats=["html", "txt"]).path


@pytest.fixture
def bundle(built: Path, tmp_path: Path) -> Path:
    copy = tmp_path / built.name
    copy.mkdir()
    for path in built.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy


def state(place: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in place.rglob("*") if path.is_file()}


def test_every_file_of_a_bundle_is_checked_also_the_download_page(install: Any, bundle: Path, capsys: Captured) -> None:
    install(validator("axe", HTML))
    before = state(bundle)
    assert check(bundle) == 0
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines() if line.endswith("  passed")] == [
        "index.html",
        "provkommun-2027-2030-lattlast.html",
        "provkommun-2027-2030.html",
    ]
    assert "provkommun-2027-2030.txt: no validator" in printed
    assert state(bundle) == before


def damage(bundle: Path, how: str) -> None:
    page = bundle / "provkommun-2027-2030.html"
    manifest = bundle / "manifest.json"
    if how == "changed":
        page.write_bytes(page.read_bytes() + b"<!-- -->")
    elif how == "missing":
        page.unlink()
    elif how == "stranger":
        (bundle / "extra.pdf").write_bytes(PDF_FILE)
    elif how == "schema":
        data = json.loads(manifest.read_text(encoding="utf-8"))
        data["artefacts"][0]["pages"] = "tretton"
        manifest.write_text(json.dumps(data), encoding="utf-8")
    elif how == "manifest":
        manifest.write_bytes(manifest.read_bytes()[:-3])
    else:
        (bundle / "SHA256SUMS").write_text("hej\n", encoding="utf-8")


@pytest.mark.parametrize("how", ["changed", "missing", "stranger", "schema", "manifest", "checksums"])
def test_a_bundle_that_is_not_whole_is_found_out(how: str, bundle: Path) -> None:
    damage(bundle, how)
    findings = {(found.code, result.validator) for result, found in progpipe.check([bundle]).findings()}
    assert (how, "progpipe bundle") in findings


def test_a_whole_bundle_passes_our_own_check(bundle: Path) -> None:
    report = progpipe.check([bundle / "manifest.json"])
    assert [(item.validator, item.verdict) for item in report.results] == [("progpipe bundle", "passed")]


@pytest.mark.parametrize("path", ["../utanfor.txt", "/etc/passwd", ".", "a\\b", "x\0y"])
def test_a_manifest_leads_nowhere_outside_its_folder(path: str, bundle: Path) -> None:
    (bundle.parent / "utanfor.txt").write_text("hemligt", encoding="utf-8")
    manifest = bundle / "manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    data["artefacts"][0]["path"] = path
    manifest.write_text(json.dumps(data), encoding="utf-8")
    found = [(item.code, item.place) for _, item in progpipe.check([manifest]).findings()]
    assert ("missing", path) in found


# --- the page ---------------------------------------------------------------------------------


def test_the_page_is_written_beside_and_never_into_a_bundle(install: Any, bundle: Path, capsys: Captured) -> None:
    install(validator("axe", HTML))
    before = state(bundle)
    link = bundle.parent / "lank"
    link.symlink_to(bundle)
    (bundle / "under").mkdir()
    for place in (bundle / "kontroll.html", bundle / "index.html", bundle / "under" / "x.html", link / "x.html"):
        assert check(bundle, "--html", place) == 2
        captured = capsys.readouterr()
        assert "never changes" in captured.err
        assert "[1/" not in captured.err  # it is said before anything is checked
    assert state(bundle) == before
    assert check(bundle, "--html", bundle.parent / "kontroll.html", "--theme", "socialdemokraterna") == 0
    assert state(bundle) == before
    assert "Så har vi kontrollerat" in (bundle.parent / "kontroll.html").read_text(encoding="utf-8")


def test_the_page_never_takes_the_place_of_what_is_checked(install: Any, place: Path) -> None:
    install(validator())
    before = state(place)
    page = place / "sida.html"
    assert check(page, "--html", page) == 2
    assert check(place, "--html", page) == 2
    assert check(place, "--html", place) == 2
    assert check(place, "--html", place / "ny.html") == 2
    assert check(place, "--html", place.parent / "finns" / "inte.html") == 2
    assert state(place) == before


def test_a_theme_that_does_not_exist_is_said_before_anything_is_checked(
    install: Any, place: Path, capsys: Captured
) -> None:
    install(validator())
    out = place.parent / "kontroll.html"
    assert check(place, "--html", out, "--theme", "ingen") == 2
    assert not out.exists()
    assert "[1/" not in capsys.readouterr().err


def test_a_page_of_an_earlier_check_is_written_anew(install: Any, place: Path) -> None:
    install(validator())
    out = place.parent / "kontroll.html"
    assert check(place, "--html", out) == 0
    first = out.read_bytes()
    assert check(place, "--html", out) == 0
    assert out.read_bytes() == first


def test_validators_are_listed_with_the_other_plugins(capsys: Captured) -> None:
    assert main(["plugins"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["validator", "bundle", "progpipe"] in [line[:3] for line in lines]
