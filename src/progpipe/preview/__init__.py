"""A programme on the screen while it is written: built in a resident process, served, watched, and built again."""

from progpipe.preview.run import Preview, open_preview

__all__ = ["Preview", "open_preview"]
