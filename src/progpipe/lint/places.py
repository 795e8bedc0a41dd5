"""Remarks on places in a sentence that are no whole words."""

from __future__ import annotations

from progpipe.lint.model import Remark, Sentence


def remark_at(
    sentence: Sentence, start: int, end: int, message: str, *, suggestion: str | None = None, safe: bool = False
) -> Remark:
    """A remark on what stands from `start` to `end` of a sentence's own text, white space at its ends left out."""
    found = sentence.text[start:end]
    if suggestion is None:
        start, end = end - len(found.lstrip()), start + len(found.rstrip())
    return Remark(
        pointer=sentence.pointer,
        node=sentence.node,
        start=sentence.start + start,
        end=sentence.start + end,
        text=sentence.text[start:end],
        message=message,
        suggestion=suggestion,
        safe=safe,
    )
