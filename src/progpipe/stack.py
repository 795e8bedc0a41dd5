"""Room for calls that go deep.

CPython keeps the frames of calls in blocks of 16 kB. It asks the system for another block when a call no longer fits,
and gives it back when that call returns. A layout goes a hundred calls deep, and where a block ends at a function that
is called again and again, each call costs two system calls and a fresh page of memory: up to a tenth of the time, at
some depths and not at others. What asks for a frame of half a megabyte gets a block of one, and all that it calls finds
room in the rest. The block is address space; memory is only what is used of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

SLOTS: Final = 70_000  # of eight bytes each; blocks have 16 kB · 2ⁿ
Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def with_room(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """The same function, and no call below it waits for a block of frames."""

    def roomy(*values: Given.args, **named: Given.kwargs) -> Returned:
        return function(*values, **named)

    if sys.implementation.name == "cpython":
        roomy.__code__ = roomy.__code__.replace(co_stacksize=SLOTS)
    return wraps(function)(roomy)
