"""Every page by keyboard alone (WCAG 2.2: 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11, 2.4.13, 2.5.8)."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

from chromium import Script

LEAST_CONTRAST = 3.0  # 2.4.13
LEAST_OUTLINE = 2.0  # CSS pixels, 2.4.13
TARGET = 24.0  # CSS pixels, 2.5.8


def test_every_page_by_keyboard(page: Path, script: Script) -> None:
    for mode, seen in script("keyboard.mjs", page).items():
        path = seen["path"]
        assert seen["stops"], mode
        # Every link and every region that scrolls, once, in the order of the document, and out at the end: no trap.
        assert [stop["stop"] for stop in path] == list(range(len(seen["stops"]))), mode
        assert [fault for stop in path for fault in faults(stop)] == [], mode
        assert seen["skip"]["first"] == "#texten", mode
        assert seen["skip"]["after"], f"{mode}: after the skip link comes something outside the text"
        assert 0 <= seen["skip"]["place"] < 100, f"{mode}: the text is not at the top"


def faults(stop: dict[str, Any]) -> list[str]:
    """What is wrong with the place that has the focus."""
    rules = {
        "is not seen": not stop["seen"],
        "is not marked": stop["outline"] == "none" or stop["width"] < LEAST_OUTLINE or not stop["matches"],
        "is marked too faintly": stop["contrast"] < LEAST_CONTRAST,
        # A link in a line of text is excepted (2.5.8, inline).
        "is too small": not stop["inText"] and min(stop["box"][2:]) < TARGET,
    }
    return [f"{stop['name']!r} {rule} {stop}" for rule, broken in rules.items() if broken]


def test_the_text_goes_on_downwards(published: Path, script: Script) -> None:
    """The order of Tab is that of the eye: in one column, no link stands above the one before it."""
    page = published / "default" / "provkommun-2027-2030" / "provkommun-2027-2030.html"
    tree = script("looks.mjs", page, published / "ordning.pdf")["bare"]["blocks"]
    assert all(
        first["top"] <= second["top"] for first, second in pairwise(block for block in tree if not block["inCell"])
    )


def test_a_page_with_faults_is_found_out(tmp_path: Path, script: Script) -> None:
    path = tmp_path / "fel.html"
    path.write_text(
        "<!doctype html><style>a { outline: 0; display: block; width: 9px; height: 9px; overflow: hidden }"
        "div { position: fixed; inset: 0; background: #fff }</style><p><a href='#a'>Ett</a></p><main><p>"
        "<a href='#b' tabindex='1'>Två</a></p></main><div></div>",
        encoding="utf-8",
    )
    seen = script("keyboard.mjs", path)["desktop"]
    assert [stop["stop"] for stop in seen["path"]] == [1, 0]
    found = " ".join(fault for stop in seen["path"] for fault in faults(stop))
    assert all(words in found for words in ("is not seen", "is not marked", "is too small"))
