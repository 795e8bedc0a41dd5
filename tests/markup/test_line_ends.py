"""No word stands alone on its line because of the space before a link."""

from __future__ import annotations

from pathlib import Path

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


def lines(width: float) -> list[str]:
    style = (
        f"@font-face {{ font-family: prov; src: url({FONT.as_uri()}) }} @page {{ size: {width}mm 100mm; margin: 0 }}"
        "body { font: 14pt prov; margin: 0 }"
    )
    page = f"<style>{style}</style><p id=a>{BEFORE}<a href='#a'>{LINK}</a>{AFTER}"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=page).write_pdf())
    found = document[0].get_textpage().get_text_range().split("\r\n")
    document.close()
    return [line.strip() for line in found]


def ragged(width: float) -> bool:
    """Whether the first line is so short that the first word of the second would have found room there."""
    first, second, *_ = lines(width)
    return len(first) + 1 + len(second.split(" ")[0]) < len(second) - 6


def test_every_line_is_filled() -> None:
    with hanging_spaces():
        assert [width for width in WIDTHS if ragged(width)] == []


def test_the_engine_still_needs_it() -> None:
    """When this fails, WeasyPrint has mended it: take `hanging_spaces` away."""
    assert any(ragged(width) for width in WIDTHS)


@pytest.mark.parametrize("width", [100.0, 148.6])
def test_no_word_is_lost(width: float) -> None:
    with hanging_spaces():
        assert " ".join(lines(width)).split() == (BEFORE + LINK + AFTER).split()
