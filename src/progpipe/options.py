"""What can be asked for by one of a few words. The command line names them, and imports nothing else for that."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Requirement(StrEnum):
    """The least that a rendition must be. With `none` a missing one leaves a visible gap."""

    NONE = "none"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


# The profiles of a PDF, by the version of PDF that they build on. What each keeps stands in `markup.pdf_profile`.
PDF_PROFILES: Final = ("1.7", "2.0")
