"""The form of changes.txt, read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from progpipe.diff import Change, Side, compare
from progpipe.load import load
from progpipe.model import Programme

FOLDER = Path(__file__).parent
MARKS = {Side.BOTH: "{}", Side.OLD: "[-{}-]", Side.NEW: "{{+{}+}}"}


@dataclass(kw_only=True)
class Case:
    name: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def cases() -> list[Case]:
    found: list[Case] = []
    lines: list[str] = []
    for line in (FOLDER / "changes.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        if line.startswith("    "):
            lines.append(line.strip())
        elif line.startswith("=> "):
            found[-1].changes.append(line.removeprefix("=> "))
        elif line in {"old", "new"}:
            lines = getattr(found[-1], line)
        else:
            found.append(Case(name=line))
    return found


def programme(lines: list[str]) -> Programme:
    """A programme that is written line by line."""
    sections: list[dict[str, Any]] = []
    for line in lines:
        if heading := re.fullmatch(r"# (\S+) (.+)", line):
            about = {"type": "paragraph", "text": f"Här står vad vi vill med {heading[1]}."}  # no section is empty
            sections.append({"id": heading[1], "type": "body", "title": heading[2], "blocks": [about]})
        elif promise := re.fullmatch(r"\* (\S+) (.+)", line):
            sections[-1].setdefault("commitments", []).append({"id": promise[1], "text": promise[2]})
        else:
            sections[-1]["blocks"].append({"type": "paragraph", "text": line})
    return load(
        {
            "id": "prov",
            "language": "sv",
            "title": "Prov",
            "period": {"from": 2027, "to": 2030},
            "publisher": {"name": "Provpartiet"},
            "release": {"version": "1", "status": "draft"},
            "sections": sections,
        }
    )


def changes(old: Programme, new: Programme) -> list[str]:
    """What has changed, a line each."""
    return [said(change) for change in compare(old, new).changes]


def said(change: Change) -> str:
    name = f"{change.part.kind} {change.part.id}".strip()
    words = "".join(MARKS[piece.side].format(piece.text) for piece in change.pieces)
    return f"{name} {' and '.join(change.actions)}: {words}"
