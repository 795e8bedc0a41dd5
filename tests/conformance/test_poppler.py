"""Poppler reads the pages as the structure tree tells them, once running heads are taken away.

It knows nothing of the tree and little of PDFium, with which tests/emitters/test_pdf_text.py does the same. It comes
with the system: `apt-get install poppler-utils`, `brew install poppler`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdf_reading import on_edges, squeezed, told, without
from pdfs import ALL, make


@pytest.mark.parametrize(("name", "profile"), ALL, ids=" ".join)
def test_poppler_reads_what_the_tree_tells(name: str, profile: str, tmp_path: Path) -> None:
    path = tmp_path / "program.pdf"
    path.write_bytes(make(name, profile).content)
    with pikepdf.open(path) as file, pypdfium2.PdfDocument(path) as pages:
        assert "".join(_read(path, pages)) == squeezed(told(file, pages))


def _read(path: Path, pages: pypdfium2.PdfDocument) -> Iterator[str]:
    read = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True).stdout.decode("utf-8")
    for text, page in zip(read.split("\f"), pages, strict=False):
        yield without(on_edges(page), squeezed(text))
