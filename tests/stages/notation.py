"""A small notation for lines of text, so that fixtures are texts: read it, and write it.

    *emphasis*  **strong**  [words](https://example.se)  [words](#id)  [words](=entry)  [words]{en}  [^1]

`(=entry)` is a glossary reference. `~` is a no-break space, `|` a line break and `||` one after a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from progpipe.publication import (
    Emphasis,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    Node,
    NoteReference,
    Reference,
    Strong,
    Text,
)

TOKEN = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|\*(?P<emphasis>.+?)\*|\[\^(?P<note>\w+)\]|(?P<line>\|\|?)"
    r"|\[(?P<words>[^\]]*)\](?:\((?P<to>[^)]+)\)|\{(?P<tag>[^}]+)\})"
)


def read(source: str) -> Inlines:
    return tuple(_read(source))


def _read(source: str) -> Iterator[Inline]:
    end = 0
    for match in TOKEN.finditer(source):
        yield from _text(source[end : match.start()])
        yield _node(match)
        end = match.end()
    yield from _text(source[end:])


def _text(value: str) -> Iterator[Inline]:
    if value:
        yield Text(value=value.replace("~", "\u00a0"))


def _node(match: re.Match[str]) -> Inline:
    parts = match.groupdict()
    if parts["strong"]:
        return Strong(children=read(parts["strong"]))
    if parts["emphasis"]:
        return Emphasis(children=read(parts["emphasis"]))
    if parts["note"]:
        return NoteReference(id=f"mark-{parts['note']}", target=f"note-{parts['note']}", label=parts["note"])
    if parts["line"]:
        return LineBreak(after_sentence=parts["line"] == "||")
    children = read(parts["words"])
    if parts["tag"]:
        return Language(tag=parts["tag"], children=children)
    return _link(parts["to"], children)


def _link(to: str, children: Inlines) -> Inline:
    if to[0] == "#":
        return Reference(target=to[1:], children=children)
    if to[0] == "=":
        return Reference(kind="glossary", target=to[1:], children=children)
    return Link(href=to, children=children)


def write(nodes: Inlines) -> str:
    return "".join(_write(node) for node in nodes)


def _write(node: Node) -> str:
    match node:
        case Text(value=value):
            return value.replace("\u00a0", "~")
        case Emphasis(children=children):
            return f"*{write(children)}*"
        case Strong(children=children):
            return f"**{write(children)}**"
        case NoteReference(label=label):
            return f"[^{label}]"
        case LineBreak(after_sentence=after_sentence):
            return "||" if after_sentence else "|"
        case Language(tag=tag, children=children):
            return f"[{write(children)}]{{{tag}}}"
        case Reference(target=target, children=children, kind=kind):
            return f"[{write(children)}]({'=' if kind == 'glossary' else '#'}{target})"
        case Link(href=href, children=children):
            return f"[{write(children)}]({href})"
    raise TypeError(node)


def cases(name: str) -> list[dict[str, str]]:
    """The cases of a fixture file: `key: value` lines, a case for each block of lines, `#` for remarks."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    return [
        {key: value.strip() for key, _, value in (line.partition(":") for line in block.splitlines())}
        for block in re.split(r"\n\s*\n", lines.strip())
    ]
