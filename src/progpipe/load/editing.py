"""A source as a JSON value that a command changes, and the file that is made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from progpipe.load.canonical import canonical_text
from progpipe.model import Programme


def editable(programme: Programme) -> dict[str, Any]:
    """The JSON of the source in its canonical form, for the caller to change."""
    value: dict[str, Any] = json.loads(canonical_text(programme.canonical))
    return value


def at(value: Any, place: str) -> Any:
    """What a JSON Pointer (RFC 6901) leads to."""
    for part in place.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


def written(source: Mapping[str, Any]) -> str:
    """The source as a file has it."""
    return canonical_text(json.dumps(source, ensure_ascii=False).encode("utf-8"))
