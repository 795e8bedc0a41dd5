"""No word stands alone on its line because of the space before a link."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pypdfium2
import pytest
import weasyprint

from progpipe.markup.line_ends import hanging_spaces

ROOT = Path(__file__).parent.parent.parent
FONT = ROOT / "themes" / "default" / "fonts" / "atkinson-hyperlegible-next-regular.ttf"
BEFORE, LINK, AFTER = (
    "Vi driver vår politik i kommunen under alla åren ",
    "2027–2030",
    ". Vi driver den i nämnder och bolag.",
)
WIDTHS = [number / 10 for number in range(800, 1500, 7)]


FIRST: Final = {"normal": "", "pre-line": "En rad för sig.\n"}  # what comes before, by how white space is read


def lines(width: float, white_space: str = "normal") -> list[str]:
    style = (
        f"@font-face {{ font-family: prov; src: url({FONT.as_uri()}) }} @page {{ size: {width}mm 100mm; margin: 0 }}"
        f"body {{ font: 14pt prov; margin: 0; white-space: {white_space} }}"
    )
    page = f"<style>{style}</style><p id=a>{FIRST[white_space]}{BEFORE}<a href='#a'>{LINK}</a>{AFTER}"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    found = document[0].get_textpage().get_text_range().split("\r\n")
    document.close()
    return [line.strip() for line in found][FIRST[white_space].count("\n") :]


def ragged(width: float, white_space: str = "normal") -> bool:
    """Whether the first line is so short that the first word of the second would have found room there."""
    first, second, *_ = lines(width, white_space)
    return len(first) + 1 + len(second.split(" ")[0]) < len(second) - 6


@pytest.mark.parametrize("white_space", FIRST)
def test_every_line_is_filled(white_space: str) -> None:
    with hanging_spaces():
        assert [width for width in WIDTHS if ragged(width, white_space)] == []


def test_the_engine_still_needs_it() -> None:
    """When this fails, WeasyPrint has mended it: take `hanging_spaces` away."""
    assert any(ragged(width) for width in WIDTHS)


@pytest.mark.parametrize("width", [100.0, 148.6])
def test_no_word_is_lost(width: float) -> None:
    with hanging_spaces():
        assert " ".join(lines(width)).split() == (BEFORE + LINK + AFTER).split()
