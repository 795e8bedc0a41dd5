"""The one version of WeasyPrint whose inside is known here."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

VERSION: Final = "70.0"


def fits() -> bool:
    """Whether the installed WeasyPrint is that version."""
    try:
        return version("weasyprint") == VERSION
    except PackageNotFoundError:
        return False
