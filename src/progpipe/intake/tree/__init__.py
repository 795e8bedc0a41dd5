"""Pandoc's document tree (pandoc-types 1.23) as the blocks of a document."""

from progpipe.intake.tree.blocks import read_tree
from progpipe.intake.tree.marks import NOTE_MARK, Origin, mark, note_mark

__all__ = ["NOTE_MARK", "Origin", "mark", "note_mark", "read_tree"]
