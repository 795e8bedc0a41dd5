"""Theme folders, made for one test each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TOML = """title = "Prov"
extends = "default"
"""


@pytest.fixture
def make_theme(tmp_path: Path) -> Callable[..., Path]:
    """Write a theme folder: theme.toml, by default one that extends the theme `default`, and files by name."""

    def make(toml: str = "", **files: str | bytes) -> Path:
        folder = tmp_path / "prov"
        folder.mkdir()
        (folder / "theme.toml").write_text(toml if toml.startswith("title") else TOML + toml, encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("_", ".")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return make
