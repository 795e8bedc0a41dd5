"""What Swedish words say about a line: the names that parts of a programme have, and how long its sentences are."""

from __future__ import annotations

import re
from typing import Final

from progpipe.lint.lists import words as words_of_list
from progpipe.model import SectionType

# Whole words or the ends of compounds, as they stand in titles.
NAMES: Final[tuple[tuple[SectionType, re.Pattern[str]], ...]] = (
    (SectionType.INTRODUCTION, re.compile(r"^(inledning|inledande ord|introduktion|förord|bakgrund)\b")),
    (SectionType.PRINCIPLES, re.compile(r"\b(\w*principer|\w*värderingar|\w*värdegrund|utgångspunkter)\b")),
    (SectionType.COMPANIES, re.compile(r"\bbolag(en)?\b|\w(bolagen|bolag)\b")),
    (
        SectionType.BODY,
        re.compile(r"\w*(nämnd(en|er|erna)?|styrelsen?|fullmäktige|utskott(et)?)\b"),
    ),
    (SectionType.COMPANY, re.compile(r"\bab\b")),
    (SectionType.POLICY, re.compile(r"\b\w*politik(en)?\b|\bvi vill\b|\bområden\b")),
)
# What a promise begins with, and hardly ever a title: verbs that ask for something. The linter has the others.
VERBS: Final = frozenset(
    re.findall(
        r"\w+",
        "arbeta arbetar avskaffa behåll behålla bevara bygg bygga driv driva erbjud erbjuda fortsätt fortsätta främja "
        "förbättra förstärk förstärka garantera ge gör göra höj höja inför införa initiera inrätta inventera "
        "kräv kräva låt minska motverka möjliggöra prioritera pröva rusta satsa skapa skrota skydda stoppa stärk "
        "stärka stöd stödja säkerställ säkerställa sänk sänka se ta tillgodose tillsätt tillsätta underlätta utred "
        "utreda utveckla utöka verka värna återinför återinföra öka öppna",
    )
)
SENTENCE_END: Final = re.compile(r"[.!?…][”\"’)]*(?=\s+[”\"“(]?[A-ZÅÄÖÉ0-9]|$)")
CLOSED: Final = re.compile(r"[.!?…:;,][”\"’)]*$")


def kind_of(title: str) -> SectionType | None:
    """What a title says that its section is; None where it says nothing."""
    lowered = title.lower()
    return next((kind for kind, pattern in NAMES if pattern.search(lowered)), None)


def sentences(text: str) -> int:
    """How many sentences the text has."""
    return max(1, len(SENTENCE_END.findall(text)))


def is_closed(text: str) -> bool:
    """Whether the text ends as a sentence or a clause does, and no title."""
    return bool(CLOSED.search(text.strip()))


def is_capitals(text: str) -> bool:
    """Whether it is set in capitals: two letters at least, and not one small one."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and not any(char.islower() for char in letters) and any(char.isupper() for char in letters)


def asks(text: str) -> bool:
    """Whether the text begins as a promise does: "Bygg …", "Fler …"."""
    found = re.match(r"\w+", text)
    return found is not None and found[0].lower() in VERBS | words_of_list("demand_openings")
