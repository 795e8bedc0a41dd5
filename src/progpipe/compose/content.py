"""What of a source an edition says, as one digest: it stays the same where another edition's text has changed."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

# What a rendition can replace. Its text or its blocks stand for the text or the blocks of the source.
REPLACED: Final = {"title", "term", "expansion", "explanation"}
WORDS: Final = {"text", "blocks"}


def content_digest(source: bytes, variety: str | None) -> str:
    """The SHA-256 (hexadecimal) over the JSON of a source as the edition reads it, with its keys sorted.

    Other renditions than those in the `variety` are left out, and so are the texts that these replace.
    """
    read = _as_read(json.loads(source), variety)
    written = json.dumps(read, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def _as_read(value: Any, variety: str | None) -> Any:
    if isinstance(value, list):
        return [_as_read(item, variety) for item in value]
    if not isinstance(value, dict):
        return value
    rendition = value.get("renditions", {}).get(variety)
    gone = {"renditions"} | (_replaced(rendition) if rendition else set())
    made = {name: _as_read(item, variety) for name, item in value.items() if name not in gone}
    return made | {"rendition": rendition} if rendition else made


def _replaced(rendition: dict[str, Any]) -> set[str]:
    names = REPLACED & rendition.keys()
    return names | WORDS if WORDS & rendition.keys() else names
