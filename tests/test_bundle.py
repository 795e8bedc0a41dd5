"""The bundle on disk: manifest, checksums and the download page, made of small editions by hand."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from every_kind import context, every_kind
from jsonschema import Draft202012Validator
from lxml.html import HtmlElement, document_fromstring

from progpipe import labels
from progpipe import publication as p
from progpipe.bundle import Bundle, EditionOutput, first_page, publish_bundle
from progpipe.data import data_folder
from progpipe.errors import BuildError, UsageError
from progpipe.interfaces import Artefact, Facts
from progpipe.model import (
    Commitment,
    Edition,
    Period,
    Programme,
    Publisher,
    Release,
    Rendition,
    Renditions,
    RenditionStatus,
    Section,
    SectionType,
)

ONE_PAGE_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj
4 0 obj<</Length 28>>stream
1 0 0 rg 50 50 400 600 re f
endstream endobj
trailer<</Root 1 0 R>>
"""
NOTHING = Facts()
EASY = Edition(id="lattlast", title="Lättläst", stages=("numbering",), emitters=("html",), profile="lattlast")


def rendition(status: RenditionStatus, *, stale: bool = False) -> Renditions:
    return {"sv-simple": Rendition(pointer="", status=status, basis="0" * 64, stale=stale)}


def programme(section: Renditions | None = None, commitment: Renditions | None = None) -> Programme:
    approved = rendition(RenditionStatus.APPROVED)
    promise = Commitment(pointer="", id="lofte-1", text="", renditions=approved if commitment is None else commitment)
    part = Section(
        pointer="",
        id="skolan",
        type=SectionType.BODY,
        title="Skolan",
        commitments=(promise,),
        renditions=approved if section is None else section,
    )
    return Programme(
        id="prov",
        language="sv",
        title="Provprogram",
        period=Period(start=2027, end=2030),
        publisher=Publisher(name="Provpartiet"),
        release=Release(version="1"),
        sections=(part,),
        renditions=approved,
        digest="a" * 64,
        canonical=b"{}",
    )


def artefact(name: str, content: bytes, *, kind: str = "", media: str = "", facts: Facts = NOTHING) -> Artefact:
    kind = kind or name.rpartition(".")[2]
    return Artefact(name=name, media_type=media or f"application/{kind}", format=kind, content=content, facts=facts)


def standard(*artefacts: Artefact, sections: tuple[str, ...] = ()) -> EditionOutput:
    picture = first_page(PDF) if PDF in artefacts else None
    return EditionOutput(
        context=context(sections=sections), publication=every_kind(), artefacts=artefacts, picture=picture
    )


def easy(*artefacts: Artefact, gap: bool = False) -> EditionOutput:
    publication = every_kind()
    promise = p.Commitment(id="lofte-1", pointer="", blocks=())
    block: p.Block = p.Notice(id="lucka", pointer="", kind="gap", children=()) if gap else promise
    part = p.Section(id="skolan", pointer="", kind="body", title=(), blocks=(block,))
    metadata = replace(publication.metadata, variety="sv-simple", language="sv", edition_title="Lättläst")
    changed = replace(publication, metadata=metadata, sections=(part,))
    return EditionOutput(context=context(edition=EASY), publication=changed, artefacts=artefacts)


PDF = artefact("prov.pdf", ONE_PAGE_PDF, facts=Facts(pages=13, claims=("PDF/UA-1",)))
HTML = artefact("prov.html", b"x" * 341_822, media="text/html")
EASY_HTML = artefact("prov-lattlast.html", b"y" * 1_249_999, media="text/html")


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return publish_bundle(programme(), [standard(PDF, HTML), easy(EASY_HTML)], tmp_path)


def manifest(bundle: Bundle) -> Any:
    return json.loads((bundle.path / "manifest.json").read_text(encoding="utf-8"))


def page(bundle: Bundle) -> HtmlElement:
    return document_fromstring((bundle.path / "index.html").read_bytes().decode("utf-8"))


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- the folder -----------------------------------------------------------------------------


def test_the_folder_has_the_artefacts_and_three_files_of_its_own(bundle: Bundle, tmp_path: Path) -> None:
    assert bundle.path == tmp_path / "prov"
    names = {path.name for path in bundle.path.iterdir()}
    assert names == {"prov.pdf", "prov.html", "prov-lattlast.html", "index.html", "manifest.json", "SHA256SUMS"}
    assert bundle.artefacts[0].path.read_bytes() == ONE_PAGE_PDF


def test_an_offprint_has_a_folder_of_its_own(tmp_path: Path) -> None:
    made = publish_bundle(programme(), [standard(HTML, sections=("skolan",))], tmp_path)
    assert made.path == tmp_path / "prov-skolan"
    assert manifest(made)["sections"] == ["skolan"]


def test_sha256sum_agrees_with_every_file(bundle: Bundle) -> None:
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=bundle.path, capture_output=True, check=True)
    checked = {line.partition(b": ")[0].decode() for line in done.stdout.splitlines()}
    assert checked | {"SHA256SUMS"} == {path.name for path in bundle.path.iterdir()}


def test_the_same_editions_give_the_same_bytes(bundle: Bundle, tmp_path: Path) -> None:
    again = publish_bundle(programme(), [standard(PDF, HTML), easy(EASY_HTML)], tmp_path / "again")
    for file in bundle.path.iterdir():
        assert file.read_bytes() == (again.path / file.name).read_bytes()


def test_a_bundle_replaces_a_bundle(bundle: Bundle, tmp_path: Path) -> None:
    (bundle.path / ".DS_Store").write_bytes(b"")
    publish_bundle(programme(), [standard(HTML)], tmp_path)
    assert {path.name for path in bundle.path.iterdir()} == {"prov.html", "index.html", "manifest.json", "SHA256SUMS"}


@pytest.mark.parametrize("manifest", [None, b"[" * 100_000, b"{}", b"\xff", b'{"name": "web app"}'])
def test_a_folder_of_somebody_else_is_kept(tmp_path: Path, manifest: bytes | None) -> None:
    folder = tmp_path / "prov"
    folder.mkdir()
    (folder / "thesis.doc").write_text("three years of work")
    if manifest is not None:
        (folder / "manifest.json").write_bytes(manifest)
        (folder / "SHA256SUMS").write_text(f"{'0' * 64}  thesis.doc\n{'0' * 64}  manifest.json\n")
    with pytest.raises(UsageError, match=r"did not put there \(.*Move these files away"):
        publish_bundle(programme(), [standard(HTML)], tmp_path)
    assert (folder / "thesis.doc").read_text() == "three years of work"


def test_a_file_that_somebody_put_into_the_bundle_is_kept(bundle: Bundle, tmp_path: Path) -> None:
    (bundle.path / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match=r"\(notes\.txt\)"):
        publish_bundle(programme(), [standard(HTML)], tmp_path)
    assert (bundle.path / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["index.html", "Manifest.json", "sha256sums", "PROV.pdf"])
def test_two_files_with_one_name_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"two files of the bundle are called '{name}'"):
        publish_bundle(programme(), [standard(PDF, artefact(name, b""))], tmp_path)
    assert not list(tmp_path.iterdir())


def test_an_emitter_cannot_write_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not the name of a file in the bundle"):
        publish_bundle(programme(), [standard(artefact("../evil.html", b""))], tmp_path / "out")
    assert not list(tmp_path.iterdir())


def test_nothing_to_publish_is_refused(tmp_path: Path) -> None:
    for outputs in ([], [standard()]):
        with pytest.raises(UsageError, match="nothing to publish"):
            publish_bundle(programme(), outputs, tmp_path)


def test_a_pdf_that_is_none_is_a_problem() -> None:
    with pytest.raises(BuildError) as caught:
        first_page(artefact("prov.pdf", b"no PDF"))
    assert [problem.code for problem in caught.value.problems] == ["P590"]
    assert "prov.pdf is not a PDF that can be opened" in caught.value.problems[0].message


# --- the manifest ---------------------------------------------------------------------------


def test_the_manifest_is_valid_by_its_schema(bundle: Bundle) -> None:
    schema = json.loads((data_folder("schema") / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    found = manifest(bundle)
    assert not list(validator.iter_errors(found))
    assert found["$schema"] == schema["$id"]
    found["artefacts"][0]["colour"] = "red"
    assert list(validator.iter_errors(found)), "the schema is closed"


def test_every_property_of_the_schema_is_described_and_shown() -> None:
    schema = json.loads((data_folder("schema") / "manifest.schema.json").read_text(encoding="utf-8"))
    definitions = schema["$defs"]

    def properties(part: Any) -> Any:
        if isinstance(part, dict):
            for name, value in part.get("properties", {}).items():
                yield name, {**definitions.get(value.get("$ref", "").rpartition("/")[2], {}), **value}
            for value in part.values():
                yield from properties(value)

    found = list(properties(schema))
    assert len(found) > 30
    for name, part in found:
        assert part.get("description"), name
        validator = Draft202012Validator({**part, "$defs": definitions})
        assert part.get("examples"), name
        assert all(validator.is_valid(example) for example in part["examples"]), name


def test_what_the_manifest_says_of_an_artefact(bundle: Bundle) -> None:
    pdf, _, lattlast = manifest(bundle)["artefacts"]
    assert pdf == {
        "path": "prov.pdf",
        "edition": "standard",
        "language": "sv",
        "format": "pdf",
        "mediaType": "application/pdf",
        "bytes": len(ONE_PAGE_PDF),
        "sha256": bundle.artefacts[0].sha256,
        "pages": 13,
        "title": every_kind().metadata.title,
        "conformsTo": ["PDF/UA-1"],
        "checkedBy": [],
    }
    assert (lattlast["edition"], lattlast["language"], lattlast["pages"]) == ("lattlast", "sv-simple", None)


def test_the_manifest_names_source_theme_and_tools(bundle: Bundle) -> None:
    found = manifest(bundle)
    assert found["source"] == {"sha256": "a" * 64}
    assert found["theme"] == {"name": "prov", "version": "0"}
    assert found["tools"]["progpipe"] == version("progpipe")
    assert found["tools"]["weasyprint"] == version("weasyprint")
    assert list(found["tools"]) == sorted(found["tools"])
    assert found["programme"]["release"] == {"version": "1", "date": None, "status": "draft"}


APPROVED, DRAFT = RenditionStatus.APPROVED, RenditionStatus.DRAFT


@pytest.mark.parametrize(
    ("source", "gap", "expected"),
    [
        (programme(), False, "approved"),
        (programme(section=rendition(RenditionStatus.REVIEWED)), False, "reviewed"),
        (programme(commitment=rendition(DRAFT)), False, "draft"),
        (programme(commitment=rendition(APPROVED, stale=True)), False, "draft"),
        (programme(commitment={}), True, "missing"),
    ],
)
def test_how_far_the_renditions_have_come(tmp_path: Path, source: Programme, gap: bool, expected: str) -> None:
    made = publish_bundle(source, [standard(HTML), easy(EASY_HTML, gap=gap)], tmp_path)
    assert [edition["renditions"] for edition in manifest(made)["editions"]] == [None, expected]


# --- the download page ----------------------------------------------------------------------


def test_every_artefact_has_a_link_that_says_what_comes(bundle: Bundle) -> None:
    links = {link.get("href"): link.text_content() for link in page(bundle).xpath("//main//a")}
    assert links == {
        "prov.pdf": f"Ladda ner som PDF, 13\u00a0sidor, {len(ONE_PAGE_PDF)}\u00a0byte",
        "prov.html": "Läs i webbläsaren, 342\u00a0kB",
        "prov-lattlast.html": "Läs lättläst i webbläsaren, 1,2\u00a0MB",
        "SHA256SUMS": "SHA256SUMS",
        "manifest.json": "manifest.json",
    }
    assert all((bundle.path / name).is_file() for name in links)


def test_the_page_says_which_format_suits_whom_and_what_it_is(bundle: Bundle) -> None:
    main = page(bundle).xpath("//main")[0]
    assert "För dig som vill skriva ut programmet" in words(main)
    facts = [[words(part) for part in item] for item in main.xpath(".//dl/div")]
    assert ["Språk", "svenska"] in facts
    assert ["Språk", "lättläst svenska"] in facts
    assert ["prov.pdf", bundle.artefacts[0].sha256] in facts


def test_the_page_has_a_picture_of_the_first_page(bundle: Bundle) -> None:
    (image,) = page(bundle).xpath("//main//img")
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt") == ""
    assert (image.get("width"), image.get("height")) == ("400", "566")


def test_the_page_is_swedish_and_whole(bundle: Bundle) -> None:
    found = page(bundle)
    assert found.get("lang") == "sv"
    assert not found.xpath("//script|//link[@rel='stylesheet']")
    levels = [int(heading.tag[1]) for heading in found.xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert set(levels) == {1, 2}
    assert [words(heading) for heading in found.xpath("//main//h2")] == ["Programmet", "Lättläst", "Om filerna"]
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_format_that_somebody_added_is_offered_too(tmp_path: Path) -> None:
    made = publish_bundle(programme(), [standard(artefact("prov.daisy", b"12"))], tmp_path)
    assert "Ladda ner som DAISY, 2\u00a0byte" in page(made).xpath("//main//a/text()")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1000, "1 kB"),
        (341_822, "342 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_249_999, "1,2 MB"),
        (1_250_000, "1,3 MB"),
        (123_456_789, "123,5 MB"),
    ],
)
def test_sizes_are_written_as_in_sweden(count: int, text: str) -> None:
    assert re.sub("\u00a0", " ", labels.file_size(count)) == text
