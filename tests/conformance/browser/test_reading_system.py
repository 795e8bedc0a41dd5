"""The e-book in a real reading system, epub.js in Chromium, used as a reader does. What is asserted is what is seen."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from chromium import PROV, REAL, Script
from PIL import Image

from progpipe.build import prepare
from progpipe.load import load
from progpipe.publication import Publication, Section, plain_text

pytestmark = pytest.mark.xdist_group("reading-system")  # each book is read once, page by page
EPUB_JS = Path(sys.prefix, "share", "progpipe-reading-system")  # ./run validators puts it there
BLANK = 20  # colours: what is shown has more, if only from the edges of its letters
Book = tuple[Publication, Path, Any, Path]


@pytest.fixture(scope="module", params=["real", "real lattlast", "prov", "prov lattlast"])
def book(
    request: pytest.FixtureRequest, published: Path, script: Script, tmp_path_factory: pytest.TempPathFactory
) -> Book:
    """A publication, its PDF, what was seen of its book, and the folder of the pictures."""
    source, easy_read = REAL if request.param.startswith("real") else PROV, "lattlast" in request.param
    folder = published / "default" / json.loads(source.read_text(encoding="utf-8"))["id"]
    stem = folder / (folder.name + ("-lattlast" if easy_read else ""))
    _, publication = prepare(load(source))[easy_read]
    pictures = tmp_path_factory.mktemp("bilder")
    seen = script("reader.mjs", Path(f"{stem}.epub"), pictures, READING_SYSTEM=str(EPUB_JS))
    return publication, Path(f"{stem}.pdf"), seen, pictures


def test_nothing_goes_wrong_and_nothing_is_asked_for(book: Book) -> None:
    assert book[2]["errors"] == []


def test_the_cover_is_shown_first_and_says_what_it_is(book: Book) -> None:
    (image,) = book[2]["cover"]["images"]
    assert image["shown"]
    assert image["width"] > 0
    assert book[0].metadata.title in image["alt"]


def test_the_contents_are_those_of_the_programme(book: Book) -> None:
    publication, _, said, _ = book
    found = [(depth, label) for depth, label, _ in said["contents"]]
    assert found == list(_contents(publication.sections, 1))
    assert [label for _, label in found[:5] if label not in said["navigation"]["text"]] == []


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[tuple[int, str]]:
    for section in sections:
        yield depth, plain_text(section.title)
        if depth == 1:
            yield from _contents(section.sections, 2)


def test_a_jump_in_the_page_list_leads_to_that_page(book: Book) -> None:
    _, pdf, said, _ = book
    with pypdfium2.PdfDocument(pdf) as pages:
        assert [jump["page"] for jump in said["jumps"]] == list(range(1, len(pages) + 1))
    assert [jump["page"] for jump in said["jumps"] if not jump["inView"]] == []


def test_a_word_of_the_glossary_leads_to_its_explanation(book: Book) -> None:
    said = book[2]
    assert said["explanation"]["document"] == said["term"]["file"]
    assert said["explanation"]["inView"]


@pytest.fixture
def colours(book: Book) -> Callable[[str], int]:
    def counted(name: str) -> int:
        with Image.open(book[3] / f"{name}.png") as picture:
            return len(picture.convert("RGB").getcolors(1 << 20) or range(1 << 20))

    return counted


def test_what_is_turned_to_is_drawn(book: Book, colours: Callable[[str], int]) -> None:
    """A style sheet can leave every page but the first of a chapter blank: to programs all the words are there."""
    names = ["omslag", "innehall", "ordlista", *(f"sida-{jump['page']}" for jump in book[2]["jumps"])]
    assert [name for name in names if colours(name) < BLANK] == []
