"""Room for calls that go deep: wherever a function is called again and again, its frame costs no memory of its own."""

from __future__ import annotations

import inspect
import resource

from progpipe.markup.weasyprint import render_pdf
from progpipe.stack import with_room

CALLS = 200
DEEPEST = 300


def leaf() -> None:
    """Its frame is larger than that of `faults_at`: at every end of a block there is a depth where it does not fit."""


leaf.__code__ = leaf.__code__.replace(co_stacksize=100)


def faults_at(depth: int) -> int:
    """How often the system gives a page of memory while a function is called many times, so many calls down."""
    if depth:
        return faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_depth_is_unlucky() -> None:
    @with_room
    def worst() -> int:
        return max(map(faults_at, range(DEEPEST)))

    assert worst() < CALLS / 2
    assert max(map(faults_at, range(DEEPEST))) >= CALLS  # else the test measures nothing


def test_it_is_the_same_function_to_everybody() -> None:
    @with_room
    def joined(first: str, *, second: str) -> str:
        """Both."""
        return first + second

    assert joined("a", second="b") == "ab"
    assert (joined.__name__, joined.__doc__) == ("joined", "Both.")
    assert "profile" in inspect.signature(render_pdf).parameters
