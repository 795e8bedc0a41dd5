"""The objects of the pages, listed once for a file.

The library pydyf makes the list anew for each link and each piece of marked content, and a book has tens of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.engine.version import fits

NAME: Final = "page_references"


@contextmanager
def listed_pages() -> Iterator[None]:
    """While the block runs, one document is written, and its pages are listed only when there are more of them."""
    if not fits():
        yield
        return
    import pydyf  # noqa: PLC0415

    stock = pydyf.PDF.__dict__[NAME]
    known: tuple[bytes, ...] = ()
    listed = -1

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        nonlocal known, listed
        if listed != len(pdf.pages["Kids"]):
            known, listed = stock.fget(pdf), len(pdf.pages["Kids"])
        return known

    setattr(pydyf.PDF, NAME, property(page_references))
    try:
        yield
    finally:
        setattr(pydyf.PDF, NAME, stock)
