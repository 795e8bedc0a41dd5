"""L211: five prepositions or more in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Level, Remark, Text, remark_on, rule

MOST: Final = 4


@rule(
    "L211",
    Level.VARNING,
    about="A sentence with five prepositions or more. «För att» and «till exempel» do not count.",
    source="Språkrådet's plain-language advice: verbs, not chains of nouns. The number is our own judgement.",
)
def many_prepositions(text: Text, /) -> Iterator[Remark]:
    """A sentence that hangs noun upon noun."""
    prepositions, not_before = words("prepositions"), frozenset({"att", "exempel"})
    for sentence in text.sentences():
        keys = [word.key for word in sentence.words]
        pairs = zip_longest(keys, keys[1:], fillvalue="")
        count = sum(key in prepositions and following not in not_before for key, following in pairs)
        if count > MOST:
            message = (
                f"Meningen har {count} små ord som «i», «på» och «av». "
                "Dela den, eller skriv med fler verb: «vi bygger» i stället för «byggande av»."
            )
            yield remark_on(sentence, message)
