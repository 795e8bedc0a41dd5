"""The two programmes that the tests publish: the real one, and one that uses every kind of thing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from progpipe.build import prepare
from progpipe.interfaces import Context
from progpipe.load import load
from progpipe.model import Programme
from progpipe.publication import Publication
from tests.installing import Install, installer

os.environ["PROGPIPE_CACHE"] = "off"  # what a test makes, it makes; the tests of the cache have one of their own

# A machine may be busy: how long an example takes is no matter of a test.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

ROOT = Path(__file__).parent.parent
Edition = tuple[Context, Publication]


@pytest.fixture(scope="session")
def alingsas() -> Programme:
    return load(ROOT / "source" / "alingsas-2027-2030.json")


@pytest.fixture(scope="session")
def provkommun() -> Programme:
    return load(ROOT / "tests" / "data" / "provkommun" / "provkommun.json")


@pytest.fixture(scope="session")
def real(alingsas: Programme) -> Edition:
    """The real programme, ready for the emitters."""
    return prepare(alingsas)[0]


@pytest.fixture(scope="session")
def editions(provkommun: Programme) -> list[Edition]:
    """The test programme in both editions, standard first."""
    return prepare(provkommun)


@pytest.fixture(params=["real", "standard", "lattlast"])
def edition(request: pytest.FixtureRequest) -> Edition:
    """Each edition of each programme in turn."""
    if request.param == "real":
        return request.getfixturevalue("real")
    standard, easy = request.getfixturevalue("editions")
    return standard if request.param == "standard" else easy


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a distribution with one module and its entry points onto the path."""
    return installer(tmp_path, monkeypatch)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write the golden files anew, then read the difference")
