"""Every page without its styles, and on paper."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
from chromium import Script

from progpipe.theme.contrast import NEEDED, ratio

DARKEST = 200  # of 255: what a ground has at least of each colour, so that a printer needs no ink for it


def test_every_page_without_styles(page: Path, script: Script, tmp_path: Path) -> None:
    """Order and words carry the meaning alone (WCAG 2.2, 1.3.2)."""
    seen = script("looks.mjs", page, tmp_path / "a.pdf")["bare"]
    blocks = seen["blocks"]
    assert seen["first"] == "Hoppa till innehållet"
    assert all(block["shown"] and block["height"] > 0 for block in blocks)
    in_text = [block for block in blocks if not block["inCell"]]
    assert all(first["top"] <= second["top"] for first, second in pairwise(in_text))
    levels = [int(block["tag"][1]) for block in blocks if re.fullmatch(r"h\d", block["tag"])]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(second <= first + 1 for first, second in pairwise(levels))


def test_every_page_on_paper(page: Path, script: Script, tmp_path: Path) -> None:
    """Also from a dark screen: dark words on white paper, no controls, and no heading last on its page."""
    pdf = tmp_path / "papper.pdf"
    seen = script("looks.mjs", page, pdf)["paper"]
    for drawn in seen["drawn"]:
        *ground, alpha = [*map(float, re.findall(r"[\d.]+", drawn["ground"])), 1.0][:4]
        assert alpha == 0 or min(ground) >= DARKEST, drawn
        assert drawn["position"] not in {"sticky", "fixed"}, drawn
        if drawn["text"] and "unseen" not in drawn["element"]:
            red, green, blue = map(int, re.findall(r"\d+", drawn["colour"])[:3])
            assert ratio(f"#{red:02x}{green:02x}{blue:02x}", "#ffffff") >= NEEDED["text"], drawn
    pages = [lines(text) for text in texts(pdf)]
    assert not any("Hoppa till innehållet" in line for page_lines in pages for line in page_lines)
    headings = set(seen["headings"])
    assert headings & {line for page_lines in pages for line in page_lines}, "the headings are not found in the PDF"
    assert [page_lines[-1] for page_lines in pages if page_lines and page_lines[-1] in headings] == []


def texts(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [sheet.get_textpage().get_text_bounded() for sheet in document]
    finally:
        document.close()


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
