"""Numbers of a text that published easy-read Swedish differs in from ordinary Swedish.

They say what a text looks like. Whether it is understood only readers can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from typing import Final

from progpipe.lint.model import GLOSSARY, RUNNING, Paragraph, Part, Sentence, Text, Word
from progpipe.lint.passives import passives
from progpipe.lint.verbs import is_infinitive, is_verb
from progpipe.lint.words import is_judged, is_rare

LONG_WORD: Final = 6  # letters; LIX counts the words that have more (Björnsson 1968)
WINDOW: Final = 50  # words, of the moving average of MATTR (Covington and McFall 2010)
FEWEST: Final = 150  # words that a section must have to be measured alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The numbers of a stretch of running text; all are 0 where it is empty.

    `mean_sentence` and `longest_sentence` are in words, `rare` is the percentage of words with a Zipf frequency
    under 3, `mattr` the share of different words in 50, `ordinary` the probability that it is ordinary Swedish.
    `passive` is the percentage of verbs that are passive, as far as the forms of words tell. `lix` is Björnsson's
    index; `ovix` is Hultman's and Westman's, 0 where no word comes twice.
    """

    words: int
    sentences: int
    mean_sentence: float
    longest_sentence: int
    lix: float
    ovix: float
    rare: float
    mattr: float
    passive: float
    ordinary: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What is measured as one: the whole text, a long section, or short sections together with their siblings."""

    parts: tuple[Part, ...]
    measures: Measures


def measure(sentences: Iterable[Sentence]) -> Measures:
    """The numbers of some sentences, in reading order."""
    spoken = [sentence for sentence in sentences if sentence.words]
    lengths = [len(sentence.words) for sentence in spoken]
    words = [word for sentence in spoken for word in sentence.words]
    if not words:
        return Measures(
            words=0,
            sentences=0,
            mean_sentence=0,
            longest_sentence=0,
            lix=0,
            ovix=0,
            rare=0,
            mattr=0,
            passive=0,
            ordinary=0,
        )
    mean, rare = len(words) / len(lengths), rare_words(words)
    mattr = moving_average([word.text for word in words])
    return Measures(
        words=len(words),
        sentences=len(lengths),
        mean_sentence=mean,
        longest_sentence=max(lengths),
        lix=mean + 100 * sum(letters(word) > LONG_WORD for word in words) / len(words),
        ovix=variation([word.key for word in words]),
        rare=rare,
        mattr=mattr,
        passive=passive_verbs(spoken),
        ordinary=ordinary(mean, rare, mattr),
    )


def letters(word: Word) -> int:
    """How many letters and digits a word has."""
    return sum(map(str.isalnum, word.text))


def rare_words(words: Iterable[Word]) -> float:
    """The percentage of rare words among those that can be judged."""
    judged = [word for word in words if is_judged(word)]
    return 100 * sum(map(is_rare, judged)) / len(judged) if judged else 0


def passive_verbs(sentences: Sequence[Sentence]) -> float:
    """The percentage of verbs that are passive."""
    passive = [word for sentence in sentences for word in passives(sentence)]
    found = {id(word) for word in passive}
    active = sum(
        id(word) not in found and not word.is_name and _is_verb(word.key) for item in sentences for word in item.words
    )
    return 100 * len(passive) / (len(passive) + active) if passive else 0


@lru_cache(maxsize=1 << 14)
def _is_verb(key: str) -> bool:
    return is_verb(key) or is_infinitive(key)


def moving_average(keys: Sequence[str], window: int = WINDOW) -> float:
    """MATTR: the share of different words, averaged over every stretch of `window` words.

    Capitals count ("Vi" is another word than "vi"), as they did where the thresholds come from. A text that is
    shorter is one stretch.
    """
    if len(keys) <= window:
        return len(set(keys)) / len(keys)
    inside = Counter(keys[:window])
    total = len(inside)
    for old, new in zip(keys, keys[window:], strict=False):
        inside[new] += 1
        inside[old] -= 1
        if not inside[old]:
            del inside[old]
        total += len(inside)
    return total / window / (len(keys) - window + 1)


def variation(keys: Sequence[str]) -> float:
    """OVIX: ln N / ln(2 - ln U / ln N), with N words of which U are different."""
    different = len(set(keys))
    if different in {1, len(keys)}:
        return 0
    return log(len(keys)) / log(2 - log(different) / log(len(keys)))


def ordinary(mean: float, rare: float, mattr: float) -> float:
    """The probability that a text with these numbers is ordinary Swedish rather than published easy-read.

    A logistic regression, fitted to published texts of both kinds that are no part of any programme here.
    """
    z = (
        3.4836 * (mean - 12.264) / 4.5005
        + 2.9276 * (rare - 4.7438) / 4.8441
        + 1.2218 * (mattr - 0.8131) / 0.0541
        + 0.3226
    )
    return 1 / (1 + exp(-max(-500.0, min(500.0, z))))


# --- of what ----------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def measure_text(text: Text) -> Measures:
    """The numbers of an edition. The glossary explains the text and is no part of it."""
    return measure(_sentences(part for part in text.walk() if part.kind != GLOSSARY))


@lru_cache(maxsize=8)
def measure_sections(text: Text) -> tuple[Stretch, ...]:
    """The numbers of each section, in reading order.

    A section is its own text, without the sections in it. One of fewer than 150 words is measured together
    with such siblings, and where that is not enough, with the text of the section around them.
    """
    made: list[tuple[Part, ...]] = []
    rest = _gather(text.parts, made)
    if rest:
        made.append(rest)
    order = {id(part): place for place, part in enumerate(text.walk())}
    made.sort(key=lambda parts: order[id(parts[0])])
    return tuple(Stretch(parts=parts, measures=measure_parts(parts)) for parts in made)


def measure_parts(parts: Iterable[Part]) -> Measures:
    """The numbers of some sections together, each without the sections in it."""
    return measure(_sentences(parts))


def _gather(siblings: Sequence[Part], made: list[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Puts into `made` what is measured as one; what is left is too short even together."""
    short: list[Part] = []
    for part in siblings:
        inside = _gather(part.parts, made)
        if _length([part]) >= FEWEST:
            made.append((part,))
            own: tuple[Part, ...] = ()
        else:
            own = (part,) if _length([part]) else ()
        if part.kind == GLOSSARY and own:
            made.append(own)
        else:
            short.extend((*own, *inside))
    if _length(short) < FEWEST:
        return tuple(short)
    made.append(tuple(short))
    return ()


def _length(parts: Iterable[Part]) -> int:
    return sum(len(sentence.words) for sentence in _sentences(parts))


def _sentences(parts: Iterable[Part]) -> Iterator[Sentence]:
    for part in parts:
        for paragraph in part.paragraphs:
            if is_running(paragraph):
                yield from paragraph.sentences


def is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text, which is what a text is measured by."""
    return paragraph.kind in RUNNING
