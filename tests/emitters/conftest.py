"""The PDFs that the tests read: every edition of both programmes and an offprint, in both profiles, each made once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pdfs import Made

from progpipe.build import prepare
from progpipe.emitters.pdf import pdf
from progpipe.interfaces import Context
from progpipe.model import Programme
from progpipe.publication import Publication

PROFILES = ("1.7", "2.0")
PUBLICATIONS = ("alingsas", "alingsas-lattlast", "provkommun", "provkommun-lattlast", "provkommun-skolnamnden")


@pytest.fixture(scope="session")
def publications(alingsas: Programme, provkommun: Programme) -> dict[str, tuple[Context, Publication]]:
    prepared = [*prepare(alingsas), *prepare(provkommun), prepare(provkommun, sections=["skolnamnden"])[0]]
    return dict(zip(PUBLICATIONS, prepared, strict=True))


@pytest.fixture(scope="session", params=[f"{name} {profile}" for name in PUBLICATIONS for profile in PROFILES])
def made(request: pytest.FixtureRequest, publications: dict[str, tuple[Context, Publication]]) -> Made:
    name, profile = request.param.split()
    context, publication = publications[name]
    context = replace(context, theme=replace(context.theme, pdf_profile=profile))
    (artefact,) = pdf(publication, context)
    return Made(context, publication, artefact)


@pytest.fixture
def file(made: Made) -> Iterator[pikepdf.Pdf]:
    """The PDF, opened by one reader."""
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        yield opened


@pytest.fixture
def pages(made: Made) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF, opened by another."""
    document = pypdfium2.PdfDocument(made.content)
    yield document
    document.close()
