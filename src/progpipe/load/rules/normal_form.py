"""P119: text is in Unicode's composed form. A warning: `progpipe fmt` sees to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from progpipe.errors import Problem, Severity, pointer
from progpipe.load.tree import Document


def normal_form(document: Document) -> Iterator[Problem]:
    """NFC (Unicode Standard Annex 15): an å is one character and not two, so that searches find it."""
    for path, text in document.leaves:
        if isinstance(text, str) and not unicodedata.is_normalized("NFC", text):
            hint = "Run `progpipe fmt`: it composes them and changes nothing that readers see."
            message = "letters and their marks are separate characters here"
            yield Problem(code="P119", severity=Severity.WARNING, pointer=pointer(*path), message=message, hint=hint)
