"""Bytes of a text that anybody may have saved, as text."""

from __future__ import annotations

import codecs
from typing import Final

from progpipe.errors import Problem
from progpipe.intake import said

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MOST_CONTROLS: Final = 0.01  # of the characters: more than that is no text


def decoded(content: bytes) -> tuple[str, list[Problem]]:
    """The text, and what is to be said about its encoding. Raises `ValidationError` (P703) where there is none."""
    text, problems = _decoded(content)
    controls = sum((char < " " and char not in "\t\n\r\f") or char == "\x7f" for char in text)
    if controls > MOST_CONTROLS * len(text):
        raise said.damaged("it is no text")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems


def _decoded(content: bytes) -> tuple[str, list[Problem]]:
    for mark, name in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name).removeprefix("\ufeff"), []
            except UnicodeDecodeError as error:
                raise said.damaged(f"it begins as {name.upper()} and goes on as something else") from error
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        # What Windows programs in western Europe write; the few bytes that it lacks become visible as such.
        return content.decode("cp1252", errors="replace"), [said.encoding("Windows-1252")]
