"""What two sources have in common, whatever their ids: sections, their types and the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from progpipe.inline import parse_inline
from progpipe.publication import plain_text
from progpipe.stages.typography import typeset

Json = dict[str, Any]


def shape(programme: Json, *, typed: bool = True) -> list[Any]:
    """Sections as nested lists: type, title, texts of the prose, commitments, what is below."""
    return [_section(section, typed) for section in programme["sections"]]


def _section(section: Json, typed: bool) -> list[Any]:
    return [
        section["type"] if typed else "",
        words(section["title"]),
        [[block["type"], *texts(block)] for block in section.get("blocks", ())],
        [words(item["text"]) for item in section.get("commitments", ())],
        [words(text) for text in section.get("notes", {}).values()],
        [_section(child, typed) for child in section.get("sections", ())],
    ]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield words(value)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name in ("text", "items", "blocks", "attribution", "caption", "header", "rows", "alternative"):
            yield from texts(value.get(name, []))


def words(text: str) -> str:
    """As typesetting leaves it, without markup."""
    return " ".join(typeset(" ".join(plain_text(parse_inline(text)).split())).split())


def letters(text: str) -> str:
    """Every character but white space, in one case: headings may be set in capitals."""
    return "".join(text.split()).casefold()
