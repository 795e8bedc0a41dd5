"""The PDFs that the tests read: every edition of both programmes and an offprint, in both profiles, each made once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from progpipe.build import prepare
from progpipe.emitters.pdf import pdf
from progpipe.interfaces import Artefact, Context
from progpipe.load import load
from progpipe.publication import Publication

ROOT = Path(__file__).parent.parent.parent
REAL = ROOT / "source" / "alingsas-2027-2030.json"
TEST = ROOT / "tests" / "data" / "provkommun" / "provkommun.json"
PROFILES = ("1.7", "2.0")
NAMES = ("alingsas", "alingsas-lattlast", "provkommun", "provkommun-lattlast", "provkommun-skolnamnden")
ALL = tuple((name, profile) for name in NAMES for profile in PROFILES)


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


@lru_cache
def make(name: str, profile: str) -> Made:
    """The PDF of that name, in that profile."""
    context, publication = publications()[name]
    context = replace(context, theme=replace(context.theme, pdf_profile=profile))
    (artefact,) = pdf(publication, context)
    return Made(context, publication, artefact)


@lru_cache
def publications() -> dict[str, tuple[Context, Publication]]:
    return dict(zip(NAMES, _prepared(), strict=True))


def _prepared() -> Iterator[tuple[Context, Publication]]:
    yield from prepare(load(REAL))
    yield from prepare(load(TEST))
    yield prepare(load(TEST), sections=["skolnamnden"])[0]
