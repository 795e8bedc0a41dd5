"""Make PDF/UA-1 of Typst files: `python typst_pdf.py FONTS FILE…`. The wheel has Typst as a library, not a program."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

if __name__ == "__main__":
    fonts, *files = sys.argv[1:]
    for file in map(Path, files):
        typst.compile(
            str(file),
            output=str(file.with_suffix(".pdf")),
            font_paths=[fonts],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
