"""Phrase breaks: each line of easy-read text ends where a phrase ends, and each sentence has a line of its own.

A break costs little before words that open a phrase, and much after words that lean on the next one; a line
costs the square of its distance from the length that readers like. The cheapest lines are found by dynamic
programming. LL-förlaget and MTM ask for breaks by phrase and at most 55 characters a line, Inclusion Europe for
each sentence on a new line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

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
    Node,
    Note,
    NoteReference,
    Notice,
    Paragraph,
    Publication,
    Quote,
    Reference,
    Strong,
    Text,
    rewrite,
)

LONGEST: Final = 55  # characters in a line (LL-förlaget, MTM)
TARGET: Final = 28  # the length of a line that costs nothing
OPAQUE: Final = "\ufffc"  # stands for a node that we know nothing about
Container = Emphasis | Strong | Link | Reference | Language
Edits = Mapping[int, tuple[LineBreak, ...]]


@declare()
def phrase_breaks(publication: Publication, context: Context, /) -> Publication:  # noqa: ARG001
    """Break the lines of a Swedish publication by phrase: running text, notices, captions, explanations.

    A text in which the author wrote breaks keeps its lines: a line is divided only where a new sentence
    begins in it, or where it is over 55 characters. Titles and cells stay as they are. No word changes, no node is
    lost, and no line is over 55 characters unless it is one word. Doing it twice changes nothing more.
    """
    if publication.metadata.language.partition("-")[0].lower() != "sv":
        return publication
    return rewrite(publication, _with_breaks)


def _with_breaks(node: Node) -> Node:
    match node:
        case Paragraph() | Definition() | Notice() | Note():
            return replace(node, children=break_line(node.children))
        case Figure():
            return replace(node, caption=break_line(node.caption))
        case Quote():
            return replace(node, attribution=break_line(node.attribution))
    return node


# --- text over nodes ----------------------------------------------------------------------------


def break_line(line: Inlines) -> Inlines:
    """The inline nodes of one text, with a `LineBreak` in the place of each space where a line ends."""
    characters = [item for node in line for item in _characters(node, whole=False)]
    edits = find_breaks("".join(text for text, _ in characters), [whole for _, whole in characters])
    return _edited(line, edits, 0)[0] if edits else line


def _characters(node: Node, *, whole: bool) -> Iterator[tuple[str, bool]]:
    """Each character, and whether it stands in what should stay whole: a link, or words of another language."""
    match node:
        case Text(value=value):
            yield from ((character, whole) for character in value)
        case LineBreak():
            yield "\n", whole
        case NoteReference():
            pass
        case Emphasis() | Strong() | Link() | Reference() | Language():
            inside = whole or not isinstance(node, Emphasis | Strong)
            yield from (item for child in node.children for item in _characters(child, whole=inside))
        case _:
            yield OPAQUE, whole


def _edited(line: Inlines, edits: Edits, place: int) -> tuple[Inlines, int]:
    """The line with the edits made, and the place after it; `place` is that of its first character."""
    found: list[Inline] = []
    for node in line:
        match node:
            case Text(value=value):
                found.extend(_edited_text(value, edits, place))
                place += len(value)
            case Emphasis() | Strong() | Link() | Reference() | Language():
                inside, place = _edited(node.children, edits, place)
                found.append(replace(node, children=inside))
            case NoteReference():
                found.append(node)
            case _:
                found.extend(edits.get(place, (node,)))
                place += 1
    return tuple(found), place


def _edited_text(value: str, edits: Edits, place: int) -> Iterator[Inline]:
    start = 0
    for end in (offset for offset in range(len(value)) if place + offset in edits):
        if start < end:
            yield Text(value=value[start:end])
        yield from edits[place + end]
        start = end + 1
    if start < len(value):
        yield Text(value=value[start:])


# --- where lines end ----------------------------------------------------------------------------

Word = re.Match[str]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


WORD: Final = re.compile(r"[^ \n]+")


def find_breaks(text: str, whole: Sequence[bool]) -> Edits:
    """What stands in the place of which characters: a break for the first space of a gap, nothing for the others.

    A newline in the text is a break of the author's. `whole` says of each character whether it stands in
    something that should not be divided.
    """
    words = list(WORD.finditer(text))
    authored = "\n" in text
    edits: dict[int, tuple[LineBreak, ...]] = {}
    for sentence in _sentences(words):
        for line in _authored_lines(sentence, text):
            if not authored or _length(line[0], line[-1]) > LONGEST:
                for before, after in _divided(line, whole):
                    edits |= _gap(text, before, after, LineBreak())
    for before, after in pairwise(words):
        if _ends_sentence(before[0], after[0]):
            edits |= _gap(text, before, after, LineBreak(after_sentence=True))
    return edits


def _gap(text: str, before: Word, after: Word, line_break: LineBreak) -> dict[int, tuple[LineBreak, ...]]:
    """The break in the place of the author's own where there is one, else of the spaces."""
    places = range(before.end(), after.start())
    authored = text.find("\n", places.start, places.stop)
    return {authored: (line_break,)} if authored >= 0 else dict.fromkeys(places, ()) | {places[0]: (line_break,)}


def _sentences(words: list[Word]) -> Iterator[list[Word]]:
    sentence = words[:1]
    for before, after in pairwise(words):
        if _ends_sentence(before[0], after[0]):
            yield sentence
            sentence = []
        sentence.append(after)
    if sentence:
        yield sentence


def _authored_lines(sentence: list[Word], text: str) -> Iterator[list[Word]]:
    line = sentence[:1]
    for before, after in pairwise(sentence):
        if "\n" in text[before.end() : after.start()]:
            yield line
            line = []
        line.append(after)
    yield line


END: Final = re.compile(r"[.!?…][”’\"'»)\]]*$")
OPENING: Final = "”’\"'»([–-"
# A capital or a digit after one of these begins no sentence.
ABBREVIATIONS: Final = _words(
    "t.ex bl.a dvs d.v.s s.k f.d fr.o.m t.o.m p.g.a pga jfr resp ca enl inkl exkl kl nr s sid st kap tel dr prof"
)


def _ends_sentence(word: str, following: str) -> bool:
    first = following.lstrip(OPENING)[:1]
    if not END.search(word) or not (first.isupper() or first.isdigit()):
        return False
    stem = word.lstrip(OPENING).rstrip("”’\"'»)]")
    is_initial = len(stem) == len("A.") and stem[0].isupper()
    return not stem.endswith(".") or not (is_initial or stem[:-1].lower() in ABBREVIATIONS)


# --- the cheapest lines -------------------------------------------------------------------------


def _length(first: Word, last: Word) -> int:
    return last.end() - first.start()


def _divided(words: list[Word], whole: Sequence[bool]) -> list[tuple[Word, Word]]:
    """The gaps where the lines of a sentence end, each as the words on its sides.

    Of two ways that cost the same the one with the longer last line is taken.
    """
    breaks = _break_costs(words, whole)
    costs = [0]  # of the first n words
    starts = [0]  # where the last line of these begins
    for end in range(1, len(words) + 1):
        found = [
            (costs[start] + breaks[start] + (length - TARGET) ** 2, start) for start, length in _possible(words, end)
        ]
        cost, start = min(found)
        costs.append(cost)
        starts.append(start)
    gaps: list[tuple[Word, Word]] = []
    end = starts[len(words)]
    while end:
        gaps.append((words[end - 1], words[end]))
        end = starts[end]
    return gaps


def _possible(words: list[Word], end: int) -> Iterator[tuple[int, int]]:
    """Where a line that ends before the word `end` may begin, and how long it is then.

    A word that is too long has a line of its own.
    """
    last = words[end - 1].end()
    yield end - 1, last - words[end - 1].start()
    for start in range(end - 2, -1, -1):
        length = last - words[start].start()
        if length > LONGEST:
            return
        yield start, length


def _break_costs(words: list[Word], whole: Sequence[bool]) -> list[int]:
    """The cost of a break before each word; none before the first."""
    lower = [word[0].lower() for word in words]
    return [
        0,
        *(
            _break_cost(before, after) + (INSIDE if whole[word.end()] else 0)
            for word, (before, after) in zip(words, pairwise(lower), strict=False)
        ),
    ]


MARKS: Final = "”’\"'»()[]"
# Words that open a phrase, by how good it is to begin a line with them.
CLAUSE: Final = _words(
    "som att när om där dit eftersom medan innan tills trots fast fastän vad hur vem vilka vilken vilket varför "
    "därför så för men"
)
JOINING: Final = _words("och eller utan samt än")
PREPOSITIONS: Final = _words(
    "i på till från med av om under över mellan vid hos genom efter före mot åt kring runt sedan inom bland utanför "
    "utom enligt bakom framför längs utöver inför tack"
)
# Words that lean on the next one: a line ends with them only where nothing else is possible.
LEANING: Final = (
    CLAUSE
    | JOINING
    | PREPOSITIONS - {"sedan", "tack"}
    | _words(
        "en ett den det de dem denna detta dessa någon något några ingen inget inga varje vår vårt våra min mitt mina "
        "din ditt dina sin sitt sina deras dess hans hennes er ert era jag du han hon vi ni man ska skall skulle kan "
        "kunde vill ville får fick måste bör har hade både varken antingen bara t.ex. bl.a. dvs."
    )
)
# Words that mostly stand before what they belong to.
DRAWN: Final = _words(
    "är var vara blir blev bli få ha ge ta göra finns finnas heller också ny nytt nya fler flera flest många mer mest "
    "mycket stor stort stora större största liten litet små mindre bra bättre bästa god gott goda hel helt hela alla "
    "allt olika samma egen eget egna första andra viktig viktigt viktiga svår svårt svåra lätt lätta lika lite inte "
    "aldrig alltid ännu exempel sådan sådant sådana"
)
# Words that belong to the one before.
CLINGING: Final = _words("inte också heller upp ut in ner fram igen hit bort med själv själva sig oss er mig dig")
# Two words that are one phrase.
TOGETHER: Final = frozenset(
    {("kommer", "att"), ("kom", "att"), ("se", "till"), ("ser", "till"), ("även", "om"), ("tack", "vare")}
)
LEAN, DRAW, CLING, INSIDE, PLAIN = 4000, 350, 250, 500, 180


def _break_cost(word: str, following: str) -> int:
    """The cost of a break between two words, in small letters."""
    bare, opener = word.strip(MARKS), following.strip(MARKS)
    if bare.endswith((",", ";", ":", "–")):
        return 0
    cost = (
        LEAN if bare in LEANING or (bare, opener) in TOGETHER else DRAW if bare in DRAWN or bare[-1:].isdigit() else 0
    )
    # A word before a comma ends a phrase: "som händer där, och".
    if opener in CLAUSE:
        return cost
    if opener in JOINING:
        return cost + 40
    if opener in PREPOSITIONS:
        return cost + 70
    return cost + PLAIN + (CLING if opener.rstrip(".,:;!?") in CLINGING else 0)
