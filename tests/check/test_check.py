"""`progpipe.check`: the files that are found, what validators say about them, and what happens when these fail."""

from __future__ import annotations

import os
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fake_validators import ALT, EPUB_FILE, HTML_FILE, PDF_FILE, folder, looking, result, validator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import progpipe
from progpipe.check import CheckReport, Finding, NotVerifiedError, Result, Step, Target
from progpipe.check.kinds import EPUB, HTML, MANIFEST, PDF, XHTML, media_type
from progpipe.errors import UsageError
from progpipe.plugins import Plugin


def verdicts(report: CheckReport) -> dict[tuple[str, str], str]:
    return {(item.target.name, item.validator): str(item.verdict) for item in report.results}


def reasons(report: CheckReport) -> dict[str, str]:
    return {item.target.name: item.reason for item in report.unverified}


# --- verdicts -----------------------------------------------------------------------------------


def test_every_file_meets_every_validator_that_knows_its_kind(tmp_path: Path) -> None:
    place = folder(tmp_path / "mapp")
    report = progpipe.check([place], validators=[validator("Alla"), validator("Bara PDF", PDF)])
    assert verdicts(report) == {
        ("bok.epub", "Alla"): "passed",
        ("program.pdf", "Alla"): "passed",
        ("program.pdf", "Bara PDF"): "passed",
        ("sida.html", "Alla"): "passed",
    }
    assert report.passed(strict=True)
    assert {item.version for item in report.results} == {"1.2"}


def test_whatever_is_found_is_a_failure_whatever_its_level(tmp_path: Path) -> None:
    doubt = Finding(code="color-contrast", level="incomplete", message="Is it enough?", remedy="Measure it.")
    report = progpipe.check([folder(tmp_path)], validators=[validator(found={"sida.html": [doubt]})])
    assert verdicts(report)["sida.html", "Prov"] == "failed"
    assert report.failed
    assert not report.passed()
    assert [found for _, found in report.findings()] == [doubt]


def test_a_validator_that_is_not_installed_is_never_a_pass(tmp_path: Path) -> None:
    missing = validator("veraPDF", PDF, missing="Install it with pip install verapdf.")
    report = progpipe.check([folder(tmp_path)], validators=[missing, validator("Annan", HTML, EPUB)])
    assert verdicts(report)["program.pdf", "veraPDF"] == "not verified"
    assert reasons(report) == {"program.pdf": "Install it with pip install verapdf."}
    assert report.passed()
    assert not report.passed(strict=True)


def test_a_document_that_no_validator_knows_is_not_verified(tmp_path: Path) -> None:
    report = progpipe.check([folder(tmp_path)], validators=[validator("Bara PDF", PDF)])
    assert verdicts(report)["bok.epub", "progpipe files"] == "not verified"
    assert "EPUB" in reasons(report)["bok.epub"]
    assert not report.passed(strict=True)


def test_a_file_that_was_named_is_not_verified_where_nobody_knows_it_and_one_in_a_folder_is_passed_over(
    tmp_path: Path,
) -> None:
    text = folder(tmp_path) / "brev.txt"
    text.write_text("Hej!", encoding="utf-8")
    inside = progpipe.check([tmp_path], validators=[validator()])
    assert [item.name for item in inside.passed_over] == ["brev.txt"]
    assert inside.passed(strict=True)
    named = progpipe.check([tmp_path, text], validators=[validator()])
    assert "plain text" in reasons(named)["brev.txt"]
    assert not named.passed(strict=True)


def test_nothing_verified_is_no_pass(tmp_path: Path) -> None:
    for validators in ([], [validator(missing="Install it.")]):
        report = progpipe.check([folder(tmp_path)], validators=validators)
        assert not report.verified
        assert not report.failed
        assert not report.passed()


def test_a_manifest_alone_does_not_make_the_documents_verified(tmp_path: Path) -> None:
    (folder(tmp_path) / "manifest.json").write_text('{"$schema": "urn:progpipe:schema:manifest:1"}', encoding="utf-8")
    report = progpipe.check([tmp_path], validators=[validator("Mapp", MANIFEST)])
    assert verdicts(report)["manifest.json", "Mapp"] == "passed"
    assert not report.verified


# --- validators that fail -----------------------------------------------------------------------


def breaks(targets: Sequence[Target], _: str) -> Iterator[Result]:
    yield result(targets[0])
    raise ValueError("the engine is cold")


def gives_up(targets: Sequence[Target], _: str) -> Iterator[Result]:
    yield result(targets[0])
    raise NotVerifiedError("It took longer than a minute.")


def leaves(targets: Sequence[Target], _: str) -> Iterator[Result]:
    yield result(targets[0])
    raise SystemExit(3)


def strange(targets: Sequence[Target], _: str) -> Iterator[object]:
    yield result(targets[0])
    yield "passed"


def about_others(targets: Sequence[Target], _: str) -> Iterator[Result]:
    yield result(targets[0])
    yield result(Target(path=Path("/annan.pdf"), name="annan.pdf", media_type=PDF))


def nothing(targets: Sequence[Target], _: str) -> None:
    return None


@pytest.mark.parametrize(
    ("look", "cause"),
    [
        (breaks, "ValueError: the engine is cold"),
        (gives_up, "It took longer than a minute."),
        (leaves, "SystemExit"),
        (strange, "it gave str"),
        (about_others, "belongs to none of its files"),
    ],
)
def test_a_validator_that_breaks_leaves_the_rest_not_verified(look: object, cause: str, tmp_path: Path) -> None:
    report = progpipe.check([folder(tmp_path)], validators=[looking(look), validator("Annan")])
    assert verdicts(report)["bok.epub", "Prov"] == "passed"
    assert set(reasons(report)) == {"program.pdf", "sida.html"}
    assert all(cause in reason for reason in reasons(report).values())
    assert verdicts(report)["sida.html", "Annan"] == "passed"


def test_a_validator_that_gives_nothing_at_all_has_not_passed_anything(tmp_path: Path) -> None:
    report = progpipe.check([folder(tmp_path)], validators=[looking(nothing)])
    assert all("TypeError" in reason for reason in reasons(report).values())
    assert len(report.unverified) == 3


def test_a_file_that_a_validator_says_nothing_about_is_not_verified(tmp_path: Path) -> None:
    report = progpipe.check([folder(tmp_path)], validators=[validator(silent=["program.pdf"])])
    assert reasons(report) == {"program.pdf": "it gave no result for this file"}


def test_a_version_that_cannot_be_had_by_accident_is_not_verified(tmp_path: Path) -> None:
    broken = replace(looking(nothing), version=lambda: str(1 / 0))
    report = progpipe.check([folder(tmp_path) / "program.pdf"], validators=[broken])
    assert "ZeroDivisionError" in reasons(report)["program.pdf"]
    assert not report.validators[0].missing


def test_two_results_for_one_file_are_one_that_says_what_both_say(tmp_path: Path) -> None:
    other = Finding(code="x", level="warning", message="m", remedy="r")

    def twice(targets: Sequence[Target], _: str) -> Iterator[Result]:
        for target in targets:
            yield result(target, standards=["A"])
            yield result(target, "Prov", ALT, standards=["B"])
            yield result(target, "Prov", ALT, other, standards=["A"])

    report = progpipe.check([folder(tmp_path) / "program.pdf"], validators=[looking(twice)])
    (merged,) = report.results
    assert merged.findings == (ALT, other)
    assert merged.standards == ("A", "B")


def test_what_a_validator_found_before_it_could_not_go_on_still_counts(tmp_path: Path) -> None:
    def half(targets: Sequence[Target], _: str) -> Iterator[Result]:
        yield result(targets[0], "Prov", ALT, reason="Only page 1 was read.")

    report = progpipe.check([folder(tmp_path) / "program.pdf"], validators=[looking(half)])
    assert reasons(report) == {"program.pdf": "Only page 1 was read."}
    assert report.failed
    assert not report.passed()


def test_results_stand_in_the_validators_own_name(tmp_path: Path) -> None:
    def masked(targets: Sequence[Target], _: str) -> Iterator[Result]:
        for target in targets:
            yield result(target, "veraPDF")

    report = progpipe.check([folder(tmp_path)], validators=[looking(masked, "Annan")])
    assert {item.validator for item in report.results} == {"Annan"}


def test_two_validators_with_one_name_are_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two validators are called 'Prov'"):
        progpipe.check([folder(tmp_path)], validators=[validator(), validator()])


def plugin(target: str) -> Plugin:
    return Plugin(kind="validator", name="prov", distribution="provningen", version="1", target=target)


@pytest.mark.parametrize("target", ["finns_inte:prov", "json:dumps"])
def test_a_plugin_that_is_no_validator_is_not_verified(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["progpipe.check.run"], "installed", lambda: {"prov": plugin(target)})
    report = progpipe.check([folder(tmp_path)])
    assert all("provningen" in reason for reason in reasons(report).values())
    assert len(report.unverified) == 3


# --- progress -----------------------------------------------------------------------------------


def test_progress_is_told_when_a_validator_begins_and_of_each_file(tmp_path: Path) -> None:
    steps: list[Step] = []
    progpipe.check([folder(tmp_path)], validators=[validator(silent=["sida.html"])], progress=steps.append)
    assert [(step.done, step.total, step.file, step.verdict) for step in steps] == [
        (0, 3, "", None),
        (1, 3, "bok.epub", "passed"),
        (2, 3, "program.pdf", "passed"),
        (3, 3, "sida.html", "not verified"),
    ]


def test_what_progress_raises_is_not_the_validators_fault(tmp_path: Path) -> None:
    def broken_pipe(_: Step) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        progpipe.check([folder(tmp_path)], validators=[validator()], progress=broken_pipe)


# --- what kind a file is ------------------------------------------------------------------------


def zipped(*names: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "x")

    return write


def content(value: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(value)

    return write


@pytest.mark.parametrize(
    ("write", "kind"),
    [
        (content(PDF_FILE), PDF),
        (content(b"\n junk before\n" + PDF_FILE), PDF),
        (content(EPUB_FILE), EPUB),
        (zipped("META-INF/container.xml", "mimetype"), EPUB),
        (zipped("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (zipped("content.xml", "META-INF/manifest.xml"), "application/vnd.oasis.opendocument.text"),
        (zipped("a.txt"), "application/zip"),
        (content(HTML_FILE), HTML),
        (content(b"\xef\xbb\xbf <!-- hej --> <HTML>"), HTML),
        (content("\ufeff<!DOCTYPE html>".encode("utf-16-le")), HTML),
        (content(b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>"), XHTML),
        (content(b"<?xml version='1.0'?><svg/>"), "application/xml"),
        (content(b"\x89PNG\r\n\x1a\n\0\0"), "image/png"),
        (content(b'{"$schema": "urn:progpipe:schema:manifest:1"}'), MANIFEST),
        (content(b'{"a": 1}'), "text/plain"),
        (content("Hej på dig".encode()), "text/plain"),
        (content("å".encode() * 4095), "text/plain"),
        (content(b"\0\1\2\xff"), "application/octet-stream"),
    ],
)
def test_the_kind_is_told_by_the_content_and_not_by_the_name(
    write: Callable[[Path], None], kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "fil.bin"
    write(path)
    assert media_type(path) == kind


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary() | st.binary().map(lambda tail: b"PK\x03\x04" + tail) | st.binary().map(lambda tail: b"<?xml" + tail))
def test_any_bytes_have_a_kind(tmp_path: Path, value: bytes) -> None:
    path = tmp_path / "fil"
    path.write_bytes(value)
    assert "/" in media_type(path)


@pytest.mark.parametrize("value", [b"", b"Not found", PDF_FILE])
def test_a_file_that_is_not_what_it_is_called_is_a_finding(value: bytes, tmp_path: Path) -> None:
    (tmp_path / "bok.epub").write_bytes(value)
    report = progpipe.check([tmp_path], validators=[validator()])
    ((owner, finding),) = report.findings()
    assert owner.target.name == "bok.epub"
    assert finding.code == ("kind" if value else "empty")
    assert not report.passed()


# --- which files --------------------------------------------------------------------------------


def test_files_in_folders_are_called_by_their_path_from_there(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    folder(tmp_path / "a" / "b")
    report = progpipe.check([tmp_path / "a"], validators=[validator()])
    assert [item.target.name for item in report.results] == ["b/bok.epub", "b/program.pdf", "b/sida.html"]


def test_files_with_one_name_are_called_by_their_paths(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "a") / "program.pdf", folder(tmp_path / "b") / "program.pdf"
    report = progpipe.check([one, other], validators=[validator()])
    assert [item.target.name for item in report.results] == [str(one), str(other)]


def test_a_file_that_is_named_twice_is_checked_once(tmp_path: Path) -> None:
    place = folder(tmp_path)
    link = tmp_path / "lank.pdf"
    link.symlink_to(place / "program.pdf")
    report = progpipe.check([place, place / "program.pdf", str(place), link], validators=[validator()])
    assert len(report.results) == 3


def test_links_are_followed_to_files_and_not_to_folders(tmp_path: Path) -> None:
    real = folder(tmp_path / "riktig")
    (tmp_path / "mapp").mkdir()
    (tmp_path / "mapp" / "fil.pdf").symlink_to(real / "program.pdf")
    (tmp_path / "mapp" / "runt").symlink_to(tmp_path)
    (tmp_path / "mapp" / "borta.pdf").symlink_to(tmp_path / "ingenting")
    report = progpipe.check([tmp_path / "mapp"], validators=[validator()])
    assert verdicts(report) == {("borta.pdf", "progpipe files"): "not verified", ("fil.pdf", "Prov"): "passed"}
    assert [item.name for item in report.passed_over] == ["runt"]


def test_what_is_hidden_is_not_checked_unless_it_is_named(tmp_path: Path) -> None:
    hidden = folder(tmp_path) / ".utkast.pdf"
    hidden.write_bytes(PDF_FILE)
    assert len(progpipe.check([tmp_path], validators=[validator()]).results) == 3
    assert len(progpipe.check([hidden], validators=[validator()]).results) == 1


@pytest.mark.parametrize("paths", [[], "dist", ["finns-inte"], ["a\0b"]])
def test_paths_that_lead_nowhere_are_wrong_usage(paths: Sequence[str]) -> None:
    with pytest.raises(UsageError):
        progpipe.check(paths, validators=[validator()])


def test_what_is_no_ordinary_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(folder(tmp_path) / "ror.pdf")
    report = progpipe.check([tmp_path], validators=[validator()])
    assert reasons(report) == {"ror.pdf": "it is no ordinary file"}
    with pytest.raises(UsageError, match="neither a file nor a folder"):
        progpipe.check([tmp_path / "ror.pdf"], validators=[validator()])


def test_a_file_that_cannot_be_read_is_not_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = folder(tmp_path) / "program.pdf"
    opened = Path.open

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "open", refuse)
    report = progpipe.check([tmp_path], validators=[validator()])
    assert reasons(report) == {"program.pdf": "it cannot be read: Permission denied"}


def test_a_file_that_is_too_large_is_not_given_to_validators(tmp_path: Path) -> None:
    large = tmp_path / "stor.pdf"
    with large.open("wb") as file:
        file.write(PDF_FILE)
        file.truncate((1 << 30) + 1)
    report = progpipe.check([large], validators=[validator()])
    assert "1,073,741,825 bytes" in reasons(report)["stor.pdf"]


def test_many_files(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number:03}.pdf").write_bytes(PDF_FILE)
    report = progpipe.check([tmp_path], validators=[validator(found={"599.pdf": [ALT]})])
    assert len(report.results) == 600
    assert [owner.target.name for owner, _ in report.findings()] == ["599.pdf"]
