"""L308: "man", which may be anybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from progpipe.lint.lists import words
from progpipe.lint.model import Level, Remark, Text, remark_on, rule

MAN: Final = "man"
# After these "man" is a grown boy: "en man", "varje man", "god man".
BEFORE_NOUN: Final = "before_man"
ADJECTIVE: Final = ("ig", "sk", "ad", "isk")


@rule(
    "L308",
    Level.VARNING,
    about="The pronoun «man».",
    source="MTM and Språkrådet's plain-language advice: say who, and speak to the reader.",
)
def man(text: Text, /) -> Iterator[Remark]:
    """A sentence about nobody in particular."""
    for sentence in text.sentences():
        before = ""
        for word in sentence.words:
            noun = before in words(BEFORE_NOUN) or before.endswith(ADJECTIVE) or before[:1].isdigit()
            if word.key == MAN and not noun:
                message = "Skriv vem det är i stället för «man», till exempel «du», «vi» eller «kommunen»."
                yield remark_on(sentence, message, word)
            before = word.key
