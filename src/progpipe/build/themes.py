"""Themes that were found right before: what they are made of is read again, and not what it says."""

from __future__ import annotations

import pickle
from pathlib import Path

from progpipe.cache import Cache
from progpipe.cache.recall import theme_key
from progpipe.theme import Theme, read_theme


def known_theme(theme: Path | str, cache: Cache | None) -> Theme:
    """The theme with that name or in that folder. Raises what `read_theme` raises."""
    key = theme_key(theme) if cache else None
    content = cache.get(key) if cache and key else None
    if content is not None:
        found: Theme = pickle.loads(content)  # noqa: S301 - the cache is ours alone, and the digest was right
        return found
    read = read_theme(theme)
    if cache and key:
        cache.put(key, pickle.dumps(read, pickle.HIGHEST_PROTOCOL))
    return read
