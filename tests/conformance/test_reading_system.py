"""The books are opened in a real reading system, epub.js, and used as a reader does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser import run
from PIL import Image
from published import EVERY_KIND, REAL, bundle

from progpipe.build import prepare
from progpipe.compose import Requirement
from progpipe.load import load
from progpipe.publication import Publication, Section, plain_text

pytestmark = pytest.mark.xdist_group("reading-system")
SOURCES = {"real": REAL, "every-kind": EVERY_KIND}
SUFFIXES = {"standard": "", "lattlast": "-lattlast"}
PICTURES = ("omslag", "innehall", "ordlista")
BLANK = 20  # colours: what is shown has more, if only from the edges of its letters
Book = tuple[Publication, Path, Any, Path]


@pytest.fixture(scope="module", params=[(name, edition) for name in SOURCES for edition in SUFFIXES], ids="-".join)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A publication, its PDF, what was seen of its book, and the folder of the pictures."""
    name, edition = request.param
    source, out = SOURCES[name], tmp_path_factory.mktemp(f"{name}-{edition}")
    files = {path.name: path for path in bundle(source, out, editions=[edition], formats=["pdf", "epub"])}
    programme = load(source)
    ((_, publication),) = prepare(programme, editions=[edition], require=Requirement.NONE)
    stem = programme.id + SUFFIXES[edition]
    return publication, files[f"{stem}.pdf"], run("reader.mjs", files[f"{stem}.epub"], out), out


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
    assert all(label in said["navigation"]["text"] for _, label in found[:5])


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
    publication, _, said, _ = book
    if not any(section.kind == "glossary" for section in publication.sections):
        assert said["term"] is None
        return
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
    pages = [f"sida-{jump['page']}" for jump in book[2]["jumps"]]
    assert [name for name in (*PICTURES, *pages) if colours(name) < BLANK] == []
