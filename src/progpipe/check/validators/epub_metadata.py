"""Our own look at what a book says of itself, against what is in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version as installed_version
from typing import Final

from progpipe.check.looking import EPUB, Reading, own_findings, served
from progpipe.check.model import Result, Target, Validator
from progpipe.check.processes import Answer

NAME: Final = "EPUB metadata"
SERVER: Final = (sys.executable, "-m", "progpipe.check.servers.epub_metadata")
STANDARDS: Final = ("EPUB Accessibility 1.1",)


def version() -> str:
    """The version of progpipe: it needs nothing that is not there."""
    return installed_version("progpipe")


def look(targets: Sequence[Target], version: str, /) -> Iterator[Result]:
    """One process for all books, apart: a book that breaks it breaks nothing else."""
    return served(NAME, version, targets, SERVER, read)


def read(answer: Answer) -> Reading:
    """What the rules have found."""
    return STANDARDS, own_findings(NAME, answer)


epub_metadata = Validator(
    name=NAME,
    media_types=frozenset({EPUB}),
    about="Prövar att det som e-boken säger om sin tillgänglighet stämmer med det som finns i den.",
    independent=False,
    version=version,
    look=look,
)
