"""L210: a demand that does not say who demands it or who shall do it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Kind, Level, Remark, Sentence, Text, remark_on, rule
from progpipe.lint.verbs import is_infinitive, is_present

BODY: Final = frozenset({Kind.PARAGRAPH, Kind.ITEM})
FEWEST: Final = 2  # "Lyssna!" is no demand of a programme
# Who is spoken to: "Ladda ner appen om du vill".
READER: Final = frozenset({"du", "dig", "din", "ditt", "dina", "ni", "er", "ert", "era", "här", "oss"})
# What a list of demands begins with.
DEMANDS: Final = "demand_openings"


@rule(
    "L210",
    Level.VARNING,
    about="A demand without a subject: it begins with an infinitive («Införa …») or has no verb («Fler poliser»).",
    source="Språkrådet's plain-language advice: say who does it.",
)
def demand_without_subject(text: Text, /) -> Iterator[Remark]:
    """An infinitive, or a noun, in the place of a sentence."""
    for paragraph in text.paragraphs():
        if paragraph.kind in BODY and not paragraph.text.rstrip().endswith(":"):
            for sentence in paragraph.sentences:
                yield from _demand(sentence)


def _demand(sentence: Sentence) -> Iterator[Remark]:
    keys = [word.key for word in sentence.words]
    if len(keys) < FEWEST or READER & set(keys) or sentence.text.endswith(("?", "!")):
        return
    first = sentence.words[0]
    if is_infinitive(keys[0]) and not _has_verb(keys[1:]):
        suggestion = f"Vi vill {first.text[0].lower()}{first.text[1:]}"
        message = "Skriv vem som vill eller ska göra det, till exempel «Vi vill …» eller «Kommunen ska …»."
        yield remark_on(sentence, message, first, suggestion=suggestion)
    elif keys[0] in words(DEMANDS) and not _has_verb(keys):
        suggestion = f"Vi vill ha {first.text[0].lower()}{first.text[1:]}"
        message = "Skriv en hel mening, till exempel «Vi vill ha …» eller «Det ska finnas …»."
        yield remark_on(sentence, message, first, suggestion=suggestion)


def _has_verb(keys: list[str]) -> bool:
    """Whether there is a verb of the main clause: one before a word such as "som" or "att" begins another."""
    clause = next((place for place, key in enumerate(keys) if key in words("subordinators")), len(keys))
    return any(is_present(key) for key in keys[:clause])
