"""The gate: no validator finds anything in anything that is published, and each of them has looked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from judging import TYPES, Judge, load
from published import JUDGED, KINDS, SETS

from progpipe.check.model import Verdict
from progpipe.plugins import validators

Made = Callable[[str], Sequence[Path]]


def cases() -> Iterator[object]:
    """Each set with each validator that can judge something in it."""
    for name in validators():
        for collection in SETS:
            kinds = [kind for kind in KINDS.get(collection, JUDGED) if TYPES[kind] in load(name).media_types]
            if kinds:
                group = pytest.mark.xdist_group(kinds[0])
                yield pytest.param(name, collection, kinds, id=f"{collection}-{name}", marks=group)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Makes a set once."""
    return cache(lambda name: SETS[name](tmp_path_factory.mktemp(name)))


@pytest.mark.parametrize(("validator", "collection", "kinds"), list(cases()))
def test_nothing_is_found(validator: str, collection: str, kinds: Sequence[str], made: Made, judge: Judge) -> None:
    paths = [path for path in made(collection) if path.suffix in kinds]
    assert {path.suffix for path in paths} == set(kinds)
    results = judge(validator, paths).values()
    said = [
        f"{result.target.name}: {finding.code} {finding.level}: {finding.message} @ {finding.place} x{finding.count}"
        for result in results
        for finding in result.findings
    ]
    unseen = [f"{result.target.name}: {result.reason}" for result in results if result.verdict is Verdict.NOT_VERIFIED]
    assert unseen == []
    assert said == []


@pytest.mark.xdist_group("one")
def test_what_is_together_stays_together(request: pytest.FixtureRequest) -> None:
    """A pytest that its workers do not know yet loses the groups: each worker then starts all validators."""
    assert not hasattr(request.config, "workerinput") or request.node.nodeid.endswith("@one")
