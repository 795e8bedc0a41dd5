"""Hyphenation of Swedish in the PDF: between the parts of a compound first.

WeasyPrint asks Pyphen where a word can be divided, and takes the first answer that fits the line.
Pyphen answers with syllables (`kulturga-ranti`); here the joints of compounds come first
(`kultur-garanti`). No soft hyphen gets into the text, so that it can be searched and copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from progpipe.markup.compounds import joints

SWEDISH: Final = "sv"
LONG_PART: Final = 8  # a first part this long can be divided too, where not even it fits the line


@contextmanager
def compounds_first() -> Iterator[None]:
    """While the block runs, WeasyPrint divides Swedish compounds at their joints."""
    from weasyprint.text import line_break  # noqa: PLC0415

    pyphen = line_break.pyphen
    before, pyphen.Pyphen = pyphen.Pyphen, _hyphenator(pyphen.Pyphen)
    try:
        yield
    finally:
        pyphen.Pyphen = before


def _hyphenator(base: Any) -> Any:
    class CompoundsFirst(base):  # type: ignore[misc]
        """Pyphen for a language, with the joints of Swedish compounds before syllables."""

        def __init__(self, *, lang: str, left: int, right: int) -> None:
            super().__init__(lang=lang, left=left, right=right)
            self.swedish = lang.partition("_")[0] == SWEDISH

        def iterate(self, word: str) -> Iterator[tuple[str, str]]:
            places = divisions(word, self.hd.positions(word)) if self.swedish else ()
            yield from ((word[:place], word[place:]) for place in reversed(places))
            for start, end in super().iterate(word):
                if not places or places[0] >= max(LONG_PART, len(start) + 1):
                    yield start, end

    return CompoundsFirst


def divisions(word: str, syllables: list[int]) -> tuple[int, ...]:
    """The joints of a compound at which patterns divide it too.

    Where the two agree on nothing, a joint without a rival is right (`fisk-vandring`, not
    `fis-kvandring`); of several, none is certain (`kult-urhistoria`, `kultur-historia`).
    """
    found = joints(word)
    agreed = tuple(place for place in found if place in syllables)
    return agreed or (found if len(found) == 1 else ())
