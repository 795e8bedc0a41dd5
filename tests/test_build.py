"""A whole build, from the source to the bundle: what is in it, and what happens when the machine is against it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from lxml.html import document_fromstring

import progpipe
import progpipe.bundle.publish
from progpipe import labels
from progpipe.bundle import Bundle
from progpipe.cli import main
from progpipe.editions import read_editions
from progpipe.errors import BuildError, MachineError, UsageError
from progpipe.model import Edition, Programme
from progpipe.theme import theme_names

ROOT: Final = Path(__file__).parent.parent
DATA: Final = ROOT / "tests" / "data" / "provkommun"
SOURCES: Final = {
    "provkommun-2027-2030": DATA / "provkommun.json",
    "alingsas-2027-2030": ROOT / "source" / "alingsas-2027-2030.json",
}
PROV: Final = "provkommun-2027-2030"
FORMATS: Final = ("pdf", "epub", "html", "docx", "odt", "txt")
OURS: Final = {"index.html", "manifest.json", "SHA256SUMS"}
GAP: Final = labels.GAP.format(variety=labels.variety("sv-simple"))
Change = Callable[[Any], None]


# --- what is in a bundle --------------------------------------------------------------------


def words(path: Path) -> str:
    """All that a file says, without spaces and hyphens: where lines end is the format's business."""
    return squeezed(READERS[path.suffix](path.read_bytes()))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\ufffe\u0002-]+", "", text)


def _pdf(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def _zip(content: bytes, wanted: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.search(wanted, name)]
    return "".join("".join(etree.fromstring(part).itertext()) for part in parts)


READERS: Final[Mapping[str, Callable[[bytes], str]]] = {
    ".pdf": _pdf,
    ".epub": lambda content: _zip(content, r"\.xhtml$"),
    ".html": lambda content: str(document_fromstring(content.decode("utf-8")).body.text_content()),
    ".docx": lambda content: _zip(content, r"word/(document|footnotes)\.xml$"),
    ".odt": lambda content: _zip(content, r"^content\.xml$"),
    ".txt": lambda content: content.decode("utf-8"),
}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def check_sums(folder: Path) -> None:
    """As a reader of the download page would."""
    command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    listed = {line.split("  ")[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    assert listed | {"SHA256SUMS"} == names(folder)


@pytest.fixture(scope="session")
def bundle(provkommun: Programme, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The test programme, published as it asks for. Tests only look at it."""
    return progpipe.build(provkommun, out=tmp_path_factory.mktemp("dist"))


def test_both_editions_in_all_formats(bundle: Bundle) -> None:
    standard = {f"{PROV}.{suffix}" for suffix in FORMATS}
    easy = {f"{PROV}-lattlast.{suffix}" for suffix in FORMATS}
    assert names(bundle.path) == standard | easy | OURS
    check_sums(bundle.path)
    manifest = json.loads((bundle.path / "manifest.json").read_text(encoding="utf-8"))
    found = {(item["path"], item["edition"], item["language"]) for item in manifest["artefacts"]}
    assert found == {(name, "standard", "sv") for name in standard} | {(name, "lattlast", "sv-simple") for name in easy}


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_says_what_its_edition_says(suffix: str, bundle: Bundle) -> None:
    standard, easy = words(bundle.path / f"{PROV}.{suffix}"), words(bundle.path / f"{PROV}-lattlast.{suffix}")
    said = squeezed("Mötena är öppna för alla"), squeezed("Alla får komma och lyssna på mötena")
    assert [text in standard for text in said] == [True, False]
    assert [text in easy for text in said] == [False, True]


def test_a_path_is_as_good_as_a_programme(tmp_path: Path) -> None:
    for source in (SOURCES[PROV], str(SOURCES[PROV])):
        made = progpipe.build(source, out=tmp_path, editions=["standard"], formats=["txt"])
        assert names(made.path) == {f"{PROV}.txt", *OURS}


# --- choosing -------------------------------------------------------------------------------


def run(*arguments: str | Path, out: Path) -> int:
    return main(["build", str(SOURCES[PROV]), "--out", str(out), *map(str, arguments)])


def test_the_command_line_chooses_editions_and_formats(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--edition", "lattlast", "--format", "txt", "--format", "html", "--format", "txt", out=tmp_path) == 0
    folder = tmp_path / PROV
    assert names(folder) == {f"{PROV}-lattlast.txt", f"{PROV}-lattlast.html", *OURS}
    assert set(capsys.readouterr().out.split()) == {
        str(folder / name) for name in (f"{PROV}-lattlast.txt", f"{PROV}-lattlast.html", "index.html")
    }


def test_the_new_bundle_is_exactly_what_was_asked_for(tmp_path: Path) -> None:
    assert run("--format", "html", "--format", "txt", out=tmp_path) == 0
    assert run("--edition", "standard", "--format", "txt", out=tmp_path) == 0
    assert names(tmp_path / PROV) == {f"{PROV}.txt", *OURS}
    assert names(tmp_path) == {PROV}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--edition", "latlast"], "Did you mean lattlast?"),
        (["--format", "epbu"], "Did you mean epub?"),
        (["--theme", "defualt"], "Did you mean 'default'?"),
        (["--section", "skolnamden"], 'Did you mean "skolnamnden"?'),
    ],
)
def test_a_name_that_does_not_exist(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, "--format", "txt", *arguments, out=tmp_path) == 2
    assert said in capsys.readouterr().err
    assert not names(tmp_path)


def test_a_theme_of_ones_own(tmp_path: Path) -> None:
    theme = tmp_path / "varmt"
    theme.mkdir()
    (theme / "theme.toml").write_text('title = "Varmt"\nextends = "default"\n[colours]\nlink = "#5c1a00"\n')
    assert run("--theme", theme, "--edition", "standard", "--format", "html", out=tmp_path / "dist") == 0
    assert b"--link: #5c1a00" in (tmp_path / "dist" / PROV / f"{PROV}.html").read_bytes()
    manifest = json.loads((tmp_path / "dist" / PROV / "manifest.json").read_text())
    assert manifest["theme"]["name"] == "varmt"


# --- an offprint ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def offprint(provkommun: Programme, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    out = tmp_path_factory.mktemp("offprint")
    return progpipe.build(
        provkommun, out=out, sections=["skolnamnden"], formats=["html", "txt"], base_url="https://example.se/p/"
    )


def test_an_offprint_has_its_own_folder_and_names(offprint: Bundle) -> None:
    assert offprint.path.name == f"{PROV}-skolnamnden"
    assert names(offprint.path) == {
        *(f"{PROV}-skolnamnden{edition}.{suffix}" for edition in ("", "-lattlast") for suffix in ("html", "txt")),
        *OURS,
    }
    check_sums(offprint.path)


def page(path: Path) -> Any:
    return document_fromstring(path.read_text(encoding="utf-8"))


def numbers(html: Any) -> dict[str, int]:
    """The number of each commitment as a reader sees it, by its id."""
    lists = html.xpath("//ol[contains(@class, 'commitments')]")
    return {
        item.get("id"): number
        for each in lists
        for number, item in enumerate(each.xpath("./li"), start=int(each.get("start", "1")))
    }


@pytest.mark.parametrize("edition", ["", "-lattlast"])
def test_the_numbers_of_an_offprint_are_those_of_the_whole(edition: str, offprint: Bundle, bundle: Bundle) -> None:
    part = numbers(page(offprint.path / f"{PROV}-skolnamnden{edition}.html"))
    whole = numbers(page(bundle.path / f"{PROV}{edition}.html"))
    assert 0 < len(part) < len(whole)
    assert list(whole.values()) == list(range(1, len(whole) + 1))
    assert part.items() <= whole.items()
    assert 1 not in part.values()


def test_an_offprint_has_no_link_to_what_it_does_not_have(offprint: Bundle) -> None:
    html = page(offprint.path / f"{PROV}-skolnamnden.html")
    here = {element.get("id") for element in html.iter() if element.get("id")}
    links = [link.get("href") for link in html.iter("a") if link.get("href")]
    assert {link[1:] for link in links if link.startswith("#")} <= here
    away = [link for link in links if f"{PROV}.html#" in link]
    assert all(link.startswith(f"https://example.se/p/{PROV}.html#") for link in away)
    assert "provbostader" not in here


def test_an_offprint_without_an_address_keeps_the_words(provkommun: Programme, tmp_path: Path) -> None:
    made = progpipe.build(provkommun, out=tmp_path, sections=["inledning"], editions=["standard"], formats=["html"])
    html = page(made.path / f"{PROV}-inledning.html")
    assert "bostäder" in html.text_content()
    assert not [link for link in html.iter("a") if "provbostader" in (link.get("href") or "")]


def test_a_section_that_is_named_twice_is_one(tmp_path: Path) -> None:
    assert run(*["--section", "skolnamnden"] * 2, "--format", "txt", out=tmp_path) == 0
    assert names(tmp_path) == {f"{PROV}-skolnamnden"}


def test_a_name_that_no_disk_takes(alingsas: Programme, tmp_path: Path) -> None:
    """An offprint is named after all its sections."""
    many = [part.id for whole in alingsas.sections for part in whole.sections]
    with pytest.raises(MachineError, match=r"File name too long\. .* choose fewer"):
        progpipe.build(alingsas, out=tmp_path, sections=many, formats=["html"])
    assert not names(tmp_path)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.se",
        "//example.se",
        "javascript:alert(1)",
        "file:///tmp",
        "https://",
        "https://example.se/a b",
        "https://example.se/?q",
        "https://example.se/#a",
        'https://example.se/"',
        "https://example.se/\n",
        "https://å.se",
    ],
)
def test_a_base_url_that_is_none(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--format", "txt", "--base-url", url, out=tmp_path) == 2
    assert "is no base URL" in capsys.readouterr().err
    assert not names(tmp_path)


# --- renditions -----------------------------------------------------------------------------


def sections(data: Any) -> Iterator[Any]:
    for part in data.get("sections", []):
        yield part
        yield from sections(part)


def find(data: Any, name: str) -> Any:
    """The section or commitment with that id."""
    nodes = [*sections(data), *(item for part in sections(data) for item in part.get("commitments", []))]
    return next(node for node in nodes if node["id"] == name)


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Change], Path]:
    """The test programme with a change, in a folder of its own."""

    def make(change: Change) -> Path:
        folder = shutil.copytree(DATA, tmp_path / "source")
        path = folder / "provkommun.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
        return path

    return make


def without_easy(*nodes: str) -> Change:
    def change(data: Any) -> None:
        for name in nodes:
            del find(data, name)["renditions"]

    return change


def test_a_missing_rendition_stops_the_build(changed: Callable[[Change], Path], tmp_path: Path) -> None:
    path = changed(without_easy("kommunfullmaktige", "oppna-moten"))
    with pytest.raises(BuildError) as caught:
        progpipe.build(path, out=tmp_path / "dist")
    assert [(problem.code, problem.pointer) for problem in caught.value.problems] == [
        ("P301", "/sections/2/sections/0"),
        ("P301", "/sections/2/sections/0/commitments/1"),
    ]
    assert not (tmp_path / "dist").exists()


def test_the_standard_edition_needs_no_rendition(changed: Callable[[Change], Path], tmp_path: Path) -> None:
    path = changed(without_easy("kommunfullmaktige"))
    made = progpipe.build(path, out=tmp_path / "dist", editions=["standard"], formats=["txt"], require="approved")
    assert names(made.path) == {f"{PROV}.txt", *OURS}


@pytest.fixture(scope="module")
def with_gaps(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("gaps")
    shutil.copytree(DATA, folder / "source")
    path = folder / "source" / "provkommun.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    without_easy("kommunfullmaktige", "fler-medborgarforslag")(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    return progpipe.build(path, out=folder / "dist", editions=["lattlast"], require="none")


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_gap_is_visible_in_every_format(suffix: str, with_gaps: Bundle) -> None:
    said = words(with_gaps.path / f"{PROV}-lattlast.{suffix}")
    assert said.count(squeezed(GAP)) == 2
    for standard in ("Kommunfullmäktige är kommunens högsta", "Gör det lättare att lämna medborgarförslag"):
        assert squeezed(standard) not in said, "the standard text never takes its place"
    assert squeezed("Du ska kunna se mötena") in said


def test_the_manifest_says_that_something_is_missing(with_gaps: Bundle) -> None:
    manifest = json.loads((with_gaps.path / "manifest.json").read_text(encoding="utf-8"))
    assert [edition["renditions"] for edition in manifest["editions"]] == ["missing"]


@pytest.mark.parametrize(("require", "unmet"), [("none", 0), ("draft", 0), ("reviewed", 5), ("approved", 5 + 5)])
def test_how_far_the_renditions_must_have_come(
    require: str, unmet: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the renditions of the test programme five are drafts, five are reviewed and twenty are approved."""
    status = run("--edition", "lattlast", "--format", "txt", "--require", require, "--json", out=tmp_path)
    told = json.loads(capsys.readouterr().out)
    assert (status, [problem["code"] for problem in told["problems"]]) == (1 if unmet else 0, ["P302"] * unmet)
    assert all(problem["line"] and problem["pointer"].endswith("/sv-simple") for problem in told["problems"])
    assert names(tmp_path) == (set() if unmet else {PROV})


def test_a_rendition_of_another_text_is_a_draft(changed: Callable[[Change], Path], tmp_path: Path) -> None:
    """It was approved; then the text that it renders changed."""

    def change(data: Any) -> None:
        find(data, "oppna-moten")["text"] += " Alltid."

    path = changed(change)
    with pytest.raises(BuildError) as caught:
        progpipe.build(path, out=tmp_path / "dist", editions=["lattlast"], formats=["html"], require="reviewed")
    found = {problem.pointer: problem.message for problem in caught.value.problems}
    message = found["/sections/2/sections/0/commitments/1/renditions/sv-simple"]
    assert message.endswith("is draft (its source text has changed since), not reviewed")
    assert len(found) == 5 + 1
    made = progpipe.build(path, out=tmp_path / "dist", editions=["lattlast"], formats=["html"])
    assert labels.DRAFT_IN_PART in page(made.path / f"{PROV}-lattlast.html").text_content()


# --- editions are data ----------------------------------------------------------------------

SHOUT: Final = """
from dataclasses import replace
from progpipe.publication import Text, rewrite

def shout(publication, context):
    return rewrite(publication, lambda node: Text(value=node.value.upper()) if isinstance(node, Text) else node)
"""


@pytest.fixture
def shouting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution with one stage, laid out on the path."""
    info = tmp_path / "site" / "shouting-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[progpipe.stages]\nshout = shouting_stage:shout\n")
    (tmp_path / "site" / "shouting_stage.py").write_text(SHOUT)
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "shouting_stage", raising=False)


@pytest.mark.usefixtures("shouting")
def test_a_stage_of_somebody_else_in_an_edition(provkommun: Programme, tmp_path: Path) -> None:
    standard = read_editions(None)["standard"]
    loud = Edition(id="hogt", title="Högt", stages=(*standard.stages, "shout"), emitters=("txt",))
    made = progpipe.build(provkommun, out=tmp_path / "dist", editions=["standard", loud], formats=["txt"])
    assert squeezed("MÖTENA ÄR ÖPPNA FÖR ALLA") in words(made.path / f"{PROV}-hogt.txt")
    assert squeezed("Mötena är öppna för alla") in words(made.path / f"{PROV}.txt")
    manifest = json.loads((made.path / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["editions"][1]["stages"][-1] == "shout"
    assert manifest["tools"]["shouting"] == "1"


@pytest.mark.usefixtures("shouting")
def test_a_stage_of_somebody_else_beside_the_source(changed: Callable[[Change], Path], tmp_path: Path) -> None:
    path = changed(lambda _: None)
    (path.parent / "progpipe.toml").write_text(
        '[editions.hogt]\ntitle = "Högt"\nstages = ["numbering", "references", "shout"]\nemitters = ["txt"]\n',
        encoding="utf-8",
    )
    assert main(["build", str(path), "--edition", "hogt", "--out", str(tmp_path / "dist")]) == 0
    assert names(tmp_path / "dist" / PROV) == {f"{PROV}-hogt.txt", *OURS}
    assert squeezed("MÖTENA ÄR ÖPPNA FÖR ALLA") in words(tmp_path / "dist" / PROV / f"{PROV}-hogt.txt")


def test_a_stage_that_is_installed_is_not_used_unless_named(
    shouting: None, provkommun: Programme, bundle: Bundle, tmp_path: Path
) -> None:
    made = progpipe.build(provkommun, out=tmp_path / "dist", editions=["standard"], formats=["txt"])
    assert (made.path / f"{PROV}.txt").read_bytes() == (bundle.path / f"{PROV}.txt").read_bytes()


def test_an_edition_with_a_profile_that_the_theme_has_not(provkommun: Programme, tmp_path: Path) -> None:
    odd = Edition(id="punkt", title="Punktskrift", stages=(), emitters=("txt",), profile="punktskrift")
    with pytest.raises(UsageError, match="theme default has no profile punktskrift; it has lattlast, standard"):
        progpipe.build(provkommun, out=tmp_path, editions=[odd])


# --- the same bytes -------------------------------------------------------------------------

# Another machine: its clock stands still in another year, and it has no network.
ELSEWHERE: Final = """
import datetime, os, sys, time
moment = 1_000_000_000
real = datetime.datetime
local, universal, formatted = time.localtime, time.gmtime, time.strftime

class AnyDatetime(type):
    def __instancecheck__(cls, value):
        return isinstance(value, real)

class Frozen(real, metaclass=AnyDatetime):
    @classmethod
    def now(cls, tz=None):
        return real.fromtimestamp(moment, tz)
    today = utcnow = now

class FrozenDate(datetime.date):
    @classmethod
    def today(cls):
        return real.fromtimestamp(moment).date()

datetime.datetime = Frozen
time.time = lambda: float(moment)
time.time_ns = lambda: moment * 1_000_000_000
time.localtime = lambda seconds=None: local(moment if seconds is None else seconds)
time.gmtime = lambda seconds=None: universal(moment if seconds is None else seconds)
time.strftime = lambda form, when=None: formatted(form, local(moment) if when is None else when)

def no_network(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.")):
        os.write(2, f"NETWORK: {event} {arguments}".encode())
        os._exit(77)

sys.addaudithook(no_network)
"""
CLOCK: Final = "import datetime, time; print(datetime.datetime.now().year, int(time.time()))"
NETWORK: Final = "import socket; socket.create_connection(('127.0.0.1', 9))"


def python_path(*folders: Path) -> str:
    return os.pathsep.join([*map(str, folders), *filter(None, [os.environ.get("PYTHONPATH")])])


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The environment of another machine."""
    for name in ("site", "home", "temporary files"):
        (tmp_path / name).mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(ELSEWHERE)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": python_path(tmp_path / "site"),
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temporary files"),
        "FONTCONFIG_PATH": "/nowhere",
        "http_proxy": "http://127.0.0.1:9",
    }


def test_the_other_machine_is_another_one(elsewhere: dict[str, str]) -> None:
    """That its clock stands and that a connection ends it: else the test below could not fail."""
    done = subprocess.run([sys.executable, "-c", CLOCK], env=elsewhere, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2001", "1000000000"]
    done = subprocess.run([sys.executable, "-c", NETWORK], env=elsewhere, capture_output=True, check=False)
    assert done.returncode == 77


def no_interfaces() -> list[str]:
    """A command that runs another without any network, where that is allowed."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        return command if subprocess.run([*command, "true"], check=False, capture_output=True).returncode == 0 else []
    except FileNotFoundError:
        return []


@pytest.mark.parametrize(
    ("name", "place"),
    [
        (PROV, {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "7"}),
        ("alingsas-2027-2030", {"TZ": "America/St_Johns", "LC_ALL": "sv_SE.UTF-8", "PYTHONHASHSEED": "1234"}),
    ],
)
def test_the_same_bytes_on_another_machine(
    name: str, place: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    """Another zone, locale, hash seed, home, mask, working folder, folder of the source, clock; and no network."""
    here = progpipe.build(SOURCES[name], out=tmp_path / "here")
    folder = shutil.copytree(SOURCES[name].parent, tmp_path / "annan mapp – källa")
    work = tmp_path / "work"
    work.mkdir()
    source = os.path.relpath(folder / SOURCES[name].name, work)
    command = [*no_interfaces(), sys.executable, "-m", "progpipe", "build", source, "--out", "ut"]
    done = subprocess.run(
        command, cwd=work, env={**elsewhere, **place}, umask=0o077, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    there = work / "ut" / name
    assert names(there) == names(here.path)
    different = [file for file, content in contents(there).items() if content != (here.path / file).read_bytes()]
    assert not different
    check_sums(there)
    assert {path.stat().st_mode & 0o777 for path in there.iterdir()} == {0o644}
    assert names(tmp_path / "home") == {".cache"}
    assert names(tmp_path / "home" / ".cache") == {"progpipe"}
    assert not names(tmp_path / "temporary files")
    for content in contents(there).values():
        assert b"annan mapp" not in content
        assert os.fsencode(tmp_path.name) not in content


def test_the_second_build_of_a_process_is_the_first(bundle: Bundle, provkommun: Programme, tmp_path: Path) -> None:
    again = progpipe.build(provkommun, out=tmp_path)
    assert contents(again.path) == contents(bundle.path)


# --- the date -------------------------------------------------------------------------------


def dated(tmp_path: Path, epoch: str | None, monkeypatch: pytest.MonkeyPatch) -> int:
    """Build the real programme, which has no date of its own."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    command = ["build", str(SOURCES["alingsas-2027-2030"]), "--out", str(tmp_path), "--format", "epub"]
    return main(command)


def test_the_date_is_an_argument(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    epub = tmp_path / "alingsas-2027-2030" / "alingsas-2027-2030.epub"
    made = []
    for epoch in (None, "0", "1700000000", "4354819199"):
        assert dated(tmp_path, epoch, monkeypatch) == 0
        made.append(epub.read_bytes())
    assert made[0] == made[1]
    assert len(set(made)) == 3
    with zipfile.ZipFile(io.BytesIO(made[2])) as archive:
        (package,) = (archive.read(name) for name in archive.namelist() if name.endswith(".opf"))
    assert b"2023-11-14T22:13:20Z" in package


@pytest.mark.parametrize(
    "epoch", ["", "x", "-1", "1.5", " 1", "0x10", "1e9", "\u0663", "4354819200", "99999999999999999999", "9" * 5000]
)
def test_a_date_that_is_none(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dated(tmp_path, epoch, monkeypatch) == 2
    assert "SOURCE_DATE_EPOCH is" in capsys.readouterr().err
    assert not names(tmp_path)


# --- the machine is against us --------------------------------------------------------------


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with an old bundle, which must stay."""
    assert run("--edition", "standard", "--format", "txt", out=tmp_path / "dist") == 0
    return tmp_path / "dist"


@contextmanager
def unchanged(out: Path) -> Iterator[None]:
    """After this the folder holds the same bundle as before, and nothing else."""
    before = contents(out / PROV)
    yield
    assert contents(out / PROV) == before
    assert names(out) == {PROV}
    check_sums(out / PROV)


def test_a_file_in_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "dist").write_text("mine")
    assert run("--format", "html", out=tmp_path / "dist") == 4
    assert "choose another one with --out" in capsys.readouterr().err
    assert (tmp_path / "dist").read_text() == "mine"


def test_a_folder_that_others_own(old: Path, provkommun: Programme) -> None:
    with unchanged(old):
        child = os.fork()
        if child == 0:
            os._exit(as_nobody(provkommun, old))
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 4


def as_nobody(programme: Programme, out: Path) -> int:
    """The exit status of a build by someone who may read there but not write.

    An administrator becomes nobody when the writing begins: Python itself may lie where nobody can read it.
    """
    write = progpipe.bundle.publish.publish

    def publish(*arguments: Any, **others: Any) -> None:
        if os.getuid() == 0:
            os.setuid(65534)
        assert (out / PROV / "index.html").read_bytes()
        write(*arguments, **others)

    try:
        for parent in out.parents[:-2]:
            parent.chmod(0o755)
        out.chmod(0o555)
        progpipe.bundle.publish.publish = publish
        progpipe.build(programme, out=out, formats=["html"])
    except MachineError as error:
        return error.exit_code if "cannot be written: Permission denied" in str(error) else 98
    except BaseException:
        return 99
    return 0


def limited(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("suffix", "size", "said"),
    [
        ("html", 150_000, f"{PROV} cannot be written: File too large."),
        ("pdf", 10_000, "the format pdf cannot be made: File too large."),
        ("docx", 1_000, "the format docx cannot be made: File too large."),
    ],
)
def test_a_limit_on_files(suffix: str, size: int, said: str, old: Path) -> None:
    """Of the bundle itself, and of what engines need on their way."""
    command = [sys.executable, "-m", "progpipe", "build", SOURCES[PROV], "--out", old, "--format", suffix]
    with unchanged(old):
        done = subprocess.run(command, preexec_fn=limited(size), capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (4, "")
        assert said in done.stderr
        assert "a fault in progpipe" not in done.stderr


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[bool]:
    """A disk of that size at the folder. False where mounting is not allowed; the limit above stands for it there."""
    folder.mkdir(exist_ok=True)
    try:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=False)
    except FileNotFoundError:
        yield False
        return
    try:
        yield done.returncode == 0
    finally:
        if done.returncode == 0:
            subprocess.run(["umount", folder], check=True)


def test_a_full_disk(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """With a small disk where that can be had, and always with a limit that ends in the middle of a file."""
    with small_disk(tmp_path / "dist", "500k") as mounted:
        assert run("--edition", "standard", "--format", "txt", out=tmp_path / "dist") == 0
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        with unchanged(tmp_path / "dist"):
            if not mounted:
                resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, before[1]))
            try:
                assert run("--format", "html", out=tmp_path / "dist") == 4
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert ("No space left on device" if mounted else "File too large") in capfd.readouterr().err


def start(out: Path, *formats: str, theme: str = "default") -> subprocess.Popen[bytes]:
    chosen = ["--theme", theme, *(part for name in formats for part in ("--format", name))]
    command = [sys.executable, "-m", "progpipe", "build", SOURCES[PROV], "--out", out, *chosen]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_two_builds_at_the_same_time(tmp_path: Path) -> None:
    builds = [start(tmp_path, "html"), start(tmp_path, "txt", "epub"), start(tmp_path, "html")]
    assert [build.wait() for build in builds] == [0, 0, 0]
    assert names(tmp_path) == {PROV}
    check_sums(tmp_path / PROV)


class Reader(threading.Thread):
    """Opens the bundle again and again, and checks every sum of the folder that it got."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder, self.stop, self.looks, self.torn = folder, threading.Event(), 0, ["" for _ in ()]

    def run(self) -> None:
        while not self.stop.wait(0.003):
            try:
                self.looks += self._look()
            except (AssertionError, FileNotFoundError) as error:
                self.torn.append(str(error))

    def _look(self) -> bool:
        """Whether the folder could be read to its end before it was removed as an old one."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            for line in self._read(folder, "SHA256SUMS").decode().splitlines():
                digest, name = line.split("  ")
                assert hashlib.sha256(self._read(folder, name)).hexdigest() == digest, name
        except FileNotFoundError:
            return False
        finally:
            os.close(folder)
        return True

    @staticmethod
    def _read(folder: int, name: str) -> bytes:
        with open(name, "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=folder)) as file:
            return file.read()


def files_in(folder: Path) -> int:
    """How many files an unfinished bundle has; -1 where there is none."""
    try:
        return len(names(folder))
    except FileNotFoundError:
        return -1


def kill(build: subprocess.Popen[bytes], moment: int | float, out: Path) -> None:
    """Kill it when its unfinished folder has that many files; a fraction is a part of a second."""
    new, lock = out / f".{PROV}.progpipe-new", out / f".{PROV}.progpipe-lock"
    if isinstance(moment, float):
        time.sleep(moment)
    elif moment < 0:
        while build.poll() is None and not lock.exists():
            pass
    else:
        while build.poll() is None and files_in(new) < moment:
            pass
    build.kill()
    build.wait()


def moments() -> Iterator[int | float]:
    """Each step of the writing and some chances; then the writing again, should it have been too quick for us."""
    chance = random.Random(20270101)
    yield from (-1, 0, 1, 3, 5, *(chance.uniform(0.1, 0.6) for _ in range(2)))
    yield from (0 for _ in range(20))


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """A reader never sees a torn bundle, and the next build clears up."""
    assert start(tmp_path, "html").wait() == 0
    reader = Reader(tmp_path / PROV)
    reader.start()
    seen: set[str] = set()
    try:
        for tried, moment in enumerate(moments()):
            build = start(tmp_path, "html", theme=theme_names()[(tried + 1) % 2])  # no file is as it was before
            kill(build, moment, tmp_path)
            seen |= names(tmp_path)
            check_sums(tmp_path / PROV)
            if tried >= 6 and f".{PROV}.progpipe-new" in seen:
                break
    finally:
        reader.stop.set()
        reader.join()
    assert f".{PROV}.progpipe-new" in seen, "one was killed while it wrote"
    assert reader.looks > 10
    assert not reader.torn
    assert start(tmp_path, "txt").wait() == 0
    assert names(tmp_path) == {PROV}
    check_sums(tmp_path / PROV)


# --- something is not installed -------------------------------------------------------------


def build_without(environment: Mapping[str, str], out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "progpipe", "build", str(SOURCES[PROV]), "--out", str(out), *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture(params=["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libgobject-2.0.so.0"])
def no_pango(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The loader finds a library first that cannot be loaded, and says what it says for one that is not there."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / request.param).write_bytes(b"")
    return {"LD_LIBRARY_PATH": str(tmp_path / "lib")}


def test_without_pango_a_build_says_what_to_install(no_pango: dict[str, str], tmp_path: Path) -> None:
    done = build_without(no_pango, tmp_path / "dist")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in done.stderr
    assert not (tmp_path / "dist").exists()


def test_without_pango_all_else_works(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "libpango-1.0.so.0").write_bytes(b"")
    environment = {"LD_LIBRARY_PATH": str(tmp_path / "lib")}
    command = [sys.executable, "-m", "progpipe", "validate", str(SOURCES[PROV])]
    assert subprocess.run(command, env={**os.environ, **environment}, check=False).returncode == 0
    formats = [part for name in FORMATS if name != "pdf" for part in ("--format", name)]
    assert build_without(environment, tmp_path / "dist", "--edition", "standard", *formats).returncode == 0
    assert names(tmp_path / "dist" / PROV) == {*(f"{PROV}.{name}" for name in FORMATS if name != "pdf"), *OURS}


@pytest.mark.parametrize("suffix", ["docx", "odt", "txt"])
def test_without_pandoc_a_build_says_what_to_install(suffix: str, tmp_path: Path) -> None:
    """As where `pypandoc` is installed, which does not bring the program, in the place of `pypandoc_binary`."""
    (tmp_path / "site" / "pypandoc").mkdir(parents=True)
    (tmp_path / "site" / "pypandoc" / "__init__.py").write_text("")
    environment = {"PYTHONPATH": python_path(tmp_path / "site")}
    done = build_without(environment, tmp_path / "dist", "--format", "html", "--format", suffix)
    assert (done.returncode, done.stdout) == (3, "")
    assert "pip install pypandoc_binary" in done.stderr
    assert not (tmp_path / "dist").exists()
    assert build_without(environment, tmp_path / "dist", "--format", "html").returncode == 0


@pytest.mark.parametrize("name", ["editions", "formats", "sections"])
def test_a_single_text_is_no_list_of_names(provkommun: Programme, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"{name} is the text 'pdf'; it must be a list of names"):
        progpipe.build(provkommun, out=tmp_path, **{name: "pdf"})


def test_a_requirement_that_does_not_exist_is_wrong_usage(provkommun: Programme, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="require is 'perfect'; it can be none, draft, reviewed, approved"):
        progpipe.build(provkommun, out=tmp_path, require="perfect")


@pytest.mark.parametrize(("theme", "wanted", "keeps"), [("", None, "3"), ("2.0", None, "4"), ("2.0", "1.7", "3")])
def test_the_option_wins_over_what_the_theme_says_of_the_pdf(
    theme: str, wanted: str | None, keeps: str, provkommun: Programme, tmp_path: Path
) -> None:
    folder = tmp_path / "tema"
    folder.mkdir()
    said = f'pdf-profile = "{theme}"' if theme else ""
    (folder / "theme.toml").write_text(f'title = "Prov"\nextends = "default"\n{said}\n', encoding="utf-8")
    options = {"editions": ["standard"], "formats": ["pdf"], "sections": ["skolnamnden"], "theme": folder}
    bundle = progpipe.build(provkommun, out=tmp_path / "dist", pdf_profile=wanted, **options)
    (artefact,) = bundle.artefacts
    assert f"PDF/A-{keeps}" in " ".join(artefact.conforms_to)
    with pikepdf.open(artefact.path) as file:
        assert file.open_metadata()["pdfaid:part"] == keeps


def test_a_pdf_profile_that_does_not_exist_is_wrong_usage(provkommun: Programme, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"pdf_profile is '1\.6'; it can be 1\.7 or 2\.0"):
        progpipe.build(provkommun, out=tmp_path, pdf_profile="1.6")
