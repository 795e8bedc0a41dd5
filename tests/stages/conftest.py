"""Publications made by hand, small enough to read in a test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from progpipe.interfaces import Context
from progpipe.model import Edition
from progpipe.theme import Profile, Theme


@pytest.fixture(scope="session")
def make_context() -> Callable[..., Context]:
    theme = Theme(
        name="prov", title="Prov", version="0", colours={}, profiles={"standard": Profile(name="standard")}, styles={}
    )
    edition = Edition(id="standard", title="Standard", stages=(), emitters=())

    def make(**changes: Any) -> Context:
        return Context(edition=edition, theme=theme, **{"stem": "prov", "whole": "prov", **changes})

    return make


@pytest.fixture(scope="session")
def context(make_context: Callable[..., Context]) -> Context:
    return make_context()
