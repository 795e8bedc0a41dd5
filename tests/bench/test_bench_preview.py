"""The preview is measured through what it serves: no time is asserted, only what is waited for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import preview
from bench.measure import CommandFailedError

PROGRAMME = {"id": "a", "sections": [{"id": "b", "commitments": [{"id": "c", "text": "Bygg."}]}]}
OF_A_KIND = Path(__file__).with_name("preview_of_a_kind.py")


def test_the_page_is_there_before_the_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "TIMES", 2)
    html, pdf = preview.measure(PROGRAMME, tmp_path, (sys.executable, str(OF_A_KIND)))
    assert 0 < html < pdf
    for name in ("a.html", "a.pdf"):
        assert b"utkast-3." in (tmp_path / "served" / name).read_bytes()


def test_a_preview_that_ends_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(CommandFailedError, match="no source"):
        preview.measure(PROGRAMME, tmp_path, (sys.executable, "-c", "raise SystemExit('no source')"))
