"""Swedish typography: no-break spaces, dashes, quotation marks and the ellipsis.

The rules are those of *Svenska skrivregler* (Språkrådet). They change white space, dashes, quotation
marks, apostrophes and full stops in a row; they never change a letter or a digit. Each rule reads
the text of a whole line, so that markup inside the line hides nothing from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import lru_cache
from typing import Final, TypeVar

from progpipe.interfaces import Context, declare
from progpipe.publication import (
    Definition,
    Emphasis,
    Figure,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    Metadata,
    Node,
    NoteReference,
    Publication,
    Reference,
    Strong,
    Text,
    rewrite,
)

NO_BREAK_SPACE: Final = "\u00a0"
EN_DASH: Final = "–"
MINUS: Final = "−"
SPACE: Final = f"[ {NO_BREAK_SPACE}]"
LOCKED: Final = "\ufffc"  # stands for what is not Swedish text
Edits = dict[int, str]  # what to put in the place of which characters; "" takes a character away
Rule = Callable[[str], Iterator[Edits]]
N = TypeVar("N", bound=Node)


@declare()
def typography(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Set the Swedish text of a publication in type: body, titles, captions, text alternatives and metadata.

    Text in other languages, web and e-mail addresses and dates in figures stay as they are; telephone
    numbers only get no-break spaces. Doing it twice changes nothing more.
    """
    swedish = _is_swedish(publication.metadata.language)

    def change(node: Node) -> Node:
        return node if isinstance(node, Inline) else _typeset_node(node, swedish)

    metadata = _typeset_metadata(publication.metadata) if swedish else publication.metadata
    return replace(rewrite(publication, change), metadata=metadata)


def _is_swedish(tag: str) -> bool:
    return tag.partition("-")[0].lower() == "sv"


def _typeset_metadata(metadata: Metadata) -> Metadata:
    return replace(
        metadata,
        title=typeset(metadata.title),
        period=typeset(metadata.period),
        edition_title=typeset(metadata.edition_title),
        offprint=typeset(metadata.offprint),
    )


def _typeset_node(node: N, swedish: bool) -> N:
    """A node that is not inline, with its own lines of text set in type."""
    changes: dict[str, object] = {}
    for item in fields(node):
        value = getattr(node, item.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Inline):
            changes[item.name] = _typeset_line(value, swedish)
    if swedish and isinstance(node, Figure):
        changes["alternative"] = typeset(node.alternative)
    if swedish and isinstance(node, Definition) and node.expansion:
        changes["expansion"] = typeset(node.expansion)
    return replace(node, **changes) if changes else node


# --- a line of text over nodes -------------------------------------------------------------------

Take = Callable[[str], str]


@lru_cache(maxsize=4096)  # most lines stay as they are when a source changes
def _typeset_line(line: Inlines, swedish: bool) -> Inlines:
    """Read the line's pieces, typeset their text as one, and put each piece back where it was."""
    pieces: list[str] = []

    def read(piece: str) -> str:
        pieces.append(piece)
        return piece

    _visit(line, swedish, read)
    edited = iter(_apply(pieces, find_edits("".join(pieces))))
    return _visit(line, swedish, lambda _: next(edited))


def _visit(line: Inlines, swedish: bool, take: Take) -> Inlines:
    return tuple(_visit_node(node, swedish, take) for node in line)


def _visit_node(node: Inline, swedish: bool, take: Take) -> Inline:
    """The node with the text that `take` gives for each of its pieces, in reading order."""
    match node:
        case Text() if swedish:
            return replace(node, value=take(node.value))
        case LineBreak():
            take("\n")
        case NoteReference():
            pass
        case Link(href=href) if href.startswith("tel:"):
            take(LOCKED)
            return rewrite(node, _keep_number_together) if swedish else node
        case Language():
            return replace(node, children=_visit(node.children, _is_swedish(node.tag), take))
        case Emphasis() | Strong() | Link() | Reference():
            return replace(node, children=_visit(node.children, swedish, take))
        case _:
            take(LOCKED)
    return node


def _keep_number_together(node: Node) -> Node:
    return replace(node, value=INSIDE_NUMBER.sub(NO_BREAK_SPACE, node.value)) if isinstance(node, Text) else node


def typeset(text: str) -> str:
    """A line of Swedish text, set in type."""
    return "".join(_apply([text], find_edits(text)))


def _apply(pieces: Iterable[str], edits: Edits) -> Iterator[str]:
    if not edits:
        yield from pieces
        return
    offset = 0
    for piece in pieces:
        yield "".join(edits.get(place, character) for place, character in enumerate(piece, offset))
        offset += len(piece)


# --- the rules -----------------------------------------------------------------------------------


def find_edits(text: str) -> Edits:
    """All edits of a line. An edit of several characters is made whole or not at all; a later rule wins."""
    found = [edit for needs, rule in RULES if needs.search(text) for edit in rule(text)]
    locked = {place for match in UNTOUCHABLE.finditer(text) for place in range(*match.span())} if found else set()
    edits: Edits = {}
    for edit in found:
        if locked.isdisjoint(edit):
            edits |= edit
    return edits | _long_numbers(text) if FIGURE.search(text) else edits


def _any_of(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


# Numbers one dials or pays to.
NUMBERED: Final = _any_of(
    rf"(?<![\w+])(?<!\d{SPACE})(?:\+\d|0[1-9])(?:[ {NO_BREAK_SPACE}()-]*\d){{5,}}",
    rf"(?<!\w)(?i:dnr|diarienummer|org\.?{SPACE}?nr|organisationsnummer|bankgiro|bg|plusgiro|pg|isbn|issn"
    rf"|tel|tfn|telefon|mobil|swish|fax)[.:]?{SPACE}?\d[\d {NO_BREAK_SPACE}-]*\d",
)
LONG_NUMBER: Final = re.compile(NUMBERED)
LONGEST_NUMBER: Final = 40  # a row of figures that is longer must be able to break
INSIDE_NUMBER: Final = re.compile(r"(?<=[\d)]) (?=[\d(])")

# Addresses, these numbers, and numbers of several parts (2027-01-02, ISBN, identity numbers).
UNTOUCHABLE: Final = re.compile(
    _any_of(
        r"(?<![\w.…+-])(?:https?://|www\.)\S+",
        r"(?<![\w.…+-])[\w.+-]+@[\w.-]+",
        r"(?<![\w.…+-])(?:[\w-]+\.)+[a-z]{2,}/\S*",
        r"(?<![\w-])\d+(?:-\d+){2,}(?![\w-])",
        NUMBERED,
    )
)

# Abbreviations that point forward: no line ends after them.
FORWARD: Final = (
    "t.ex.", "bl.a.", "dvs.", "d.v.s.", "s.k.", "f.d.", "fr.o.m.", "t.o.m.", "p.g.a.", "pga.", "m.a.o.",
    "i.s.f.", "f.n.", "fr.a.", "f.ö.", "jfr.", "resp.", "ca.", "enl.", "inkl.", "exkl.",
)  # fmt: skip

# Abbreviations that close a list: no line begins with them.
BACKWARD: Final = ("m.m.", "m.fl.", "o.s.v.", "osv.", "o.d.", "e.d.", "etc.")

# Words that a number follows.
BEFORE_NUMBER: Final = _any_of(
    "§§?", r"kl\.?", "klockan", r"s\.", r"sid\.?", "sidan?", "sidorna", "nr", "nummer", r"kap\.?", "kapitel", "tabell",
    "figur", "bild", "bilaga", "punkt", "avsnitt", "not", "klass", "årskurs", r"åk\.?", "åtagande", "åtagandena",
    r"v\.", "veckan?", "veckorna", r"mom\.", r"prop\.?", r"bet\.", r"dir\.", "SFS", "SOU", "Lgr", "Lgy", "Lpfö",
)  # fmt: skip

# Units and symbols that follow a number.
UNIT: Final = _any_of(
    "[%‰€°²]", "°C", "procent", "procentenheter", "promille", "grader",
    "[kcm]?m[²2³3]?", "mil", "meter", "kilometer", "kvm", "kvadratmeter", "ha", "hektar",
    "[khm]?g", "kilo", "ton", "[dcm]?l", "liter", "[kMGT]?Wh?", "[kM]?V",
    "kr", "kronor", "krona", "öre", "[tmM]kr", "kkr", "m[nd]kr", "SEK", "euro",
    "tusen", "miljon(?:er)?", "miljard(?:er)?", "mn", "md", "mdr", r"milj\.", "st", "ggr", r"pers\.",
    "år", "månad(?:er)?", "veck(?:a|or)", "dag(?:ar)?", "timm(?:e|ar)", "minut(?:er)?", "tim", "min", "h",
)  # fmt: skip
MONTH: Final = (
    "(?i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)"
)
AFTER_NUMBER: Final = _any_of("§", r"kap\.", UNIT, MONTH)


def _abbreviation(name: str) -> str:
    """A pattern for the ways to write an abbreviation: t.ex., t. ex., t ex; and with a capital."""
    first, *rest = name.rstrip(".").split(".")
    first = f"[{first[0]}{first[0].upper()}]{first[1:]}"
    return rf"(?:\.{SPACE}?|{SPACE})".join((first, *rest)) + r"(?![^\W_])\.?"


# In each of these, the spaces inside group 1 become no-break spaces.
ABBREVIATIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.…-])({_any_of(*map(_abbreviation, FORWARD))}{SPACE})(?=\S)",
        rf"(?<![\w.…-])({_any_of(*map(_abbreviation, FORWARD + BACKWARD))})",
        rf"(?<=\S)({SPACE}){_any_of(*map(_abbreviation, BACKWARD))}",
    )
)
SPACES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w,.…+])(?<!\d{SPACE})\d{{1,3}}((?:{SPACE}\d{{3}})+)(?!\d)",  # 10 000
        rf"(?<![\w-])(?<!\d{SPACE})[1-9]\d\d({SPACE})\d\d(?={SPACE}[A-ZÅÄÖ])",  # 441 30 Alingsås
        rf"(?<=\d)({SPACE})(?={AFTER_NUMBER}(?!\w))",  # 5 %, 3 km, 2 kap., 1 maj
        rf"(?<=\d)({SPACE}[a-z]{SPACE})(?=§)",  # 1 a §
        rf"(?<![\w.…-])(?i:{BEFORE_NUMBER})({SPACE})(?=\d|F{SPACE}?[-–]{SPACE}?\d)",  # § 5, kl. 8, klass F–3
        rf"(?<=[^\s.…])({SPACE})(?=…|\.\.\.(?!\.))",  # ord …
        rf"(?<=\S)({SPACE})(?=(?:--?|[–—])[{NO_BREAK_SPACE} \n])",  # the dash stays with the word before it
    )
)


def _abbreviations(text: str) -> Iterator[Edits]:
    return _without_breaks(ABBREVIATIONS, text)


def _spaces(text: str) -> Iterator[Edits]:
    return _without_breaks(SPACES, text)


def _without_breaks(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[Edits]:
    spans = (match.span(1) for pattern in patterns for match in pattern.finditer(text))
    yield from ({place: NO_BREAK_SPACE} for span in spans for place in range(*span) if text[place] == " ")


def _long_numbers(text: str) -> Edits:
    return {
        match.start() + space.start(): NO_BREAK_SPACE
        for match in LONG_NUMBER.finditer(text)
        if len(match[0]) <= LONGEST_NUMBER
        for space in INSIDE_NUMBER.finditer(match[0])
    }


def _units(text: str) -> Iterator[Edits]:
    """A space before a percent sign or degrees: 5%, 20°C."""
    for match in re.finditer(r"(?<=\d)(?:[%‰]|°C)(?![\w-])", text):
        yield {match.start(): NO_BREAK_SPACE + text[match.start()]}


# A hyphen or an em dash that stands alone is a dash.
DASH: Final = re.compile(rf"(?<![^{NO_BREAK_SPACE} \n])(?:--?|—)(?=[{NO_BREAK_SPACE} \n])")
NEGATIVE: Final = re.compile(  # -5 grader, -10 till -5 grader
    rf"(?<![^{NO_BREAK_SPACE} \n(])(?<!\d{SPACE})-(?=\d+(?:,\d+)?{SPACE}?"
    rf"(?:(?:till|och|eller){SPACE}[-−]?\d+(?:,\d+)?{SPACE}?)?{UNIT}(?!\w))"
)

# What goes from one to another: years, ages, sums, hours, days, school years, weekdays, months.
NUMBER: Final = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,:/]\d+)?"
RANGE: Final = re.compile(
    rf"(?<![\w+–/.…,:-])(?<!\d{SPACE})(?P<low>{NUMBER})(?P<dash>-)(?P<high>{NUMBER})(?![\w/]|[-–.,:]\d|{SPACE}\d)"
)
SPACED_RANGE: Final = re.compile(
    rf"(?<![\w+–/.…,:=−-])(?<![\d+*/=–−-]{SPACE})(?P<low>{NUMBER})(?P<dash>{SPACE}[-–]{SPACE})(?P<high>{NUMBER})"
    rf"(?![\w/]|[-–.,:]\d|{SPACE}[\d=+*/]|{SPACE}[-–−]{SPACE}?\d)"
)
UNIT_RANGE: Final = re.compile(  # 30 %-40 %
    rf"(?<![\w+–/.…,:-])(?<!\d{SPACE})(?P<low>{NUMBER}){SPACE}?(?P<unit>{UNIT})(?P<dash>-)"
    rf"(?P<high>{NUMBER}){SPACE}?(?P=unit)(?!\w)"
)
WEEKDAY: Final = "(?i:(?:mån|tis|ons|tors|fre|lör|sön)(?:dagar|dag)?|tor|må|ti|on|to|fr|lö|sö)"
BETWEEN: Final = rf"(?P<dash>-|{SPACE}[-–]{SPACE})"
NAMED_RANGES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w-]){WEEKDAY}{BETWEEN}{WEEKDAY}(?![\w-])",
        rf"(?<![\w-]){MONTH}{BETWEEN}{MONTH}(?![\w-])",
        rf"(?<![\w-])F{BETWEEN}[1-9](?![\w-])",
        rf"(?<![\w-])A{BETWEEN}Ö(?![\w-])",
        rf"(?<!\w)(?i:betyg(?:en)?){SPACE}[A-F](?P<dash>-)[A-F](?![\w-])",
        rf"(?<!\d)\d\d?{SPACE}{MONTH}(?P<dash>-)\d\d?{SPACE}{MONTH}(?!\w)",
    )
)
CLOCK: Final = re.compile(rf"(?i:\bkl\.?|klockan){SPACE}$")
LABEL: Final = re.compile(rf"(?<![\w.…-])(?i:{BEFORE_NUMBER}){SPACE}$")
MEASURE: Final = re.compile(rf"{SPACE}?{AFTER_NUMBER}(?!\w)")
YEAR: Final = re.compile(r"(?:19|20)\d\d")


def _dashes(text: str) -> Iterator[Edits]:
    yield from (_put(EN_DASH, match.span()) for match in DASH.finditer(text))
    yield from ({match.start(): MINUS} for match in NEGATIVE.finditer(text))


def _ranges(text: str) -> Iterator[Edits]:
    for pattern in NAMED_RANGES:
        yield from (_put(EN_DASH, match.span("dash")) for match in pattern.finditer(text))
    for pattern, is_meant in ((RANGE, _is_range), (SPACED_RANGE, _is_certain), (UNIT_RANGE, _is_range)):
        yield from (_put(EN_DASH, match.span("dash")) for match in pattern.finditer(text) if is_meant(match))


def _put(mark: str, span: tuple[int, int]) -> Edits:
    return dict.fromkeys(range(*span), "") | {span[0]: mark}


def _is_certain(match: re.Match[str]) -> bool:
    """Whether a dash between spaces joins numbers: between years, and where a word says what the numbers are."""
    around = _before(LABEL, match) or MEASURE.match(match.string, match.end())
    years = YEAR.fullmatch(match["low"]) and YEAR.fullmatch(match["high"])
    return bool(around or years) and _is_range(match)


def _before(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    return bool(pattern.search(match.string, max(0, match.start() - LONGEST_LABEL), match.start()))


LONGEST_LABEL = 14
LAST_MONTH = 12
HOUR: Final = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?")


def _is_range(match: re.Match[str]) -> bool:
    """Whether the numbers go upwards, as those of a range do and those of a name or an area code need not."""
    low, high = match["low"], match["high"]
    if "/" in low + high:  # 1/5-3/6, 2027/28-2029/30
        return "/" in low and "/" in high
    if _before(CLOCK, match) and HOUR.fullmatch(low) and HOUR.fullmatch(high):  # kl. 22-06 is a night
        return True
    begins_with_zero = re.match(r"0\d", low) or re.match(r"0\d(?![.:])", high)
    if begins_with_zero and not re.match(r"0\d[.:]", low):
        return False
    if re.fullmatch(r"\d{4}", low) and re.fullmatch(r"\d\d", high):  # 2027-28 is years, 2010-12 a month
        return int(high) > max(LAST_MONTH, int(low[2:]))
    return _value(low) < _value(high)


def _value(number: str) -> tuple[int, str]:
    """A number as one can compare it: its whole part, and its decimals or minutes."""
    whole, _, part = re.sub(SPACE, "", number).replace(":", ",").replace(".", ",").partition(",")
    return int(whole), part


DOUBLE: Final = '"”“„'
SINGLE: Final = "'’‘‚"
CLOSING: Final = {'"': "”", "“": "”", "'": "’", "‘": "’"}


def _quotation_marks(text: str) -> Iterator[Edits]:
    """Swedish sets the same mark on both sides, so only feet, inches and minutes must be told apart."""
    for marks in (DOUBLE, SINGLE):
        is_open = False
        for match in re.finditer(f"[{marks}]", text):
            place = match.start()
            if not is_open and text[place] in "\"'" and re.match(r"\d", text[place - 1 : place]):
                continue
            is_open = not is_open if not _is_apostrophe(text, place, marks) else is_open
            if text[place] in CLOSING:
                yield {place: CLOSING[text[place]]}


def _is_apostrophe(text: str, place: int, marks: str) -> bool:
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return marks == SINGLE and all(side.isalpha() for side in around)


def _ellipses(text: str) -> Iterator[Edits]:
    yield from (_put("…", match.span()) for match in re.finditer(r"(?<!\.)\.\.\.(?!\.)", text))


# Each rule with what a line must have for it: most lines have none of it.
FIGURE: Final = re.compile(r"\d")
RULES: Final[tuple[tuple[re.Pattern[str], Rule], ...]] = (
    (re.compile(SPACE), _abbreviations),
    (re.compile(r"[\d–—…-]|\.\.\."), _spaces),
    (FIGURE, _units),
    (re.compile("[—-]"), _dashes),
    (re.compile("[–-]"), _ranges),
    (re.compile(f"[{DOUBLE}{SINGLE}]"), _quotation_marks),
    (re.compile(r"\.\.\."), _ellipses),
)
