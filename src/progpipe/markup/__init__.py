"""What several emitters share: the publication as an XHTML tree and as Pandoc's AST."""
