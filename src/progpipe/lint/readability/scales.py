"""The measures that the report shows: what each says, and what published easy-read Swedish has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from progpipe.lint.measures import Measures
from progpipe.lint.numbers import decimal

HUNDREDTHS: Final = 100  # what the axis of a share is rounded to; others have whole numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A measure: the field of `Measures` called `key`, with so many decimals.

    `low` and `high` enclose what published easy-read has. The axis goes from `start` to `end`, and further
    where a text does.
    """

    key: str
    title: str
    about: str
    places: int = 0
    low: float
    high: float
    start: float = 0
    end: float

    def value(self, measures: Measures) -> float:
        """The number of this measure."""
        found: float = getattr(measures, self.key)
        return found

    def said(self, number: float) -> str:
        """A number as it is shown."""
        return decimal(number, self.places)

    @property
    def band(self) -> str:
        """What published easy-read has, in words: "9–10", "under 6"."""
        if self.low == self.start:
            return f"under {self._short(self.high)}"
        return f"{self._short(self.low)}–{self._short(self.high)}"

    def axis(self, numbers: Iterable[float]) -> tuple[float, float]:
        """Where the axis begins and ends for these numbers."""
        found = [*numbers, self.start, self.end]
        parts = HUNDREDTHS if self.end <= 1 else 1
        return floor(min(found) * parts) / parts, ceil(max(found) * parts) / parts

    def _short(self, number: float) -> str:
        return f"{number:g}".replace(".", ",")


# Bands: measured on published easy-read texts. Of `passive` and `ordinary` only the upper end means something.
SCALES: Final = (
    Scale(
        key="mean_sentence",
        title="Ord per mening, i medel",
        about="Korta meningar är lättare att hålla i minnet.",
        places=1,
        low=9,
        high=10,
        end=20,
    ),
    Scale(
        key="longest_sentence",
        title="Ord i den längsta meningen",
        about="En enda lång mening kan räcka för att läsaren ska ge upp.",
        low=20,
        high=24,
        end=45,
    ),
    Scale(
        key="rare",
        title="Ovanliga ord, i procent",
        about="Ord som möter läsaren mindre än en gång på en miljon ord.",
        places=1,
        low=1,
        high=3,
        end=12,
    ),
    Scale(
        key="mattr",
        title="Olika ord, som andel av 50",
        about="MATTR. Samma ord för samma sak ger ett lägre tal.",
        places=3,
        low=0.78,
        high=0.81,
        start=0.7,
        end=0.9,
    ),
    Scale(
        key="lix",
        title="LIX",
        about="Meningarnas längd och andelen ord med fler än sex bokstäver.",
        places=1,
        low=28,
        high=36,
        end=60,
    ),
    Scale(
        key="passive",
        title="Passiva verb, i procent",
        about="Verb i passiv form säger inte vem som gör något.",
        places=1,
        low=0,
        high=6,
        end=20,
    ),
    Scale(
        key="ordinary",
        title="Ser ut som vanlig svenska",
        about=(
            "En sannolikhet mellan 0 och 1, räknad på meningslängd, ovanliga ord och olika ord. "
            "Ett tal under 0,5 betyder att texten ser ut som lättläst."
        ),
        places=2,
        low=0,
        high=0.5,
        end=1,
    ),
)
