"""Whether the theme's fonts have every character that a publication uses."""

from __future__ import annotations

from progpipe.errors import Problem
from progpipe.publication import Publication
from progpipe.theme.model import Theme


def missing_characters(publication: Publication, theme: Theme) -> tuple[Problem, ...]:
    """A problem for each place in the text with characters that no face of the theme has."""
    raise NotImplementedError
