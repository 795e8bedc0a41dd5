"""What the tests of the engine's room share."""

from __future__ import annotations

import pytest
from weasyprint.layout import page

from progpipe.theme import Theme, read_theme


@pytest.fixture(scope="session")
def theme() -> Theme:
    return read_theme("default")


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages that WeasyPrint lays out, by their index."""
    found: list[int] = []
    stock = page.remake_page

    def remake_page(index: int, *others: object) -> object:
        found.append(index)
        return stock(index, *others)

    monkeypatch.setattr(page, "remake_page", remake_page)
    return found
