"""Pandoc: a publication as its document tree, and the one door to the program."""

from progpipe.markup.pandoc.engine import default_file, read_with_pandoc, run_pandoc
from progpipe.markup.pandoc.tree import document, subtitle

__all__ = ["default_file", "document", "read_with_pandoc", "run_pandoc", "subtitle"]
