"""The markup inside a line of text: CommonMark's emphasis, strong and links, and two marks of our own.

`[text]{lang=en}` is text in another language, `[^key]` the mark of a note. Nothing else is markup: HTML,
code spans, images and entities are the characters that they are written with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import accumulate, zip_longest
from typing import TYPE_CHECKING, Final

from progpipe.publication import (
    Emphasis,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    NoteReference,
    Reference,
    Strong,
    Text,
)

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

DEEPEST: Final = 20
LANGUAGE: Final = re.compile(r"\{lang=([A-Za-z0-9-]{1,80})\}")
IN_LANGUAGE: Final = re.compile(rf"\[([^\\*_\[\]\r\n\0]+)\]{LANGUAGE.pattern}")
NOTE: Final = re.compile(r"\[\^([A-Za-z0-9_-]{1,80})\]")

# What CommonMark does not read as it stands: marks, and white space that it drops beside a newline.
MARKED: Final = re.compile(r"[\\*_\[\]\r\0]|\A\n|\s\n|\n\s|\n\Z")


@lru_cache(maxsize=4096)  # the rules of the source read each text before the editions do
def parse_inline(text: str) -> Inlines:
    """The inline nodes of a text (CommonMark 0.31, 6).

    A link to `#id` becomes a `Reference`, a newline a `LineBreak`. The target of a `NoteReference` is the
    key in the section's `notes`, its id and label are empty: the section knows them. Marks nested more
    than 20 deep are nobody's text: they stay the characters that they are.
    """
    if not MARKED.search(IN_LANGUAGE.sub("x", text)):
        return tuple(_plain(text))
    (inline,) = _parser().parseInline(text)
    tokens = inline.children or []
    if max(accumulate((token.nesting for token in tokens), initial=0)) > DEEPEST:
        return (Text(value=text),)
    return _merged(_Reader(tokens).nodes())


def _plain(text: str) -> Iterator[Inline]:
    """The nodes of a text with no marks but languages, as most are: it is not worth a parser, and its import."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield LineBreak()
        parts = iter(IN_LANGUAGE.split(line))
        for words, inside, tag in zip_longest(parts, parts, parts):
            if words:
                yield Text(value=words)
            if tag:
                yield Language(tag=tag, children=(Text(value=inside),))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - many a source has no marks

    parser = MarkdownIt("zero").enable(["emphasis", "escape", "link", "newline"])
    parser.inline.ruler.before("link", "language", _language)
    parser.inline.ruler.before("link", "note", _note)
    # A dangerous or broken address is for the rules of the source to name; here it is kept as it is written.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def _language(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    found = LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if not found:
        return False
    if not silent:
        limit, start = state.posMax, state.pos + 1
        state.push("language_open", "", 1).meta = {"tag": found[1]}
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push("language_close", "", -1)
    state.pos = found.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:
    found = NOTE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("note", "", 0).meta = {"key": found[1]}
    state.pos = found.end()
    return True


class _Reader:
    """Tokens into nodes: an opening token gathers nodes until the one that closes it."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = iter(tokens)

    def nodes(self) -> Iterator[Inline]:
        for token in self._tokens:
            if token.nesting < 0:
                return
            if token.nesting > 0:
                yield _around(token, _merged(self.nodes()))
            else:
                yield _single(token)


def _around(token: Token, children: Inlines) -> Inline:
    if token.type == "em_open":
        return Emphasis(children=children)
    if token.type == "strong_open":
        return Strong(children=children)
    if token.type == "language_open":
        return Language(tag=token.meta["tag"], children=children)
    href = str(token.attrs["href"])
    return Reference(target=href[1:], children=children) if href.startswith("#") else Link(href=href, children=children)


def _single(token: Token) -> Inline:
    if token.type == "note":
        return NoteReference(id="", target=token.meta["key"], label="")
    return LineBreak() if token.type in {"softbreak", "hardbreak"} else Text(value=token.content)


def _merged(nodes: Iterator[Inline]) -> Inlines:
    """Neighbouring texts as one, and no empty ones."""
    found: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(value=found[-1].value + node.value)
        elif not isinstance(node, Text) or node.value:
            found.append(node)
    return tuple(found)
