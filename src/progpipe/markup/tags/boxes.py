"""WeasyPrint's boxes, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def walk(box: Any) -> Iterator[Any]:
    """A box and those inside it, in reading order."""
    from weasyprint.layout.absolute import AbsolutePlaceholder  # noqa: PLC0415

    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    yield box
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from walk(child)
