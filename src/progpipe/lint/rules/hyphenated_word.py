"""L404: a word with a hyphen that it does not need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from progpipe.lint.model import Level, Remark, Text, rule
from progpipe.lint.places import remark_at
from progpipe.lint.words import zipf

SOFT: Final = "\u00ad"
HYPHEN: Final = rf"(?:-\n|[-\u2010{SOFT}])"
DIVIDED: Final = re.compile(rf"(?<![\w-])[A-ZÅÄÖa-zåäöé][a-zåäöé]*(?:{HYPHEN}[a-zåäöé]+)+(?![\w-])")
SHORTEST: Final = 2  # "e-post", "a-kassa": the first part is a letter


@rule(
    "L404",
    Level.TIPS,
    about="A word divided by a hyphen, at the end of a line or within («kommun-fullmäktige»), that is one word.",
    source="LL-förlaget and MTM: no hyphenation. That hyphens within words are no help is our own judgement.",
    easy_read_only=True,
)
def hyphenated_word(text: Text, /) -> Iterator[Remark]:
    """A word in two pieces that the reader has to put together."""
    for sentence in text.sentences():
        for match in DIVIDED.finditer(sentence.text):
            first = re.split(rf"[-\u2010{SOFT}]", match[0])[0]
            whole = re.sub(rf"[-\u2010{SOFT}\n]", "", match[0])
            if "\n" in match[0] or SOFT in match[0] or (len(first) >= SHORTEST and zipf(whole) > 0):
                message = f"Skriv ordet utan bindestreck: «{whole}»."
                yield remark_at(sentence, *match.span(), message, suggestion=whole)
