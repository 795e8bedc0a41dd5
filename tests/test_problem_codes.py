"""The page of problem codes has every code, and what it shows is what `progpipe.load` says.

A code is a heading, `### P101`. What must be done to get it is a JSON fence (`json section P101`: the words say what
it is a part of, as in test_docs.py) or a text fence; the last text fence is what is printed. Where a file
cannot be shown on a page, FILES makes it.
"""

from __future__ import annotations

import ast
import datetime
import json
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from test_docs import DOCS, ROLES, first_programme, whole

import progpipe
from progpipe.errors import Problem, ValidationError

PACKAGE = Path(__file__).parent.parent / "src" / "progpipe"
PAGE = (DOCS / "problems.md").read_text(encoding="utf-8")
Source = Path | bytes | Mapping[str, Any]


def sections(page: str) -> list[tuple[str, str]]:
    """The code of each section of the page, and what stands below it."""
    parts = re.split(r"^### (P\d{3})$", page, flags=re.MULTILINE)
    return list(zip(parts[1::2], (re.split(r"^## ", part, flags=re.MULTILINE)[0] for part in parts[2::2]), strict=True))


SECTIONS = dict(sections(PAGE))
LOADED = [code for code in SECTIONS if code < "P3"]


def sparse(folder: Path) -> Path:
    path = folder / "film.json"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    return path


# Files that the page tells of and cannot show.
FILES: dict[str, Callable[[Path], Source]] = {
    "P000": lambda _: {**json.loads(first_programme()), "sections": ["Skolan"] * 250},
    "P001": lambda folder: folder / "sorce" / "smastad.json",
    "P002": sparse,
    "P003": lambda _: first_programme().encode("latin-1"),
    "P004": lambda _: first_programme().encode("utf-8-sig"),
    "P010": lambda _: b" \n\n",
    "P011": lambda _: {"id": "smastad-2027", "release": {"date": datetime.date(2026, 11, 20)}},
    "P012": lambda _: json.dumps(list(range(400_000))).encode(),
}


def fences(code: str, body: str) -> list[tuple[list[str], str]]:
    tokens = MarkdownIt().parse(body)
    return [(token.info.split(), token.content) for token in tokens if token.type == "fence"]


def source(code: str, body: str, folder: Path) -> Source:
    """What the section tells to load."""
    if code in FILES:
        return FILES[code](folder)
    words, text = fences(code, body)[0]
    roles = [word for word in words if word in ROLES]
    if code < "P1":
        return text.encode()
    return whole(json.loads(text), *(roles or ["block"]))


def problems(source: Source, folder: Path) -> tuple[Problem, ...]:
    try:
        return progpipe.load(source, folder).warnings
    except ValidationError as error:
        return error.problems


def printed(code: str, body: str, folder: Path) -> str:
    """What is said about the example, for the first problem with the code."""
    found = [problem for problem in problems(source(code, body, folder), folder) if problem.code == code]
    assert found, f"the example of {code} has no such problem"
    return f"{found[0].severity} {code}: {found[0].message}\nhint: {found[0].hint}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the examples: a file that is no image, and an image of 20 000 × 20 000 pixels."""
    (tmp_path / "first.json").write_text(first_programme(), encoding="utf-8")
    (tmp_path / "skolgard.png").write_bytes(png(8, 8))
    (tmp_path / "affisch.png").write_bytes(png(20_000, 20_000))
    return tmp_path


def png(width: int, height: int) -> bytes:
    """A black image of one bit a pixel."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1 + (width + 7) // 8) * height)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in parts
    )


def codes_of_the_package() -> set[str]:
    """Every string in the source that is a code."""
    return {
        node.value
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"P\d{3}", node.value)
    }


def test_the_page_has_every_code_once_and_in_order() -> None:
    listed = [code for code, _ in sections(PAGE)]
    assert listed == sorted(codes_of_the_package())


@pytest.mark.parametrize("code", SECTIONS)
def test_a_code_has_a_title_an_example_and_a_remedy(code: str) -> None:
    title, *parts = [part for part in SECTIONS[code].strip().split("\n\n") if part.strip()]
    assert re.match(r"\*\*[^*]+\.\*\*", title)
    assert re.match(r"Example: |```(json|text)", parts[0])
    assert len(parts) > 1
    assert re.match(r"[^`]", parts[-1])


@pytest.mark.parametrize("code", LOADED)
def test_the_example_gives_that_very_code_and_these_words(code: str, folder: Path) -> None:
    *_, (words, text) = fences(code, SECTIONS[code])
    assert words == ["text"]
    assert text == printed(code, SECTIONS[code], folder)


@pytest.mark.parametrize("code", [code for code in LOADED if code > "P1"])
def test_an_example_of_a_programme_is_right_but_for_one_thing(code: str, folder: Path) -> None:
    words = fences(code, SECTIONS[code])[0][0]
    codes = {problem.code for problem in problems(source(code, SECTIONS[code], folder), folder)}
    assert codes == {word for word in words if re.fullmatch(r"P\d{3}", word)} | {code}
