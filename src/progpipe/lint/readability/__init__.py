"""The readability report: a publication for those who write, with charts, the worst sentences and the hard words."""

from progpipe.lint.readability.page import readability

__all__ = ["readability"]
