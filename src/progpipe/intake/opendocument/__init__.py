"""What an OpenDocument text (ODF 1.3) says beside its text, and how its text is put where Pandoc reads it."""
