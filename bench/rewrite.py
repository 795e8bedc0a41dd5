"""Make the page and the picture of the documentation anew from its numbers: `python -m bench.rewrite`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bench.picture import picture
from bench.results import Report, from_json
from bench.table import page

DOCS: Final = Path(__file__).parent.parent / "docs"


def rewrite(report: Report) -> None:
    """Put the tables into the page, and the picture beside it."""
    text = (DOCS / "performance.md").read_text(encoding="utf-8")
    (DOCS / "performance.md").write_text(page(text, report), encoding="utf-8")
    (DOCS / "performance.svg").write_text(picture(report), encoding="utf-8")


if __name__ == "__main__":
    rewrite(from_json((DOCS / "performance.json").read_text(encoding="utf-8")))
