"""What the PDF says about itself: the standards it keeps, its title, its source; and how it opens."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from pdfs import PROFILES, TEST, Made, make
from PIL import Image

from progpipe.emitters.pdf import pdf
from progpipe.markup.document import document_title
from progpipe.markup.pdf_profile import PROFILES as KNOWN
from progpipe.theme import PDF_PROFILES

WTPDF = "http://pdfa.org/declarations/wtpdf#"
CLAIMS = {
    "1.7": ("PDF/UA-1", "PDF/A-3a"),
    "2.0": ("PDF/UA-2", "PDF/A-4f", "WTPDF 1.0 accessibility", "WTPDF 1.0 reuse"),
}
IDENTIFIERS = {
    "1.7": {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    "2.0": {
        "pdfaid:part": "4",
        "pdfaid:conformance": "F",
        "pdfaid:rev": "2020",
        "pdfuaid:part": "2",
        "pdfuaid:rev": "2024",
    },
}


def packet(file: pikepdf.Pdf) -> str:
    return file.Root.Metadata.read_bytes().decode("utf-8")


def test_the_profiles_are_those_that_a_theme_can_name() -> None:
    assert tuple(KNOWN) == PDF_PROFILES == PROFILES
    assert all(name == profile.name for name, profile in KNOWN.items())


def test_it_names_the_standards_that_it_keeps_and_no_other(file: pikepdf.Pdf, made: Made) -> None:
    assert made.artefact.facts.claims == CLAIMS[made.profile]
    assert made.content.startswith(f"%PDF-{made.profile}".encode())
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        found = {name: metadata.get(name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev")}
        found |= {name: metadata.get(name) for name in ("pdfuaid:part", "pdfuaid:rev")}
    assert {name: value for name, value in found.items() if value} == IDENTIFIERS[made.profile]
    assert (WTPDF in packet(file)) == (made.profile == "2.0")


def test_pdf_a_3_is_told_what_the_identification_of_pdf_ua_is(file: pikepdf.Pdf, made: Made) -> None:
    assert ("pdfaExtension:schemas" in packet(file)) == (made.profile == "1.7")


def test_the_packet_is_found_without_understanding_the_file(made: Made) -> None:
    start, end = made.content.index(b"<?xpacket begin="), made.content.index(b'<?xpacket end="r"?>')
    etree.fromstring(made.content[start:end].split(b"?>", 1)[1])


def test_title_author_language_and_dates_are_those_of_the_publication(file: pikepdf.Pdf, made: Made) -> None:
    publication = made.publication.metadata
    with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        assert metadata["dc:title"] == document_title(made.publication)
        assert metadata["dc:creator"] == [publication.publisher]
        assert metadata["dc:language"] == {publication.language}
        date = metadata.get("xmp:CreateDate"), metadata.get("xmp:ModifyDate")
        producer = metadata["pdf:Producer"]
        tool = metadata["xmp:CreatorTool"]
    expected = f"{publication.date}T00:00:00Z" if publication.date else None
    assert date == (expected, expected)
    if made.profile == "2.0":
        assert "/Info" not in file.trailer  # PDF/A-4, 6.1.3: what it says stands in the packet only
        return
    assert str(file.docinfo.Title) == document_title(made.publication)
    assert str(file.docinfo.Author) == publication.publisher
    assert str(file.docinfo.Producer) == producer
    assert str(file.docinfo.Creator) == tool
    assert ("/CreationDate" in file.docinfo) == bool(expected)


def test_the_source_is_attached(file: pikepdf.Pdf, made: Made) -> None:
    (attached,) = file.attachments.values()
    assert attached.get_file().read_bytes() == made.context.source
    assert attached.get_file().mime_type == "application/json"
    assert attached.relationship == pikepdf.Name.Source
    assert attached.filename == f"{made.context.whole.removesuffix('-lattlast')}.json"
    assert "JSON" in attached.description
    (associated,) = file.Root.AF
    assert associated.objgen == attached.obj.objgen


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("seconds", "date"), [(0, None), (951_782_400, "D:20000229000000Z")])
def test_dates_are_those_of_the_source_or_none(profile: str, seconds: int, date: str | None) -> None:
    made = make("provkommun-skolnamnden", profile)
    (artefact,) = pdf(made.publication, replace(made.context, source_date=seconds))
    with pikepdf.open(io.BytesIO(artefact.content)) as file:
        parameters = file.Root.AF[0].EF.F.Params
        assert [str(parameters.get(name)) for name in ("/CreationDate", "/ModDate")] == [str(date)] * 2
        assert ("xmp:CreateDate" in packet(file)) == bool(date)


def test_it_opens_with_its_title_and_its_bookmarks(file: pikepdf.Pdf, made: Made) -> None:
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert file.Root.PageMode == "/UseOutlines"
    assert str(file.Root.Lang) == made.publication.metadata.language
    assert all(page.Tabs == "/S" for page in file.pages)


def test_page_labels_are_the_numbers_of_the_pages(file: pikepdf.Pdf) -> None:
    assert [page.label for page in file.pages] == [str(number) for number in range(1, len(file.pages) + 1)]


def test_colours_are_those_of_a_screen(file: pikepdf.Pdf) -> None:
    (intent,) = file.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert "sRGB" in str(intent.OutputConditionIdentifier)


def test_no_image_has_the_inks_of_a_press_or_is_smoothed() -> None:
    made = make("provkommun-skolnamnden", "1.7")
    content = io.BytesIO()
    Image.new("CMYK", (40, 20), (0, 255, 255, 0)).save(content, format="JPEG")
    images = {
        name: replace(image, content=content.getvalue(), media_type="image/jpeg")
        for name, image in made.publication.resources.items()
    }
    (artefact,) = pdf(replace(made.publication, resources=images), made.context)
    with pikepdf.open(io.BytesIO(artefact.content)) as file:
        drawn = [item for item in file.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert drawn
        assert {str(image.ColorSpace) for image in drawn} == {"/DeviceRGB"}
        assert not any(bool(image.Interpolate) for image in drawn)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_bytes_in_another_folder_and_another_time_zone(profile: str, tmp_path: Path) -> None:
    made = []
    for folder, zone in (("hemma", "Europe/Stockholm"), ("borta/långt bort", "Pacific/Auckland")):
        out = tmp_path / folder
        command = [sys.executable, "-m", "progpipe", "build", TEST, "--out", out, "--format", "pdf"]
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(made))}
        options = ["--pdf-profile", profile, "--section", "skolnamnden"]
        subprocess.run([*command, *options], check=True, capture_output=True, env=environment, cwd=tmp_path)
        made.append({path.name: path.read_bytes() for path in out.rglob("*.pdf")})
    assert made[0]
    assert made[0] == made[1]
