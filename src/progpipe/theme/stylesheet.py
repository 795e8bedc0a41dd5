"""The CSS of a theme for one medium and profile."""

from __future__ import annotations

from typing import Literal

from progpipe.theme.model import Theme

Medium = Literal["screen", "print", "epub"]


def stylesheet(theme: Theme, medium: Medium, profile: str) -> str:
    """The whole CSS: tokens, then the theme's rules. `@font-face` is the emitter's, which knows the addresses."""
    raise NotImplementedError
