"""Two hundred damaged and hostile files: problems or a source, never a traceback, never the network."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile

import pytest
from documents import NAMES, cell, docx, odt, p, picture, relation, table, text_box, zipped

from progpipe.errors import ValidationError
from progpipe.intake import import_document

BODY = (p("Program för Lillby 2027-2030", "Rubrik"), p("Inledning", "Rubrik1"), p("Vi vill att Lillby ska växa."))
GOOD = docx(*BODY)
GOOD_ODT = odt(
    '<text:h text:outline-level="1">Inledning</text:h><text:p>Vi vill att Lillby ska växa 2027-2030.</text:p>'
)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


def document(inside: str, before: str = "") -> dict[str, str | bytes]:
    return {"word/document.xml": f"{before}<w:document {NAMES}><w:body>{inside}</w:body></w:document>"}


def damaged() -> Iterator[tuple[str, bytes]]:
    """Files that were good once, and files that never were."""
    noise = random.Random(2027)
    for name, content in (("docx", GOOD), ("odt", GOOD_ODT)):
        for number in range(30):
            yield f"cut-{number}.{name}", content[: len(content) * number // 30]
        for number in range(30):
            changed = bytearray(content)
            for _ in range(1 + number):
                changed[noise.randrange(len(changed))] = noise.randrange(256)
            yield f"changed-{number}.{name}", bytes(changed)
    for name in ("docx", "odt", "md", "html", "txt"):
        for number in range(6):
            yield f"noise-{number}.{name}", noise.randbytes(10 ** (number % 5))
        yield f"empty.{name}", b""
        yield f"nul.{name}", b"\0" * 5000
        yield f"other.{name}", GOOD if name != "docx" else GOOD_ODT
        yield f"blank.{name}", b"  \n \n"
    for encoding in ("utf-16", "utf-32", "latin-1", "cp1252", "utf-16-le", "utf-8-sig"):
        yield f"{encoding}.txt", "Åtgärdsprogram 2027-2030\n\nInledning\n\nVi vill växa på rätt sätt.".encode(encoding)
        yield f"{encoding}.md", "# Inledning\n\nVi vill växa på rätt sätt.".encode(encoding)
        yield f"{encoding}.html", "<h1>Inledning</h1><p>Vi vill växa på rätt sätt.".encode(encoding)


def hostile() -> Iterator[tuple[str, bytes]]:
    """Files that want something else than to be read."""
    yield "entity.docx", docx(parts=document(p("&a;"), ENTITY))
    yield "laughs.docx", docx(parts=document(p("&l9;"), f"<!DOCTYPE x [{LAUGHS}]>"))
    yield "entity-in-styles.docx", docx(*BODY, parts={"word/styles.xml": f"{ENTITY}<x>&a;</x>"})
    yield "deep.docx", docx(parts=document("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000))
    yield "deep-tables.docx", docx("<w:tbl><w:tr><w:tc>" * 60 + p("djupt") + "</w:tc></w:tr></w:tbl>" * 60)
    yield "bomb.docx", docx(parts=document("<w:p/>" * 8_000_000))
    yield "spaces.docx", docx(parts={"word/document.xml": b" " * (40 << 20)})
    yield (
        "picture-bomb.docx",
        docx(
            *BODY,
            p(picture("r9")),
            parts={"word/media/x.png": b"\0" * (60 << 20)},
            relations=relation("r9", "image", "media/x.png"),
        ),
    )
    yield "many-parts.docx", docx(*BODY, parts={f"word/x{number}.xml": "" for number in range(6000)})
    yield (
        "web-picture.docx",
        docx(*BODY, p(picture("r9")), relations=relation("r9", "image", "http://192.0.2.1/x.png", external=True)),
    )
    yield (
        "file-picture.docx",
        docx(*BODY, p(picture("r9")), relations=relation("r9", "image", "file:///etc/passwd", external=True)),
    )
    yield "outside-picture.docx", docx(*BODY, p(picture("r9")), relations=relation("r9", "image", "../../etc/passwd"))
    yield (
        "macro.docx",
        docx(*BODY, parts={"word/vbaProject.bin": b"Shell"}, relations=relation("r8", "vbaProject", "vbaProject.bin")),
    )
    link = '<w:hyperlink r:id="r7"><w:r><w:t>hit</w:t></w:r></w:hyperlink>'
    yield (
        "script.docx",
        docx(*BODY, p(link), relations=relation("r7", "hyperlink", "javascript:alert(1)", external=True)),
    )
    yield (
        "template.docx",
        docx(*BODY, relations=relation("r6", "attachedTemplate", "http://192.0.2.1/x.dotm", external=True)),
    )
    yield "wide.docx", docx(*BODY, table(*["".join(cell(str(n)) for n in range(300))] * 30))
    yield (
        "spans.docx",
        docx(*BODY, table(cell("x", '<w:gridSpan w:val="999999999"/>'), cell("y", '<w:gridSpan w:val="-3"/>'))),
    )
    yield "boxes.docx", docx(*BODY, p(text_box(p(text_box(p(text_box(p("inne"))))))))
    yield "no-body.docx", docx(parts={"word/document.xml": f"<w:document {NAMES}/>"})
    yield (
        "based-on-itself.docx",
        docx(
            *BODY,
            p("Rund", "A"),
            parts={"word/styles.xml": f'<x {NAMES}><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></x>'},
        ),
    )
    yield "private.docx", docx(*BODY, p("\ue0f01\ue0f1 och \ue0f299\ue0f3 \ue0f09999999\ue0f1"))
    yield (
        "strict.docx",
        docx(parts={"word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'}),
    )
    yield "sheet.odt", zipped({"content.xml": "<a/>"})
    yield "repeat.odt", odt('<text:p>x<text:s text:c="999999999"/>y</text:p>')
    yield (
        "cells.odt",
        odt(
            '<table:table><table:table-column table:number-columns-repeated="2000000000"/><table:table-row>'
            '<table:table-cell table:number-columns-repeated="100000"><text:p>x</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        ),
    )
    yield "entity.odt", zipped({"mimetype": "x", "content.xml": f"{ENTITY}<a>&a;</a>"})
    yield "packed.docx", _packed()


def overdone() -> Iterator[tuple[str, bytes]]:
    """Text that is too much, too deep or not for us."""
    yield "deep.html", b"<div>" * 50_000 + b"x"
    yield "deep-quotes.md", b">" * 20_000 + b" x"
    yield "deep-lists.md", b"".join(b" " * 2 * n + b"- x\n" for n in range(400))
    yield "brackets.md", b"[" * 50_000
    yield "stars.md", b"*a _b " * 5_000
    yield (
        "reach.html",
        b'<h1>A</h1><img src="http://192.0.2.1/x.png"><img src="file:///etc/passwd"><iframe src="http://192.0.2.1/"></iframe><p>Text',
    )
    yield (
        "include.md",
        b"# A\n\n![x](/etc/passwd)\n\n![y](../../../etc/passwd)\n\n\\include{/etc/passwd}\n\n<script>x</script>",
    )
    yield "front.md", b"---\ntitle: {a: [1, 2]}\nauthor: [[x]]\nlang: 7\n---\n\n# A\n\nB"
    yield "long-line.txt", b"a" * 3_000_000
    yield "many-lines.txt", b"Kort rad\n\n" * 20_000
    yield "programme.exe", b"MZ"
    yield "no-ending", b"x"


def _packed() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "x" * 1000)
    return made.getvalue()


FILES = dict([*damaged(), *hostile(), *overdone()])


def test_there_are_two_hundred() -> None:
    assert len(FILES) >= 200


@pytest.fixture(autouse=True)
def no_network_and_little_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("progpipe.intake.through_pandoc.SECONDS", 10)

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", FILES)
def test_ends_in_problems_or_in_a_source(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    codes, text = said(path)
    assert all(code.startswith("P7") for code in codes)
    assert codes or text
    assert "root:" not in text


def said(path: Path) -> tuple[list[str], str]:
    """The codes of the problems, and the source where there is one."""
    try:
        made = import_document(path, "program")
    except ValidationError as error:
        return [problem.code for problem in error.problems], ""
    return [problem.code for problem in made.problems], made.text
