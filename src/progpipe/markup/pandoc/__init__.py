"""Pandoc: a publication as its document tree, and the one door to the program."""

from progpipe.markup.pandoc.engine import default_file, run_pandoc
from progpipe.markup.pandoc.tree import document, subtitle

__all__ = ["default_file", "document", "run_pandoc", "subtitle"]
