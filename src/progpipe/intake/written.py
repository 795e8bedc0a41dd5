"""A line of inline nodes as the source writes it, so that reading it gives the same nodes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final

from progpipe.inline import parse_inline
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
    plain_text,
)

SPECIAL: Final = re.compile(r"([\\*_\[\]])")
SPACES: Final = re.compile(r"\s+")
MARKED: Final = (Emphasis, Strong, Language, Link, Reference)


def written(line: Inlines) -> str:
    """The text of a line in the source. Where marks cannot stand as they do, the words stay and the marks go."""
    tidy = tidied(line)
    for attempt in (tidy, unmarked(tidy)):
        for escape in (_lightly, _wholly):
            text = "".join(_write(node, escape) for node in attempt)
            if parse_inline(text) == attempt:
                return text
    return _wholly(plain_text(tidy))


def _write(node: Inline, escape: Callable[[str], str]) -> str:
    if isinstance(node, Text):
        return escape(node.value)
    if isinstance(node, NoteReference):
        return f"[^{node.target}]"
    inside = "".join(_write(child, escape) for child in getattr(node, "children", ()))
    match node:
        case Emphasis():
            return f"*{inside}*"
        case Strong():
            return f"**{inside}**"
        case Language(tag=tag):
            return f"[{inside}]{{lang={tag}}}"
        case Link(href=href):
            return f"[{inside}]({_address(href)})"
        case Reference(target=target):
            return f"[{inside}]({_address('#' + target)})"
    return " "


def _address(href: str) -> str:
    return f"<{href}>" if re.search(r"[()\s]", href) else href


def _lightly(text: str) -> str:
    return text if parse_inline(text) in {(Text(value=text),), ()} else _wholly(text)


def _wholly(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


# --- tidied -----------------------------------------------------------------------------------


def tidied(line: Inlines) -> Inlines:
    """The line with one space between words, none at its ends, and marks that begin and end at a word."""
    return tuple(_stripped(list(_joined(_spaced(_lifted(_flat(line)))))))


def unmarked(line: Inlines) -> Inlines:
    """The line without emphasis; its links and notes stay."""
    found: list[Inline] = []
    for node in line:
        if isinstance(node, Emphasis | Strong):
            found += unmarked(node.children)
        elif isinstance(node, Language | Link | Reference):
            found.append(replace(node, children=unmarked(node.children)))
        else:
            found.append(node)
    return tuple(_joined(found))


def _flat(line: Iterable[Inline]) -> Iterator[Inline]:
    """Line breaks as spaces, no control characters, no marks around nothing, and no mark inside its like."""
    for node in line:
        if isinstance(node, LineBreak):
            yield Text(value=" ")
        elif isinstance(node, Text):
            yield Text(value=visible(node.value))
        elif isinstance(node, MARKED):
            inside = tuple(_flat(node.children))
            kept = _opened(inside, type(node))
            if isinstance(node, Language | Link) or any(not _is_empty(child) for child in kept):
                yield replace(node, children=kept)
        else:
            yield node


def _opened(line: Inlines, kind: type[Inline]) -> Inlines:
    found: list[Inline] = []
    for node in line:
        found += node.children if isinstance(node, kind) and isinstance(node, MARKED) else [node]
    return tuple(found)


def _is_empty(node: Inline) -> bool:
    return isinstance(node, Text) and not node.value


def visible(text: str) -> str:
    """The text without characters that nobody sees: controls, and those without a meaning of their own."""
    kept = (
        char if unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} or char in "\n\t" else "" for char in text
    )
    return "".join(kept).replace("\u00ad", "").replace("\ufeff", "").replace("\u2060", "").replace("\u200b", "")


def _lifted(line: Iterable[Inline]) -> Iterator[Inline]:
    """Spaces at the ends of a mark, outside it: `**ord **` is no strong word in CommonMark (0.31, 6.2)."""
    for node in line:
        if not isinstance(node, MARKED):
            yield node
            continue
        inside = list(_joined(_lifted(node.children)))
        before, after = _edge(inside, 0), _edge(inside, -1)
        if before:
            yield Text(value=" ")
        if inside or isinstance(node, Link):
            yield replace(node, children=tuple(inside))
        if after:
            yield Text(value=" ")


def _edge(inside: list[Inline], end: int) -> bool:
    """Take the spaces away at one end; whether there were any."""
    if not inside or not isinstance(node := inside[end], Text):
        return False
    kept = node.value.rstrip() if end else node.value.lstrip()
    if kept == node.value:
        return False
    if kept:
        inside[end] = Text(value=kept)
    else:
        del inside[end]
    return True


def _joined(line: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours of one kind as one."""
    last: Inline | None = None
    for node in line:
        if last is not None and type(node) is type(last) and isinstance(node, Text | Emphasis | Strong):
            last = _together(last, node)
            continue
        if last is not None and not _is_empty(last):
            yield last
        last = node
    if last is not None and not _is_empty(last):
        yield last


def _together(one: Inline, other: Inline) -> Inline:
    if isinstance(one, Text) and isinstance(other, Text):
        return Text(value=one.value + other.value)
    assert isinstance(one, Emphasis | Strong)
    assert isinstance(other, Emphasis | Strong)
    return replace(one, children=tuple(_joined((*one.children, *other.children))))


def _spaced(line: Iterable[Inline]) -> Iterator[Inline]:
    """Every run of white space as one space, also where it runs over the end of a mark."""
    ends_in_space = False
    for node in _each_spaced(line):
        if isinstance(node, Text) and ends_in_space and node.value.startswith(" "):
            node = Text(value=node.value[1:])  # noqa: PLW2901
        if _is_empty(node):
            continue
        yield node
        ends_in_space = isinstance(node, Text) and node.value.endswith(" ")


def _each_spaced(line: Iterable[Inline]) -> Iterator[Inline]:
    for node in _joined(line):
        if isinstance(node, Text):
            yield Text(value=SPACES.sub(" ", node.value))
        elif isinstance(node, MARKED):
            yield replace(node, children=tuple(_spaced(node.children)))
        else:
            yield node


def _stripped(line: list[Inline]) -> list[Inline]:
    _edge(line, 0)
    _edge(line, -1)
    return line
