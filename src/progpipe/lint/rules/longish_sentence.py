"""L202: a sentence of 16 to 20 words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, remark_on, rule

COMFORTABLE: Final = 15
LONGEST: Final = 20  # from here on it is another rule's


@rule(
    "L202",
    Level.TIPS,
    about="A sentence of 16 to 20 words.",
    source="LL-förlaget and MTM: short sentences. 95 of 100 sentences of published easy-read have 12 words or fewer.",
)
def longish_sentence(text: Text, /) -> Iterator[Remark]:
    """A sentence that can be read, and would be easier in two."""
    for sentence in text.sentences():
        if COMFORTABLE < len(sentence.words) <= LONGEST:
            yield remark_on(sentence, f"Meningen har {len(sentence.words)} ord. Försök att göra två meningar av den.")
