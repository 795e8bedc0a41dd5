"""Readable ids: the words of a title or a commitment, in the letters that an id may have."""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, count
from typing import Final

from progpipe.load.rules.reserved_ids import MADE, RESERVED

# Swedish, Danish and German letters that are more than a letter with a mark.
LETTERS: Final = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "&": " och "})
# Words that say little about what a commitment is about.
SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        "alla allt andra att av bland bli bort de del dem den denna deras dess det detta där då efter eller "
        "en ett fler för från genom ha har hela i in inför inom inte kan kommer kommunen kommunens med mer "
        "mot när och också om oss på samt se ska skall som så ta till under upp ut utan vad var vara verka "
        "verkar vi vid vill vår våra är över ",
    )
)
TITLE_LENGTH: Final = 60
WORDS: Final = 4


def slug(text: str) -> str:
    """The text in small letters a to z, figures and hyphens; it begins with a letter."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS))
    found = "-".join(re.findall(r"[a-z0-9]+", "".join(char for char in plain if not unicodedata.combining(char))))
    return found if not found or found[0].isalpha() else f"del-{found}"


class Names:
    """The ids of one programme: each is given once, and never one that something else needs."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self._taken = set(taken or ())

    def of_title(self, title: str) -> str:
        """The id of a section."""
        return self._new([_cut(slug(title), TITLE_LENGTH)], "avsnitt")

    def of_text(self, text: str) -> str:
        """The id of a commitment: its first telling words, more of them where others have the same."""
        words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", text)
        telling = [word for word in words if word.lower() not in SMALL] or words
        return self._new(
            [_cut(slug(" ".join(telling[:size])), TITLE_LENGTH) for size in range(WORDS, WORDS + 5)], "punkt"
        )

    def _new(self, wished: list[str], otherwise: str) -> str:
        base = wished[0] or otherwise
        if _is_ours(f"{base}-nr2"):  # whatever begins so names a part of ours
            base = f"{otherwise}-{base}"
        # Not "-2": `inledning-2` is the second paragraph of `inledning`.
        names = chain(wished, [base], (f"{base}-nr{number}" for number in count(2)))
        name = next(filter(self._is_free, names))
        self._taken.add(name)
        return name

    def _is_free(self, name: str) -> bool:
        # `x-1` is the first block of `x`, and what stands in it is `x-1-1`; a year is no such number.
        return bool(name) and name not in self._taken and not _is_ours(name) and not re.search(r"-[0-9]{1,3}$", name)


def _is_ours(name: str) -> bool:
    return name in RESERVED or MADE.fullmatch(name) is not None


def _cut(name: str, length: int) -> str:
    return name if len(name) <= length else name[:length].rpartition("-")[0] or name[:length]
