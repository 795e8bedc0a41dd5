"""The e-book in a reading system: epub.js in Chromium. What is asserted is what stands on its screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import Script
from PIL import Image

BOOKS = {
    "real": "alingsas-2027-2030/alingsas-2027-2030.epub",
    "real lattlast": "alingsas-2027-2030/alingsas-2027-2030-lattlast.epub",
    "prov": "provkommun-2027-2030/provkommun-2027-2030.epub",
    "prov lattlast": "provkommun-2027-2030/provkommun-2027-2030-lattlast.epub",
}


@pytest.fixture(scope="module", params=BOOKS)
def shown(
    request: pytest.FixtureRequest, published: Path, script: Script, reader_modules: str, tmp_path_factory: Any
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bilder")
    book = published / "default" / BOOKS[request.param]
    seen = script("reader.mjs", book, folder, PROGPIPE_READER_MODULES=reader_modules)["reader"]
    return {**seen, "folder": folder}


def test_the_cover(shown: dict[str, Any]) -> None:
    assert shown["cover"]["images"] == [f"Omslag: {shown['metadata']}"]
    assert is_drawn(shown["folder"] / "omslag.png")


def test_the_navigation(shown: dict[str, Any]) -> None:
    text = shown["navigation"]["text"]
    assert text.startswith("Innehåll")
    assert [label for label, _ in shown["toc"][:4] if label not in text] == []
    assert is_drawn(shown["folder"] / "innehall.png")


def test_an_entry_of_the_contents_leads_to_its_section(shown: dict[str, Any]) -> None:
    label, _ = shown["toc"][-1]
    assert shown["chapter"]["text"].startswith(label)
    assert shown["chapter"]["target"]["seen"]


def test_a_page_of_the_page_list(shown: dict[str, Any]) -> None:
    """The mark of the page is on the screen."""
    assert shown["pages"], "the book has no page list"
    assert [int(number) for number, _ in shown["pages"]] == list(range(1, len(shown["pages"]) + 1))
    assert shown["page"]["target"]["role"] == "doc-pagebreak"
    assert shown["page"]["target"]["seen"]
    assert shown["page"]["text"]
    assert is_drawn(shown["folder"] / "sida.png")


def test_a_mention_leads_to_its_explanation(shown: dict[str, Any]) -> None:
    found = shown["glossary"]
    assert found["target"]["name"] == "dt"
    assert found["target"]["seen"], "the word is not on the screen"
    assert found["words"][:4].casefold() in found["text"].casefold()
    assert is_drawn(shown["folder"] / "ordlista.png")


def is_drawn(path: Path) -> bool:
    """Whether there is more than one ground on the picture."""
    with Image.open(path) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1 << 20)
    return colours is None or len(colours) > 20
