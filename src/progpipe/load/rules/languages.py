"""P111: a language tag exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from progpipe.errors import Problem, pointer
from progpipe.load.places import Path
from progpipe.load.tree import Document
from progpipe.publication import Language

FORM: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")
LONGEST: Final = 80
# The registry has them. It is a megabyte, and most sources name no others.
USUAL: Final = frozenset({"sv", "sv-simple", "en"})


def languages(document: Document) -> Iterator[Problem]:
    """Each tag is well formed, and the IANA registry has its subtags (BCP 47; WCAG 2.2, 3.1.1 and 3.1.2)."""
    for path, tag in _tags(document):
        if tag not in USUAL and (len(tag) > LONGEST or not _exists(tag)):
            hint = "Use a tag of BCP 47: sv, sv-simple (easy Swedish), en, ar, fi …"
            message = f"{tag[:LONGEST]!r} is no language tag that is in use"
            yield Problem(code="P111", pointer=pointer(*path), message=message, hint=hint)


def _tags(document: Document) -> Iterator[tuple[Path, str]]:
    language = document.value.get("language") if isinstance(document.value, dict) else None
    named = [(("language",), language), *((path, path[-1]) for path, _ in document.renditions())]
    # What has not the form of a tag is the schema's to refuse.
    yield from ((path, tag) for path, tag in named if isinstance(tag, str) and FORM.fullmatch(tag))
    yield from ((path, node.tag) for path, node in document.inlines if isinstance(node, Language))


@lru_cache(maxsize=1024)
def _exists(tag: str) -> bool:
    from language_tags import tags  # noqa: PLC0415

    return bool(tags.check(tag))
