"""A PDF that a test reads, with what it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from progpipe.interfaces import Artefact, Context
from progpipe.publication import Publication


@dataclass(frozen=True)
class Made:
    """A PDF, and what it was made from."""

    context: Context
    publication: Publication
    artefact: Artefact

    @property
    def profile(self) -> str:
        return self.context.theme.pdf_profile

    @property
    def content(self) -> bytes:
        return self.artefact.content
