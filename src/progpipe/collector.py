"""Python's collector of cycles, told to wait.

It looks at every object again and again while a document is made, and finds nothing: almost all of them are needed to
the end. What it would have found is collected afterwards.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

PATIENT: Final = 500_000  # new objects until it looks: more than a programme needs; Python's own number is 700 or 2 000


def be_patient() -> None:
    """From now on the collector of this process waits longer."""
    first, *others = gc.get_threshold()
    if 0 < first < PATIENT:
        gc.set_threshold(PATIENT, *others)


@contextmanager
def patient_collector() -> Iterator[None]:
    """While the block runs, the collector waits longer. Afterwards it is what the caller had."""
    before = gc.get_threshold()
    be_patient()
    try:
        yield
    finally:
        gc.set_threshold(*before)
