"""What is published, made once, and what the validators say of it.

Not part of the ordinary tests: this needs Java, Node, npm packages and Chromium (`./run conformance`). A validator
that is not there makes these tests fail. Nothing is skipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from judging import Judge, load, target

from progpipe.check.model import Result


@pytest.fixture(scope="session")
def judge() -> Judge:
    """What a validator says of files, all in one go: a JVM or a browser starts once."""

    def judged(name: str, paths: Sequence[Path]) -> Mapping[Path, Result]:
        results = load(name)([target(path) for path in paths])
        by_path = {result.target.path: result for result in results}
        assert list(by_path) == list(paths), "a file was not judged, or another one was"
        return by_path

    return judged
