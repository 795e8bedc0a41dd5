"""Word and OpenDocument files: text in is text out, with real styles, language and descriptions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypandoc
import pytest
from every_kind import context, every_kind
from lxml import etree

from progpipe.emitters.docx import docx
from progpipe.emitters.odt import odt
from progpipe.interfaces import Artefact

EMITTERS: dict[str, Callable[..., Any]] = {"docx": docx, "odt": odt}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"

TITLE_PAGE = "Handlingsprogram för Provkommun 2027–2030 Utkast Provpartiet i Provkommun "
WORDS = """
Programmet är inte antaget. Inledning Vi lovar 30 nya platser, Enligt planen. och mer. Barnen säger good morning och
god morgon. Läs hur det går till eller om LOV. Det är fritt. Här vill jag bo. Ada Provsson Skolnämnden sånger lek ute:
i skogen vid sjön Pengar till skolan Vad År Kronor Böcker 2027 100 Gårdar 2028 200 Så kan det bli. Köp böcker.
Hör ihop med åtagande 3 Plantera träd. Förskolan Förskolan är först. Behåll natten. Ordlista LOV (lagen om valfrihet)
En lag om val. Om det här dokumentet Utgivare Provpartiet
"""
OUTLINE = [(1, "Inledning"), (1, "Skolnämnden"), (2, "Förskolan"), (1, "Ordlista"), (1, "Om det här dokumentet")]


@pytest.fixture(scope="module")
def made() -> dict[str, Artefact]:
    return {name: next(iter(emit(every_kind(), context()))) for name, emit in EMITTERS.items()}


def part(artefact: Artefact, name: str) -> etree._Element:
    return etree.fromstring(ZipFile(BytesIO(artefact.content)).read(name))


def read_back(artefact: Artefact, folder: Path) -> Any:
    """The file as Pandoc understands it: a reader that did not see our tree."""
    path = folder / artefact.name
    path.write_bytes(artefact.content)
    return json.loads(pypandoc.convert_file(path, "json", format=artefact.format))


def said(tree: Any) -> str:
    """The words of a tree, images and their descriptions left out."""
    if isinstance(tree, list):
        return "".join(said(item) for item in tree)
    if not isinstance(tree, dict) or tree.get("t") == "Image":
        return ""
    kind, content = tree.get("t"), tree.get("c")
    if kind == "Str":
        return str(content)
    if kind in {"Space", "SoftBreak", "LineBreak"}:
        return " "
    edge = " " if kind in {"Para", "Plain", "Header", "Note"} else ""
    return edge + said(content) + edge


def nodes(tree: Any, kind: str) -> Iterator[Any]:
    for item in tree if isinstance(tree, list) else tree.values() if isinstance(tree, dict) else ():
        yield from nodes(item, kind)
    if isinstance(tree, dict) and tree.get("t") == kind:
        yield tree["c"]


@pytest.mark.parametrize("name", EMITTERS)
class TestBoth:
    def test_words_and_outline_come_back(self, name: str, made: dict[str, Artefact], tmp_path: Path) -> None:
        tree = read_back(made[name], tmp_path)
        # Pandoc reads the title page of a Word file as metadata, and that of an OpenDocument file as text.
        expected = WORDS if name == "docx" else TITLE_PAGE + WORDS
        assert said(tree["blocks"]).split() == expected.split()
        assert [(level, said(text)) for level, _, text in nodes(tree, "Header")] == OUTLINE

    def test_numbers_run_on_through_sections(self, name: str, made: dict[str, Artefact], tmp_path: Path) -> None:
        numbers = {
            said(item).split()[0]: start[0] + place
            for start, items in nodes(read_back(made[name], tmp_path), "OrderedList")
            for place, item in enumerate(items)
        }
        assert numbers == {"i": 1, "vid": 2, "Köp": 1, "Plantera": 2, "Behåll": 3}

    def test_links_lead_to_places_that_are_there(self, name: str, made: dict[str, Artefact], tmp_path: Path) -> None:
        targets = [target for *_, (target, _) in nodes(read_back(made[name], tmp_path), "Link")]
        assert targets == ["https://example.se/pengar", "#ordet-lov", "#lofte-3"]
        content = made[name].content
        source = ZipFile(BytesIO(content)).read("word/document.xml" if name == "docx" else "content.xml")
        assert all(f'name="{target[1:]}"'.encode() in source for target in targets if target.startswith("#"))

    def test_the_same_bytes_twice(
        self, name: str, made: dict[str, Artefact], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        for variable, text in (("TZ", "Asia/Tokyo"), ("LC_ALL", "tr_TR.UTF-8"), ("SOURCE_DATE_EPOCH", "7")):
            monkeypatch.setenv(variable, text)
        monkeypatch.chdir(tmp_path)
        assert next(iter(EMITTERS[name](every_kind(), context()))).content == made[name].content

    def test_times_are_those_of_the_source(self, name: str, made: dict[str, Artefact]) -> None:
        with ZipFile(BytesIO(made[name].content)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(2026, 10, 28, 12, 0, 0)}
            properties = archive.read("docProps/core.xml" if name == "docx" else "meta.xml").decode()
        assert properties.count("2026-10-28T12:00:00Z") == 2

    def test_title_creator_and_language(self, name: str, made: dict[str, Artefact]) -> None:
        root = part(made[name], "docProps/core.xml" if name == "docx" else "meta.xml")
        found = {etree.QName(item).localname: item.text for item in root.iter(etree.Element)}
        assert found["title"] == "Handlingsprogram för Provkommun 2027–2030 – Provpartiet i Provkommun"
        assert (found["creator"], found["language"]) == ("Provpartiet i Provkommun", "sv-SE")

    def test_name_and_media_type(self, name: str, made: dict[str, Artefact]) -> None:
        assert (made[name].name, made[name].format) == (f"prov.{name}", name)

    def test_an_easy_read_profile_is_larger_and_never_hyphenated(self, name: str) -> None:
        edition = context().edition
        easy = context(edition=type(edition)(id="lattlast", title="", stages=(), emitters=(), profile="lattlast"))
        artefact = next(iter(EMITTERS[name](every_kind(), easy)))
        if name == "docx":
            assert "autoHyphenation" not in {
                etree.QName(item).localname for item in part(artefact, "word/settings.xml")
            }
            sizes = part(artefact, "word/styles.xml").xpath(
                "//*[@*[local-name()='styleId']='Normal']//*[local-name()='sz']/@*"
            )
            assert sizes == ["28"]
        else:
            normal = part(artefact, "styles.xml").find(
                f".//{STYLE}style[@{STYLE}name='Standard']/{STYLE}text-properties"
            )
            assert normal is not None
            assert (normal.get(f"{FO}font-size"), normal.get(f"{FO}hyphenate")) == ("14.0pt", "false")


class TestWord:
    def styles(self, made: dict[str, Artefact]) -> list[tuple[str, str]]:
        return [
            (style.get(f"{W}val", ""), "".join(paragraph.itertext()).strip())
            for paragraph in part(made["docx"], "word/document.xml").iter(f"{W}p")
            for style in paragraph.iter(f"{W}pStyle")
        ]

    def test_real_styles(self, made: dict[str, Artefact]) -> None:
        styles = self.styles(made)
        for expected in (
            ("Title", "Handlingsprogram för Provkommun 2027–2030"),
            ("Subtitle", "Utkast"),
            ("Author", "Provpartiet i Provkommun"),
            ("Upplysning", "Programmet är inte antaget."),
            ("Heading1", "Inledning"),
            ("Heading2", "Förskolan"),
            ("ListBullet", "sånger"),
            ("ListNumber2", "i skogen"),
            ("ListNumber", "Köp böcker."),
            ("ListContinue", "Hör ihop med åtagande 3"),
            ("BlockText", "Här vill jag bo."),
            ("TableHeading", "Böcker"),
            ("TableContents", "2027"),
            ("ImageCaption", "Så kan det bli."),
            ("DefinitionTerm", "LOV (lagen om valfrihet)"),
        ):
            assert expected in styles
        assert "Compact" not in {style for style, _ in styles}

    def test_every_style_that_is_used_is_defined_once(self, made: dict[str, Artefact]) -> None:
        defined = [style.get(f"{W}styleId") for style in part(made["docx"], "word/styles.xml").iter(f"{W}style")]
        assert len(defined) == len(set(defined))
        assert {style for style, _ in self.styles(made)} <= set(defined)

    def test_language(self, made: dict[str, Artefact]) -> None:
        default = part(made["docx"], "word/styles.xml").find(f"{W}docDefaults//{W}lang")
        assert default is not None
        assert default.get(f"{W}val") == "sv-SE"
        setting = part(made["docx"], "word/settings.xml").find(f"{W}themeFontLang")
        assert setting is not None
        assert setting.get(f"{W}val") == "sv-SE"
        runs = part(made["docx"], "word/document.xml").iter(f"{W}r")
        assert [run.findtext(f"{W}t") for run in runs if run.find(f"{W}rPr/{W}lang[@{W}val='en']") is not None] == [
            "good morning"
        ]

    def test_images_are_described_or_decorative(self, made: dict[str, Artefact]) -> None:
        root = part(made["docx"], "word/document.xml")
        described = [(item.get("name"), item.get("descr")) for item in root.iter("{*}docPr")]
        assert described == [("Bild 1", ""), ("Bild 2", "En skolgård med träd.")]
        assert [item.get("val") for item in root.iter("{*}decorative")] == ["1"]
        assert b"base64" not in etree.tostring(root)

    def test_tables_say_which_cells_are_headers(self, made: dict[str, Artefact]) -> None:
        root = part(made["docx"], "word/document.xml")
        assert len(list(root.iter(f"{W}tblHeader"))) == 1
        (view,) = root.iter(f"{W}tblLook")
        assert (view.get(f"{W}firstRow"), view.get(f"{W}firstColumn")) == ("1", "1")

    def test_a_note_is_a_footnote(self, made: dict[str, Artefact]) -> None:
        assert "Enligt planen." in "".join(part(made["docx"], "word/footnotes.xml").itertext())

    def test_the_paper_is_a4_and_word_is_not_in_compatibility_mode(self, made: dict[str, Artefact]) -> None:
        paper = part(made["docx"], "word/document.xml").find(f".//{W}pgSz")
        assert paper is not None
        assert (paper.get(f"{W}w"), paper.get(f"{W}h")) == ("11906", "16838")
        mode = part(made["docx"], "word/settings.xml").find(f".//{W}compatSetting")
        assert mode is not None
        assert mode.get(f"{W}val") == "15"

    def test_lists_have_room_for_numbers_of_two_digits(self, made: dict[str, Artefact]) -> None:
        levels = part(made["docx"], "word/numbering.xml").iter(f"{W}lvl")
        indents = [level.find(f"{W}pPr/{W}ind") for level in levels if level.get(f"{W}ilvl") == "0"]
        places = {(item.get(f"{W}left"), item.get(f"{W}hanging")) for item in indents if item is not None}
        assert places == {("484", "484")}

    def test_what_follows_a_table_keeps_its_distance(self, made: dict[str, Artefact]) -> None:
        table = part(made["docx"], "word/document.xml").find(f".//{W}tbl")
        assert table is not None
        following = next(table.itersiblings(f"{W}p"))
        assert [item.get(f"{W}before") for item in following.iter(f"{W}spacing")] == ["242"]

    def test_words_that_look_the_same_are_one_run(self, made: dict[str, Artefact]) -> None:
        texts = [item.text for item in part(made["docx"], "word/document.xml").iter(f"{W}t")]
        assert "Barnen säger " in texts
        assert " och mer." in texts


class TestOpenDocument:
    def test_mimetype_is_first_and_stored(self, made: dict[str, Artefact]) -> None:
        first = ZipFile(BytesIO(made["odt"].content)).infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", 0)

    def test_every_style_that_is_used_is_defined(self, made: dict[str, Artefact]) -> None:
        content, styles = part(made["odt"], "content.xml"), part(made["odt"], "styles.xml")
        defined = [item.get(f"{STYLE}name") for root in (content, styles) for item in root.iter(f"{STYLE}style")]
        used = {item.get(f"{TEXT}style-name") for item in content.iter(f"{TEXT}p", f"{TEXT}h", f"{TEXT}span")}
        assert used <= set(defined)
        assert {"List_20_Number", "Heading_20_1", "Heading_20_2", "Upplysning"} <= used

    def test_language(self, made: dict[str, Artefact]) -> None:
        defaults = part(made["odt"], "styles.xml").findall(f".//{STYLE}default-style/{STYLE}text-properties")
        assert {(item.get(f"{FO}language"), item.get(f"{FO}country")) for item in defaults} == {("sv", "SE")}

    def test_images_are_described_or_decorative(self, made: dict[str, Artefact]) -> None:
        root = part(made["odt"], "content.xml")
        titles = [frame.findtext("{*}title") for frame in root.iter("{*}frame")]
        assert titles == [None, "En skolgård med träd."]
        decorative = [item for item in root.iter("{*}graphic-properties") if "true" in item.attrib.values()]
        assert len(decorative) == 1

    def test_a_note_is_a_footnote_and_headings_have_levels(self, made: dict[str, Artefact]) -> None:
        root = part(made["odt"], "content.xml")
        assert ["".join(note.itertext()).strip() for note in root.iter(f"{TEXT}note-body")] == ["Enligt planen."]
        assert [item.get(f"{TEXT}outline-level") for item in root.iter(f"{TEXT}h")] == ["1", "1", "2", "1", "1"]

    def test_lists_have_room_for_numbers_of_two_digits(self, made: dict[str, Artefact]) -> None:
        places = {
            (item.get(f"{FO}margin-left"), item.get(f"{FO}text-indent"))
            for item in part(made["odt"], "content.xml").iter(f"{STYLE}list-level-label-alignment")
            if item.getparent().getparent().get(f"{TEXT}level") == "1"  # type: ignore[union-attr]
        }
        assert places == {("24.2pt", "-24.2pt")}
