"""Our own look at the structure tree of a PDF: what veraPDF does not look at, and people hear."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version as installed_version
from typing import Final

from progpipe.check.looking import PDF, Reading, own_findings, served
from progpipe.check.model import Result, Target, Validator
from progpipe.check.processes import Answer
from progpipe.check.tools import python_package

NAME: Final = "PDF structure"
SERVER: Final = (sys.executable, "-m", "progpipe.check.servers.pdf_structure")
STANDARDS: Final = (
    "ISO 32000-2, 14.7",
    "ISO 32000-2, 14.8",
)


def version() -> str:
    """The version of progpipe; the file is read with pikepdf."""
    python_package("pikepdf", "pikepdf")
    return installed_version("progpipe")


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One process for all files, apart: a file that breaks it breaks nothing else."""
    return served(NAME, version, targets, SERVER, read)


def read(answer: Answer) -> Reading:
    """What the rules have found."""
    return STANDARDS, own_findings(NAME, answer)


pdf_structure = Validator(
    name=NAME,
    media_types=frozenset({PDF}),
    about="Prövar att pdf-filens struktur är hel: rubriker, listor, tabeller, länkar, bilder, bokmärken och sidnummer.",
    independent=False,
    version=version,
    look=look,
)
