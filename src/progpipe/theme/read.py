"""From a theme folder to a `Theme`."""

from __future__ import annotations

from pathlib import Path

from progpipe.theme.model import Theme


def theme_names() -> tuple[str, ...]:
    """The names of the themes that come with progpipe."""
    raise NotImplementedError


def read_theme(theme: str | Path) -> Theme:
    """The theme with that name, or in that folder. Raises `BuildError` with every problem."""
    raise NotImplementedError
