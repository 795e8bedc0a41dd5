"""What has changed, as a document for a meeting."""

from progpipe.diff.page.page import differences, facts

__all__ = ["differences", "facts"]
