"""Imports point left only; the picture in the documentation is the law."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "progpipe"

# From left to right. Modules in one tuple stand side by side and may not import each other.
LAYERS = (
    ("errors", "labels", "options", "collector", "stack"),
    ("model", "source"),
    ("publication",),
    ("inline", "data", "blocks"),
    ("editions",),
    ("theme", "load", "compose"),
    ("interfaces",),
    ("stages", "paginate"),
    ("markup",),
    ("emitters",),
    ("plugins",),
    ("files", "cache"),
    ("bundle",),
    ("lint", "check", "review", "diff"),
    ("amend", "intake"),
    ("build",),
    ("preview",),
    ("batch",),
    ("cli",),
)
DEPTH = {name: depth for depth, layer in enumerate(LAYERS) for name in layer}
FACADE = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path not in FACADE)


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    """The dotted names below `progpipe` that a module imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" if base == "progpipe" else base for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.removeprefix("progpipe.") for name in names if name.startswith("progpipe.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_left(path: Path) -> None:
    here = room(path)
    assert here in DEPTH, f"{here} has no place in the picture"
    for name in imported(path):
        there = name.split(".")[0]
        assert there in DEPTH, f"{path.name} imports {name}, which has no place in the picture"
        assert there == here or DEPTH[there] < DEPTH[here], f"{here} imports {there}: beside it, or to its right"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in {"stages", "emitters"}], ids=lambda path: path.stem)
def test_stages_and_emitters_do_not_know_each_other(path: Path) -> None:
    assert not {name for name in imported(path) if name.split(".")[0] == room(path)}


RULES = PACKAGE / "lint" / "rules"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent == RULES], ids=lambda path: path.stem)
def test_rules_do_not_know_each_other(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith("lint.rules")}


VALIDATORS = PACKAGE / "check" / "validators"


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent == VALIDATORS], ids=lambda path: path.stem)
def test_validators_do_not_know_each_other(path: Path) -> None:
    assert not {name for name in imported(path) if name.startswith("check.validators")}
