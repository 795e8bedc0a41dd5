"""Swedish typography: no-break spaces, dashes, quotation marks and the ellipsis.

The rules are those of *Svenska skrivregler* (Språkrådet). They change white space, dashes, quotation
marks, apostrophes and full stops in a row; they never change a letter or a digit. Each rule reads
the text of a whole line, so that markup inside the line hides nothing from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import Final, TypeVar

from progpipe.interfaces import Context
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
SPACE: Final = f"[ {NO_BREAK_SPACE}]"
LOCKED: Final = "\ufffc"  # stands for what is not Swedish text
Edits = dict[int, str]
N = TypeVar("N", bound=Node)


def typography(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Set the Swedish text of a publication in type: body, titles, captions, text alternatives and metadata.

    Text in other languages, web and e-mail addresses, telephone numbers and dates in figures stay as
    they are. Doing it twice changes nothing more.
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


def _typeset_line(line: Inlines, swedish: bool) -> Inlines:
    """Read the line's pieces, typeset their text as one, and put each piece back where it was."""
    pieces: list[str] = []

    def read(piece: str) -> str:
        pieces.append(piece)
        return piece

    _visit(line, swedish, read)
    edits = find_edits("".join(pieces))
    if not edits:
        return line
    edited = iter(_apply(pieces, edits))
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
        case Language():
            return replace(node, children=_visit(node.children, _is_swedish(node.tag), take))
        case Emphasis() | Strong() | Link() | Reference():
            return replace(node, children=_visit(node.children, swedish, take))
        case _:
            take(LOCKED)
    return node


def typeset(text: str) -> str:
    """A line of Swedish text, set in type."""
    return "".join(_apply([text], find_edits(text)))


def _apply(pieces: Iterable[str], edits: Edits) -> Iterator[str]:
    offset = 0
    for piece in pieces:
        yield "".join(edits.get(place, character) for place, character in enumerate(piece, offset))
        offset += len(piece)


# --- the rules -----------------------------------------------------------------------------------


def find_edits(text: str) -> Edits:
    """What to put in the place of which characters. A place holds one character; "" takes it away."""
    edits: Edits = {}
    for rule in (_spaces, _dashes, _ranges, _quotation_marks, _ellipses):
        edits.update(rule(text))
    for match in UNTOUCHABLE.finditer(text):
        for place in range(*match.span()):
            edits.pop(place, None)
    return edits


def _any_of(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


# Addresses, numbers one dials, and numbers of several parts (2027-01-02, ISBN, identity numbers).
UNTOUCHABLE: Final = re.compile(
    _any_of(
        r"(?<![\w.…+-])(?:https?://|www\.)\S+",
        r"(?<![\w.…+-])[\w.+-]+@[\w.-]+",
        r"(?<![\w.…+-])(?:[\w-]+\.)+[a-z]{2,}/\S*",
        rf"(?<![\w+])(?<!\d{SPACE})(?:\+\d|0[1-9])(?:[ {NO_BREAK_SPACE}()-]*\d){{5,}}",
        r"(?<![\w-])\d+(?:-\d+){2,}(?![\w-])",
        rf"(?<!\w)(?i:dnr|diarienummer|org\.?{SPACE}?nr|organisationsnummer|bankgiro|bg|plusgiro|pg|isbn|issn"
        rf"|tel|tfn|telefon|mobil|swish|fax)[.:]?{SPACE}?\d[\d {NO_BREAK_SPACE}-]*\d",
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
    "§§?", r"kl\.?", "klockan", r"s\.", r"sid\.", "sidan?", "sidorna", "nr", "nummer", r"kap\.?", "kapitel", "tabell",
    "figur", "bild", "bilaga", "punkt", "avsnitt", "not", "klass", "årskurs", "åk", "åtagande", "åtagandena",
)  # fmt: skip

# Units, symbols and months that follow a number.
AFTER_NUMBER: Final = _any_of(
    "[%‰€§°²]", "°C", "procent", "procentenheter", "promille", "grader",
    "[kcm]?m[²2³3]?", "mil", "meter", "kilometer", "kvm", "kvadratmeter", "ha", "hektar",
    "[khm]?g", "kilo", "ton", "[dcm]?l", "liter", "[kMGT]?Wh?", "[kM]?V",
    "kr", "kronor", "krona", "öre", "[tmM]kr", "kkr", "m[nd]kr", "SEK", "euro",
    "tusen", "miljon(?:er)?", "miljard(?:er)?", "mn", "md", "st",
    "år", "månad(?:er)?", "veck(?:a|or)", "dag(?:ar)?", "timm(?:e|ar)", "minut(?:er)?", "tim", "min", "h", r"kap\.",
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


def _abbreviation(name: str) -> str:
    """A pattern for the ways to write an abbreviation: t.ex., t. ex., t ex; and with a capital."""
    first, *rest = name.rstrip(".").split(".")
    first = f"[{first[0]}{first[0].upper()}]{first[1:]}"
    return rf"(?:\.{SPACE}?|{SPACE})".join((first, *rest)) + r"(?![^\W_])\.?"


# In each of these, the spaces inside group 1 become no-break spaces.
SPACES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.…-])({_any_of(*map(_abbreviation, FORWARD))}{SPACE})(?=\S)",
        rf"(?<![\w.…-])({_any_of(*map(_abbreviation, FORWARD + BACKWARD))})",
        rf"(?<=\S)({SPACE}){_any_of(*map(_abbreviation, BACKWARD))}",
        rf"(?<![\w,.…+])(?<!\d{SPACE})\d{{1,3}}((?:{SPACE}\d{{3}})+)(?!\d)",  # 10 000
        rf"(?<![\w-])(?<!\d{SPACE})[1-9]\d\d({SPACE})\d\d(?={SPACE}[A-ZÅÄÖ])",  # 441 30 Alingsås
        rf"(?<=\d)({SPACE})(?={AFTER_NUMBER}(?!\w))",  # 5 %, 3 km, 2 kap., 1 maj
        rf"(?<![\w.…-])(?i:{BEFORE_NUMBER})({SPACE})(?=\d|F[-–]\d)",  # § 5, kl. 8, klass F–3
        rf"(?<=\S)({SPACE})(?=(?:--?|[–—])[{NO_BREAK_SPACE} \n])",  # the dash stays with the word before it
    )
)


def _spaces(text: str) -> Edits:
    spans = (match.span(1) for pattern in SPACES for match in pattern.finditer(text))
    return {place: NO_BREAK_SPACE for span in spans for place in range(*span) if text[place] == " "}


# A hyphen that stands alone is a dash.
DASH: Final = re.compile(rf"(?<![^{NO_BREAK_SPACE} \n])--?(?=[{NO_BREAK_SPACE} \n])")

# What goes from one to another: years, ages, sums, hours, days, school years, weekdays, months.
NUMBER: Final = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:,\d+)?|\d+(?:[.,:/]\d+)?"
RANGE: Final = re.compile(
    rf"(?<![\w+–/.…,:-])(?<!\d{SPACE})(?P<low>{NUMBER})(?P<dash>-)(?P<high>{NUMBER})(?![\w/]|[-–.,:]\d|{SPACE}\d)"
)
WEEKDAY: Final = "(?i:mån|tis|ons|tors|fre|lör|sön)(?:dagar|dag)?"
MONTH: Final = "(?i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
NAMED_RANGE: Final = re.compile(
    rf"(?<![\w-])(?:F(?=-[1-9])|A(?=-Ö)|{WEEKDAY}(?=-{WEEKDAY})|{MONTH}(?=-{MONTH}))"
    rf"(?P<dash>-)(?:[1-9]|Ö|{WEEKDAY}|{MONTH})(?![\w-])"
)
CLOCK: Final = re.compile(rf"(?i:\bkl\.?|klockan){SPACE}$")


def _dashes(text: str) -> Edits:
    edits: Edits = {}
    for match in DASH.finditer(text):
        edits |= dict.fromkeys(range(*match.span()), "") | {match.start(): EN_DASH}
    return edits


def _ranges(text: str) -> Edits:
    named = (match.start("dash") for match in NAMED_RANGE.finditer(text))
    numbers = (match.start("dash") for match in RANGE.finditer(text) if _is_range(match))
    return dict.fromkeys((*named, *numbers), EN_DASH)


LAST_MONTH = 12


def _is_range(match: re.Match[str]) -> bool:
    """Whether the numbers go upwards, as those of a range do and those of a name or an area code need not."""
    low, high = match["low"], match["high"]
    if "/" in low + high:  # 1/5-3/6, 2027/28-2029/30
        return "/" in low and "/" in high
    begins_with_zero = re.match(r"0\d", low) or re.match(r"0\d(?![.:])", high)
    is_time = re.match(r"0\d[.:]", low) or CLOCK.search(match.string, max(0, match.start() - 10), match.start())
    if begins_with_zero and not is_time:
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


def _quotation_marks(text: str) -> Edits:
    """Swedish sets the same mark on both sides, so only feet, inches and minutes must be told apart."""
    edits: Edits = {}
    for marks in (DOUBLE, SINGLE):
        is_open = False
        for match in re.finditer(f"[{marks}]", text):
            place = match.start()
            if not is_open and text[place] in "\"'" and re.match(r"\d", text[place - 1 : place]):
                continue
            is_open = not is_open if not _is_apostrophe(text, place, marks) else is_open
            if text[place] in CLOSING:
                edits[place] = CLOSING[text[place]]
    return edits


def _is_apostrophe(text: str, place: int, marks: str) -> bool:
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return marks == SINGLE and all(side.isalpha() for side in around)


def _ellipses(text: str) -> Edits:
    edits: Edits = {}
    for match in re.finditer(r"(?<!\.)\.\.\.(?!\.)", text):
        edits |= {match.start(): "…", match.start() + 1: "", match.start() + 2: ""}
    return edits
