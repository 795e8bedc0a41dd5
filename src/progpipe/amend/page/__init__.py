"""The order paper, as a document for a meeting."""

from progpipe.amend.page.page import order_paper

__all__ = ["order_paper"]
