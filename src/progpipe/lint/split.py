"""Swedish text into sentences and words.

A full stop ends a sentence unless it belongs to an abbreviation, a number or an initial, and what follows
looks like a beginning: a capital, a digit, or one of these after a mark that opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations with full stops inside, and those with only one at the end (Svenska skrivregler). What is
# also a common word ("bil", "min", "konst") is not among them.
DOTTED: Final = _listed(
    "a.a bl.a d.v.s d.y d.ä e.d e.dyl e.kr f.d f.k f.kr f.n f.ö fr.o.m g.m i.o.m i.s.k i.st.f m.a.o m.fl m.h.a m.m "
    "n.b o.a o.d o.dyl o.s.v p.g.a s.a.s s.k s.t t.ex t.f t.h t.o.m t.r t.v u.a u.p.a v.g"
)
SIMPLE: Final = _listed(
    "adr anm avd avs ca dir dnr doc dr dvs enl etc ev exkl exv forts följ föreg förf ggr inkl inst jfr jr kl kr kungl "
    "ledn milj mkr mom motsv mån nr näml obs omkr ordf osv pga prof resp s sek sekr st tel tex tfn tim tsk uppl urspr "
    "utg v vol övers"
)
# These may stand last in a sentence; a capital after them begins a new one.
ENDINGS: Final = _listed("a.a e.d e.dyl e.kr etc f.kr ggr kr m.fl m.m mkr mån o.a o.d o.dyl o.s.v osv sek st tim")

ADDRESS: Final = r"(?:https?://|www\.)\S*[\w/]|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.-])(?:[\w-]+\.)+(?:se|nu|com|org|eu|net)(?![\w.])"
SHORT: Final = (
    r"(?<![\w.])(?:"
    + "|".join(
        r"\.[ \u00a0]?".join(map(re.escape, short.split(".")))
        for short in sorted(DOTTED, key=lambda short: (-len(short), short))
    )
    + r")(?!\w)\.?"
)
# 1 000 000; 3,5; 12.30; 2027-2030; 18:e; 65-årig
NUMBER: Final = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,:/]\d+)*(?:[-:]\w+)*"
WORD: Final = r"(?:(?<![\w-])-)?\w+(?:[-\u2011:’'&]\w+)*-?(?!\w)"
TOKEN: Final = re.compile(rf"{ADDRESS}|(?:{SHORT})|{NUMBER}|(?P<word>{WORD})", re.IGNORECASE)

END: Final = re.compile(r"(?<![.!?…])[.!?…]+[“”\"’')\]»]*(?=\s)")
BEGINNING: Final = re.compile(r"[\s–—•*-]*[“”\"‘’'(\[»«]*(\w)")
VISIBLE: Final = re.compile(r"\S")
BEFORE: Final = re.compile(r"[^\s(“”\"‘’'\[»«]+$")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text are. Between them is white space, and nothing else."""
    start = _skip(text, 0)
    for match in END.finditer(text):
        if _ends(text, match.start(), match.end()):
            yield start, match.end()
            start = _skip(text, match.end())
    end = len(text.rstrip())
    if end > start:
        yield start, end


def words(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text are. An abbreviation keeps its full stops, a number its decimals."""
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if match["word"] and text[end : end + 1] == "." and match[0].lower() in SIMPLE:
            end += 0 if _ends(text, end, end + 1) else 1
        yield start, end


def _skip(text: str, place: int) -> int:
    """The first place from here on that is no white space; the end of the text where there is none."""
    found = VISIBLE.search(text, place)
    return found.start() if found else len(text)


def _ends(text: str, stop: int, end: int) -> bool:
    """Whether the marks from `stop` to `end` end a sentence."""
    beginning = BEGINNING.match(text, end)
    if not beginning or beginning[1].islower():
        return _skip(text, end) == len(text)
    return text[stop:end].rstrip("“”\"’')]»") != "." or not _belongs(text, stop)


def _belongs(text: str, stop: int) -> bool:
    """Whether a full stop is part of what stands before it: an abbreviation, an initial, the number of an item."""
    found = BEFORE.search(text, max(0, stop - LONGEST), stop)
    before = found[0].lower() if found else ""
    if before in ENDINGS:
        return False
    if before in DOTTED or before in SIMPLE or _spaced(text, stop):
        return True
    if len(before) == 1 and before.isalpha():
        return text[stop - 1].isupper()
    return before.isdigit() and _skip(text, 0) == stop - len(before)


def _spaced(text: str, stop: int) -> bool:
    """Whether an abbreviation that is written with spaces ends here: "t. ex."."""
    return SPACED.search(text, max(0, stop - LONGEST), stop + 1) is not None


LONGEST: Final = 30
SPACED: Final = re.compile(
    r"(?<![\w.])(?:"
    + "|".join(r"\.[ \u00a0]".join(map(re.escape, short.split("."))) for short in sorted(DOTTED - ENDINGS))
    + r")\.$",
    re.IGNORECASE,
)
