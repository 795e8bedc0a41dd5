"""The locks in `requirements/` are those of pyproject.toml, and name no registry."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from environments import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
WANTED = {
    "nox": ("nox",),
    "build": ("build",),
    "runtime": (),
    "bench": ("bench",),
    "check": ("tests",),
    "develop": ("tests", "lint", "types", "docs"),
}
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")


def group(name: str) -> Iterator[str]:
    for item in GROUPS[name]:
        yield from [item] if isinstance(item, str) else group(item["include-group"])


def wanted(lock: str) -> list[Requirement]:
    project = PROJECT["project"]["dependencies"] if lock in {"runtime", "bench", "check", "develop"} else []
    project = project + PROJECT["project"]["optional-dependencies"]["check"] if lock == "check" else project
    return [Requirement(item) for item in (*project, *(item for name in WANTED[lock] for item in group(name)))]


@pytest.mark.parametrize("lock", WANTED)
def test_it_pins_what_pyproject_asks_for(lock: str) -> None:
    """Red after a change of pyproject.toml without `nox -s lock`."""
    pins = {canonicalize_name(name): version for name, version in PIN.findall(text(lock))}
    for requirement in wanted(lock):
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), requirement


@pytest.mark.parametrize("lock", WANTED)
def test_every_pin_has_hashes_and_no_registry_is_named(lock: str) -> None:
    requirements = re.split(r"\n(?=[A-Za-z0-9])", text(lock))[1:]
    assert requirements
    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert "://" not in text(lock)


def test_what_is_built_is_developed_with_the_same_versions() -> None:
    for lock in ("bench", "check", "develop"):
        assert set(PIN.findall(text("runtime"))) <= set(PIN.findall(text(lock)))


@pytest.mark.parametrize("folder", [".", "tests/thirdparty"])
def test_the_build_backend_is_the_locked_one(folder: str) -> None:
    project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))
    (backend,) = project["build-system"]["requires"]
    assert f"\n{backend} " in text("build")
