"""Small programmes for a batch, each a few lines long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def programme(name: str, **changes: Any) -> dict[str, Any]:
    """A whole programme with that id."""
    place = name.capitalize()
    return {
        "$schema": "urn:progpipe:schema:programme:1",
        "id": name,
        "language": "sv",
        "title": f"Handlingsprogram för {place}",
        "period": {"from": 2027, "to": 2030},
        "publisher": {"name": f"Partiet i {place}", "municipality": {"name": place}},
        "release": {"version": "1.0", "date": "2026-10-01", "status": "adopted"},
        "sections": [
            {
                "id": "skola",
                "type": "policy",
                "title": "Skola",
                "commitments": [{"id": "skola-1", "text": f"Alla barn i {place} ska få läsa i lugn och ro."}],
            }
        ],
        **changes,
    }


def write(folder: Path, *names: str, **changes: Any) -> Path:
    """A folder with a source for each name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.json").write_text(json.dumps(programme(name, **changes), ensure_ascii=False), "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path from there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
