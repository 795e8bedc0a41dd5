"""A theme is checked before anything is rendered, whichever command draws with it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from progpipe.cli import main

PROV = Path(__file__).parent.parent / "data" / "provkommun" / "provkommun.json"
FAULTS = {
    "P412": """[colours]
link = "#ed1b34"
""",
    "P414": """[profiles.lattlast.tokens]
size-text = "13pt"
""",
}


@pytest.mark.parametrize("code", FAULTS)
@pytest.mark.parametrize("command", ["build", "lint"])
def test_a_theme_with_a_fault_draws_nothing(
    command: str, code: str, make_theme: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theme, out = str(make_theme(FAULTS[code])), tmp_path / "ut"
    target = ["--out", str(out)] if command == "build" else ["--report", str(out)]
    assert main([command, str(PROV), "--theme", theme, *target]) == 1
    assert code in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("command", ["build", "lint", "review"])
def test_a_character_that_no_font_has_is_drawn_nowhere(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = json.loads(PROV.read_text(encoding="utf-8"))
    source["glossary"][0]["renditions"]["sv-simple"]["explanation"] = "Hus \U0001f600."
    path, out = tmp_path / "prov.json", tmp_path / "ut.html"
    path.write_text(json.dumps(source), encoding="utf-8")
    for name in ("skolgard.png", "vag.png"):
        (tmp_path / name).write_bytes((PROV.parent / name).read_bytes())
    target = {"build": "--out", "lint": "--report", "review": "-o"}[command]
    assert main([command, str(path), target, str(out)]) == 1
    assert "P420" in capsys.readouterr().err
    assert not out.exists()
