"""Suggestions put into the source: all of them to look at, the safe ones to keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from progpipe.lint.model import Remark
from progpipe.lint.origin import origin
from progpipe.lint.split import sentences
from progpipe.load import canonical_text, load
from progpipe.load.parse import parse
from progpipe.model import RenditionStatus
from progpipe.source import decode

RENDITION: Final = re.compile(r"(.*/renditions/[^/]+)(?:/|$)")
MARKUP: Final = re.compile(r"[\\*_\[\]\n]")


def fix(content: bytes, remarks: Iterable[Remark], base: Path | None = None) -> tuple[str, tuple[Remark, ...]]:
    """A source in its canonical form with the safe suggestions of some remarks in it, and which remarks these are.

    Only drafts of renditions are changed: the source's own text is what a meeting decided, and of what is
    reviewed people have approved each word. `base` is the folder of the images. Raises `ValidationError` where
    the source has problems, also where a suggestion would make one.
    """
    value, _ = parse(decode(content)[0])
    done = tuple(_apply(value, remarks))
    text = canonical_text(json.dumps(value).encode()) if done else canonical_text(content)
    load(text.encode(), base)
    return text, done


def _apply(value: Any, remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Put the suggestions in, the last of a text first, so that the offsets of the others hold."""
    start: dict[str, int] = {}
    for remark in sorted(remarks, key=lambda remark: (-remark.start, -remark.end, remark.code)):
        if not _is_safe(value, remark) or remark.end > start.get(remark.pointer, remark.end):
            continue
        *path, last = _parts(remark.pointer)
        owner = _at(value, path)
        key = int(last) if isinstance(owner, list) else last
        found = origin(remark.pointer, owner[key])
        if not found or found.text[remark.start : remark.end] != remark.text:
            continue
        new = found.replaced(remark.start, remark.end, remark.suggestion or "")
        if new is not None:
            owner[key] = new
            start[remark.pointer] = remark.start
            yield remark


def _is_safe(value: Any, remark: Remark) -> bool:
    inside = RENDITION.match(remark.pointer)
    if not remark.safe or remark.suggestion is None or MARKUP.search(remark.suggestion) or not inside:
        return False
    return bool(_at(value, _parts(inside[1]))["status"] == RenditionStatus.DRAFT)


def _parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def _at(value: Any, path: Iterable[str]) -> Any:
    for part in path:
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def change(remark: Remark, text: str) -> tuple[str, str] | None:
    """The sentences around a remark as they are and as the suggestion would have them; None where there is none.

    `text` is that of the paragraph.
    """
    if remark.suggestion is None:
        return None
    touched = [(a, b) for a, b in sentences(text) if a < remark.end and remark.start < b] or [(0, len(text))]
    start, end = touched[0][0], touched[-1][1]
    new = text[start : remark.start] + remark.suggestion + text[remark.end : end]
    return " ".join(text[start:end].split()), " ".join(new.split())
