"""The PDF, as a reader program finds it: opened with PDFium, which is not the engine that wrote it."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import weasyprint.pdf

from progpipe import labels
from progpipe.emitters.pdf import pdf
from progpipe.errors import BuildError
from progpipe.interfaces import Artefact, Context
from progpipe.publication import Commitment, Paragraph, Publication, Section, plain_text, walk

Edition = tuple[Context, Publication]
A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def artefacts() -> dict[str, Artefact]:
    return {}


@pytest.fixture
def artefact(edition: Edition, artefacts: dict[str, Artefact]) -> Artefact:
    context, publication = edition
    key = f"{publication.metadata.identifier}{context.edition.id}"
    if key not in artefacts:
        (artefacts[key],) = pdf(publication, context)
    return artefacts[key]


@pytest.fixture
def document(artefact: Artefact) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(artefact.content)
    yield document
    document.close()


def squeezed(text: str) -> str:
    """Without white space and hyphens: where lines end is the printer's business."""
    return re.sub(r"[\s\u00ad\ufffe\u0002-]+", "", text)


def words(document: pypdfium2.PdfDocument) -> str:
    return squeezed("".join(page.get_textpage().get_text_bounded() for page in document))


def test_pages_are_a4_and_counted(document: pypdfium2.PdfDocument, artefact: Artefact) -> None:
    assert artefact.facts.pages == len(document)
    assert all(page.get_size() == pytest.approx(A4, abs=0.1) for page in document)


def test_it_is_tagged_and_says_so(document: pypdfium2.PdfDocument, artefact: Artefact, edition: Edition) -> None:
    assert pdfium.FPDFCatalog_IsTagged(document.raw)
    assert artefact.facts.claims == ("PDF/UA-1", "PDF/A-3a")
    with pikepdf.open(io.BytesIO(artefact.content)) as file:
        assert file.open_metadata()["pdfuaid:part"] == "1"
        assert str(file.Root.Lang) == edition[1].metadata.language
        assert file.Root.ViewerPreferences.DisplayDocTitle


def test_the_title_is_that_of_the_publication(document: pypdfium2.PdfDocument, edition: Edition) -> None:
    assert edition[1].metadata.title in document.get_metadata_value("Title")


def test_every_section_has_its_bookmark(document: pypdfium2.PdfDocument, edition: Edition) -> None:
    bookmarks = [" ".join(entry.get_title().split()) for entry in document.get_toc()]
    sections = [node for node in walk(edition[1]) if isinstance(node, Section)]
    wanted = [" ".join(plain_text(section.title).split()) for section in sections]
    assert [title for title in bookmarks if title in wanted] == wanted


def test_every_word_is_printed(document: pypdfium2.PdfDocument, edition: Edition) -> None:
    printed = words(document)
    for node in walk(edition[1]):
        if isinstance(node, Section):
            assert squeezed(plain_text(node.title)) in printed
    commitments = [node for node in walk(edition[1]) if isinstance(node, Commitment)]
    missing = [node.id for node in commitments if squeezed(_text(node)) not in printed]
    # A commitment may run over a page's end, and then the running head stands between its lines.
    assert len(missing) <= len(document)


def _text(node: Commitment) -> str:
    return "".join(plain_text(block) for block in node.blocks if isinstance(block, Paragraph))


def test_contents_give_the_printed_page_of_each_top_section(document: pypdfium2.PdfDocument, edition: Edition) -> None:
    bookmarks = {" ".join(entry.get_title().split()): entry.get_dest() for entry in document.get_toc()}
    contents = squeezed(document[1].get_textpage().get_text_bounded())
    assert squeezed(labels.CONTENTS) in contents
    for section in edition[1].sections:
        title = " ".join(plain_text(section.title).split())
        page = bookmarks[title].get_index() + 1
        assert squeezed(title) + str(page) in contents


def test_no_page_number_on_the_cover_and_the_physical_one_after_it(document: pypdfium2.PdfDocument) -> None:
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        foot = page.get_textpage().get_text_bounded(left=0, bottom=0, right=width, top=height * 0.07)
        assert re.findall(r"\d+", foot) == ([str(number)] if number > 1 else [])


def test_what_the_engine_reports_stops_the_build(real: Edition) -> None:
    context, publication = real
    styles = {**context.theme.styles, "print": context.theme.styles["print"] + "\np { colour: none }"}
    with pytest.raises(BuildError) as caught:
        list(pdf(publication, replace(context, theme=replace(context.theme, styles=styles))))
    assert {problem.code for problem in caught.value.problems} == {"P501"}


def test_a_theme_cannot_reach_out(real: Edition) -> None:
    context, publication = real
    nasty = "\nbody { background-image: url(file:///etc/passwd) }"
    styles = {**context.theme.styles, "print": context.theme.styles["print"] + nasty}
    with pytest.raises(BuildError) as caught:
        list(pdf(publication, replace(context, theme=replace(context.theme, styles=styles))))
    assert any("/etc/passwd" in problem.message for problem in caught.value.problems)


def test_same_bytes_twice(edition: Edition, artefact: Artefact) -> None:
    context, publication = edition
    (again,) = pdf(publication, context)
    assert again.content == artefact.content


def test_threads_that_build_at_the_same_time_leave_the_process_as_it_was(real: Edition) -> None:
    context, publication = real
    before = state_of_the_process()
    small = replace(publication, sections=publication.sections[-1:])
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: tuple(pdf(small, context)), range(3)))
    assert made[0] == made[1] == made[2]
    assert state_of_the_process() == before


def state_of_the_process() -> tuple[object, ...]:
    """What a render changes for a while, and puts back."""
    engine = weasyprint.pdf
    names = engine.add_tags, engine.Stream.marked, engine.Stream.artifact
    return (sys.stdout, os.environ.get("FONTCONFIG_FILE"), *names)


def test_a_page_that_goes_on_names_its_body_in_the_running_head(real: Edition) -> None:
    context, publication = real
    (artefact,) = pdf(publication, context)
    heads = []
    with pypdfium2.PdfDocument(artefact.content) as pages:
        for page in pages:
            width, height = page.get_size()
            heads.append(page.get_textpage().get_text_bounded(left=0, bottom=height * 0.92, right=width, top=height))
    assert any("Kommunstyrelsen" in head for head in heads)
