"""How common a Swedish word is: the table of the package wordfreq, read without its code.

The table is one file, words in groups of equal frequency. It is read once in a process, in a tenth of a second;
importing the package to ask it would take longer than reading every text.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from math import log10
from pathlib import Path
from typing import Final

from progpipe.errors import MissingDependencyError
from progpipe.lint.model import Word

PACKAGE: Final = "wordfreq"
TABLE: Final = "data/large_sv.msgpack.gz"
HEADER: Final = {"format": "cB", "version": 1}
# The Zipf scale: the power of ten of how often a word comes in a thousand million words. Group n of the table
# holds the words with a frequency of 10^(-n/100).
TOP: Final = 9
RAREST: Final = 3.0
PIECE: Final = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")


def zipf(word: str) -> float:
    """The Zipf frequency of a Swedish word: 7 for "och", 3 for one in a million words, 0 for a word not known.

    A word of several pieces ("e-tjänst") is as rare as all of them together.
    """
    table = frequencies()
    word = word.lower()
    if word in table:
        return TOP - table[word] / 100
    pieces = PIECE.findall(word)
    if len(pieces) < 2 or not all(piece in table for piece in pieces):  # noqa: PLR2004 - one piece is the word itself
        return TOP - table[pieces[0]] / 100 if len(pieces) == 1 and pieces[0] in table else 0.0
    return TOP - _together([table[piece] for piece in pieces])


def _together(groups: list[int]) -> float:
    """The power of ten of 1 / (1/a + 1/b + …), as wordfreq has it for words that it knows only in pieces."""
    return log10(sum(10 ** (group / 100) for group in groups))


def is_rare(word: Word) -> bool:
    """Whether few readers meet the word: less often than once in a million words. Names and numbers are not judged."""
    return is_judged(word) and zipf(word.key) < RAREST


def is_judged(word: Word) -> bool:
    """Whether it makes sense to ask how common the word is: not of names, numbers and words of other languages."""
    return not (word.is_name or word.is_number or word.foreign)


@cache
def frequencies() -> Mapping[str, int]:
    """Every word of the table, with the number of its group.

    Raises `MissingDependencyError` where the table is not there, or not as it is known.
    """
    import msgpack  # noqa: PLC0415 - only who reads a text needs it

    try:
        header, *groups = msgpack.unpackb(gzip.decompress(_file().read_bytes()))
    except (OSError, EOFError, ValueError, TypeError, msgpack.UnpackException) as error:
        raise _unreadable(str(error)) from error
    if header != HEADER:
        raise _unreadable(f"its header is {header!r}")
    found: dict[str, int] = {}
    for number, group in enumerate(groups):
        found.update(dict.fromkeys(group, number))
    return found


def _unreadable(cause: str) -> MissingDependencyError:
    return MissingDependencyError(f"the word list of {PACKAGE} cannot be read: {cause}. Reinstall {PACKAGE}.")


def _file() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise MissingDependencyError(f"{PACKAGE} is not installed, which knows how common words are. Install it.")
    return Path(spec.submodule_search_locations[0]) / TABLE
