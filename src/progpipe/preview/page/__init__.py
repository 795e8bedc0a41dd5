"""The pages of the preview itself: what is wrong, and what is not there."""

from progpipe.preview.page.page import missing_page, problem_page

__all__ = ["missing_page", "problem_page"]
