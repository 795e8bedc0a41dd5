"""Each PDF in turn, as two readers open it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
from pdfs import ALL, Made, make


@pytest.fixture(scope="session", params=ALL, ids=" ".join)
def made(request: pytest.FixtureRequest) -> Made:
    return make(*request.param)


@pytest.fixture
def file(made: Made) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(made.content)) as opened:
        yield opened


@pytest.fixture
def pages(made: Made) -> Iterator[pypdfium2.PdfDocument]:
    with pypdfium2.PdfDocument(made.content) as document:
        yield document
