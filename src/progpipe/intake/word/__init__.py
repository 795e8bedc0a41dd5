"""What a Word file (ECMA-376) says beside its text, and how its text is put where Pandoc reads it."""
